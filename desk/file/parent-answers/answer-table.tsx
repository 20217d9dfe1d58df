import type { SummaryTable } from '../../../forms/summary-groups.ts'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { parentAnswersWording } from './wording.ts'

interface Props {
  readonly table: SummaryTable
  readonly caption: string
  /** The level of the headings of the cards. */
  readonly level: 3 | 4
}

/** Children or orders beside each other: a column for each, at most four in a table. On a phone each is a card. */
export function AnswerTable({ table, caption, level }: Props) {
  const isNarrow = useIsNarrow()
  const starts = table.items.flatMap((_, index) => (index % COLUMNS === 0 ? [index] : []))
  return isNarrow ? (
    <AnswerCards table={table} level={level} />
  ) : (
    starts.map((start) => <TableOfSome key={start} table={pickColumns(table, start)} caption={caption} />)
  )
}

const COLUMNS = 4

const pickColumns = ({ items, rows }: SummaryTable, start: number): SummaryTable => ({
  items: items.slice(start, start + COLUMNS),
  rows: rows.map((row) => ({ ...row, cells: row.cells.slice(start, start + COLUMNS) })),
})

function TableOfSome({ table: { items, rows }, caption }: Omit<Props, 'level'>) {
  const text = useWordingText()
  return (
    <table className="answer-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td />
          {items.map(({ title, name }) => (
            <th key={title} scope="col">
              {name || title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ question, label, cells }) => (
          <tr key={question}>
            <th scope="row">{label}</th>
            {items.map(({ title }, column) => (
              <td key={title} className="lines-cell">
                {cells[column]?.join('\n') || (
                  <span className="unanswered">{text(parentAnswersWording.notAnswered)}</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AnswerCards({ table: { items, rows }, level }: Omit<Props, 'caption'>) {
  const Heading = `h${level}` as const
  return items.map(({ title, name }, column) => (
    <div key={title} className="answer-card">
      <Heading>{name || title}</Heading>
      <dl>
        {rows.map(({ question, label, cells }) => {
          const lines = cells[column] ?? []
          return (
            lines.length > 0 && (
              <DescriptionRow key={question} label={label}>
                <span className="lines">{lines.join('\n')}</span>
              </DescriptionRow>
            )
          )
        })}
      </dl>
    </div>
  ))
}
