import type { Language, Wording } from '../../../forms/language.ts'
import type { ParentCalls } from '../../app/api-client.ts'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { listCallEvents } from './call-events.ts'
import { callingWording } from './wording.ts'

interface Props {
  readonly parentCalls: ParentCalls
  /** Whose authorisations these calls were made under, where both parents gave one. */
  readonly of?: Wording | undefined
  readonly language: Language
}

/** Everything that happened about calling the other parent, newest first. */
export function CallHistory({ parentCalls, of, language }: Props) {
  const events = listCallEvents(parentCalls)
  if (events.length === 0) return null
  return (
    <>
      <h3>{(of ?? callingWording.history)[language]}</h3>
      <ol className="history">
        {events.map(({ id, at, description }) => (
          <li key={id}>
            <time dateTime={new Date(at).toISOString()}>{formatDateTimeWithOffset(at, language)}</time>
            <span>{description[language]}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
