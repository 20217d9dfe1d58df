import type { Language, Wording } from '../../../forms/language.ts'
import type { Calling } from '../../app/api-client.ts'
import { writtenTime } from '../../ui/format-date.ts'
import { historyOf } from './call-events.ts'
import { callWords } from './wording.ts'

interface Props {
  readonly calling: Calling
  /** Whose word it was about, where both parents gave one. */
  readonly of?: Wording | undefined
  readonly language: Language
}

/** Everything that happened about calling the other parent, newest first. */
export function OutreachHistory({ calling, of, language }: Props) {
  const history = historyOf(calling)
  if (history.length === 0) return null
  return (
    <>
      <h3>{(of ?? callWords.history)[language]}</h3>
      <ol className="history">
        {history.map(({ id, at, said }) => (
          <li key={id}>
            <time dateTime={new Date(at).toISOString()}>{writtenTime(at, language)}</time>
            <span>{said[language]}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
