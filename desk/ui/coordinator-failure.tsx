import { useQuery } from '@tanstack/react-query'
import type { ApiError } from '../client/api-failure.ts'
import type { PageFailureWording } from '../client/failure-wording.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { LoadFailure, PageFailure } from './load-failure.tsx'

interface Props {
  readonly error: ApiError
  /** Whether the address names a coordinator. */
  readonly isOfNamed: boolean
  /** Says that the page of somebody else is not open to the reader. */
  readonly wording: PageFailureWording
}

/**
 * Replaces a coordinator’s page that could not be loaded. One that the address asks for, and that is not the reader’s to
 * see, says just that, whether there is such a coordinator or not: the practice knows who reads.
 */
export function CoordinatorPageFailure({ error, isOfNamed, wording }: Props) {
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const { code } = error.failure
  const isRefused = code === 'not_permitted' || code === 'not_found'
  return me.data && isOfNamed && isRefused ? <PageFailure wording={wording} /> : <LoadFailure error={error} />
}
