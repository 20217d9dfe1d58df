import { AnswerLines, DescriptionRow } from './description-list.tsx'
import { useWordingText } from './language.tsx'
import { controlWording } from './wording.ts'

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

/** The questions that one parent was asked, page by page, with their answers. */
export function AnswerSections({ sections, level }: Props) {
  const text = useWordingText()
  const Heading = `h${level}` as const
  return sections.map(({ slug, item, title, rows }) => (
    <section key={`${slug} ${item}`} className="answers">
      <Heading className="answers__title">{title}</Heading>
      <dl>
        {rows.map(({ question, label, lines }) => (
          <DescriptionRow key={question} label={label}>
            <AnswerLines lines={lines} otherwise={text(controlWording.notAnswered)} />
          </DescriptionRow>
        ))}
      </dl>
    </section>
  ))
}
