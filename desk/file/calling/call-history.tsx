import type { Wording } from '../../../forms/language.ts'
import { useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import type { ParentCalls } from '../queries.ts'
import { listCallEvents } from './call-events.ts'
import { callingWording } from './wording.ts'

interface Props {
  readonly parentCalls: ParentCalls
  /** Names the parent whose authorisations these are, if both parents granted one. */
  readonly of?: Wording | undefined
}

/** The history of calling the other parent, newest first. */
export function CallHistory({ parentCalls, of }: Props) {
  const text = useWordingText()
  const events = listCallEvents(parentCalls)
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
