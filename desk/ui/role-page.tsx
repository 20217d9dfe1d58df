import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Wording } from '../../forms/language.ts'
import type { RailLink } from '../client/rail-links.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { useWordingText } from './language.tsx'
import { LoadFailure } from './load-failure.tsx'
import { PageStatus } from './page-status.tsx'

interface Props {
  readonly title: Wording
  readonly only: NonNullable<RailLink['role']>
  /** Says to everybody else whose page it is. */
  readonly refusal: Wording
  /** The page, with its status. */
  readonly children: ReactNode
}

/** A page for one role of the practice alone. The worker refuses what it asks for to everybody else. */
export function RolePage({ title, only, refusal, children }: Props) {
  const text = useWordingText()
  const { data: me, error } = useQuery(signedInCoordinatorAndColleaguesQuery)
  if (error) return <LoadFailure error={error} />
  return (
    <>
      <h1>{text(title)}</h1>
      {me?.[only] ? (
        children
      ) : (
        <>
          <PageStatus />
          {me && <p>{text(refusal)}</p>}
        </>
      )}
    </>
  )
}
