import { useQuery } from '@tanstack/react-query'
import type { Wording } from '../../../forms/language.ts'
import { useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { contactHoldsQuery, type ParentCalls } from '../queries.ts'
import { collectCallingEvents } from './call-events.ts'
import { callingWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly parentCalls: ParentCalls
  /** Names the parent whose authorisations these are, if both parents granted one. */
  readonly of?: Wording | undefined
}

/** The history of calling the other parent, newest first. */
export function CallHistory({ reference, parentCalls, of }: Props) {
  const text = useWordingText()
  const { data } = useQuery(contactHoldsQuery(reference))
  const events = collectCallingEvents(parentCalls, data?.contactHolds ?? [])
  if (events.length === 0) return null
  return (
    <>
      <h3>{text(of ?? callingWording.history)}</h3>
      <ol className="history">
        {events.map(({ id, at, description }) => (
          <li key={id}>
            <TimeWithOffset at={at} />
            <span>{text(description)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
