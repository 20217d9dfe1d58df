import { DescriptionRow } from './description-list.tsx'
import { useWordingText } from './language.tsx'
import { buildUnansweredCountWording } from './wording.ts'

/** The questions of one page of a form, each with the lines of its answer. */
interface AnswerSection {
  readonly slug: string
  readonly item?: number | undefined
  readonly title: string
  readonly rows: readonly {
    readonly question: string
    readonly label: string
    readonly lines: readonly string[]
  }[]
}

interface Props {
  readonly sections: readonly AnswerSection[]
  /** The level of the headings. */
  readonly level: 2 | 3 | 4
}

/**
 * The questions that one parent was asked, page by page, with their answers. What was left empty is folded below, counted;
 * a page on which nothing was answered is one line.
 */
export function AnswerSections({ sections, level }: Props) {
  const Heading = `h${level}` as const
  return sections.map(({ slug, item, title, rows }) => (
    <section key={`${slug} ${item}`} className="answers">
      <Heading className="answers__title">{title}</Heading>
      <dl>
        {rows
          .filter(({ lines }) => lines.length > 0)
          .map(({ question, label, lines }) => (
            <DescriptionRow key={question} label={label}>
              <span className="lines">{lines.join('\n')}</span>
            </DescriptionRow>
          ))}
      </dl>
      <UnansweredQuestions rows={rows.filter(({ lines }) => lines.length === 0)} />
    </section>
  ))
}

/** The questions that were left empty, folded and counted; nothing when there are none. */
export function UnansweredQuestions({ rows }: Pick<AnswerSection, 'rows'>) {
  const text = useWordingText()
  if (rows.length === 0) return null
  return (
    <details className="answers__empty">
      <summary>{text(buildUnansweredCountWording(rows.length))}</summary>
      <ul>
        {rows.map(({ question, label }) => (
          <li key={question}>{label}</li>
        ))}
      </ul>
    </details>
  )
}
