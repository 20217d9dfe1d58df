import type { Language, Wording } from '../content/language.ts'
import type { Calling } from './api.ts'
import { callWords } from './calling-words.ts'
import { historyOf } from './history.ts'
import { writtenTime } from './written-time.ts'

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
