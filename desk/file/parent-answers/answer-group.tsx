import { FORM_GROUP_ID, type SummaryGroup } from '../../../forms/summary-groups.ts'
import { UnansweredQuestions } from '../../ui/answer-sections.tsx'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import type { AddedPage } from '../queries.ts'
import { AdditionList } from './addition-list.tsx'
import { AnswerTable } from './answer-table.tsx'
import { buildAboutFormWording } from './wording.ts'

interface Props {
  readonly group: SummaryGroup
  /** What was added to its pages since, newest first. */
  readonly additions: readonly AddedPage[]
  /** The level of its heading. */
  readonly level: 2 | 3
}

/**
 * What was answered about one thing in two columns, what was asked of several things as a table, and the rest folded: what
 * was left empty, and what is only about the form.
 */
export function AnswerGroup({ group: { id, title, answered, unanswered, table }, additions, level }: Props) {
  const Heading = `h${level}` as const
  const text = useWordingText()
  const isAboutForm = id === FORM_GROUP_ID
  return (
    <section id={getAnswerGroupId(id)} className="answer-group">
      <Heading>{title}</Heading>
      {isAboutForm ? (
        <details className="answers__empty">
          <summary>{text(buildAboutFormWording(answered.length))}</summary>
          <AnsweredRows rows={answered} />
          <UnansweredQuestions rows={unanswered} />
        </details>
      ) : (
        <UnansweredQuestions rows={unanswered} />
      )}
      {table && <AnswerTable table={table} caption={title} level={level === 2 ? 3 : 4} />}
      {!isAboutForm && <AnsweredRows rows={answered} />}
      <AdditionList additions={additions} level={level === 2 ? 3 : 4} />
    </section>
  )
}

function AnsweredRows({ rows }: { rows: SummaryGroup['answered'] }) {
  return (
    rows.length > 0 && (
      <dl className="answer-group__rows">
        {rows.map(({ question, label, lines }) => (
          <DescriptionRow key={question} label={label}>
            <span className="lines">{lines.join('\n')}</span>
          </DescriptionRow>
        ))}
      </dl>
    )
  )
}

/** The id to which the list of the groups leads. */
export const getAnswerGroupId = (id: string): string => `answers-${id}`
