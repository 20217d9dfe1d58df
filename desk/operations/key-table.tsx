import { keyPurposeWording } from '../../content/operations/key-purposes.ts'
import { getLocaleTag } from '../../forms/language.ts'
import { formatShortDate } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import type { ShownFacts } from './queries.ts'
import { buildRowsLeftWording, operationsWording } from './wording.ts'

/** The keys of the ring, with their age and what still needs them. */
export function KeyTable({ keys }: Pick<ShownFacts, 'keys'>) {
  const text = useWordingText()
  const language = useLanguage()
  return (
    <section className="numbers__part">
      <h2>{text(operationsWording.keyTable)}</h2>
      <table className="numbers-table operations__keys">
        <thead>
          <tr>
            <th scope="col">{text(operationsWording.purpose)}</th>
            <th scope="col">{text(operationsWording.key)}</th>
            <th scope="col">{text(operationsWording.inUseSince)}</th>
            <th scope="col">{text(operationsWording.state)}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map(({ kid, purpose, createdAt, ...key }) => (
            <tr key={kid}>
              <th scope="row">{keyPurposeWording[purpose] ? text(keyPurposeWording[purpose]) : purpose}</th>
              <td>
                <code>{kid}</code>
              </td>
              <td>{formatShortDate(createdAt, language)}</td>
              <td>
                <KeyState {...key} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function KeyState({ isOlder, rowsLeft }: Pick<ShownFacts['keys'][number], 'isOlder' | 'rowsLeft'>) {
  const text = useWordingText()
  const locale = getLocaleTag(useLanguage())
  if (!isOlder) return text(operationsWording.current)
  if (rowsLeft === null) return text(operationsWording.rowsNotCounted)
  if (rowsLeft === 0) return text(operationsWording.mayBeRemoved)
  return text(buildRowsLeftWording(rowsLeft, rowsLeft.toLocaleString(locale)))
}
