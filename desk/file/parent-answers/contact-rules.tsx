import { type IntakeQuestionName, overviewQuestions } from '../../../content/forms/overview-questions.ts'
import type { Wording } from '../../../forms/language.ts'
import type { SummaryRow } from '../../../forms/summarise.ts'
import { UnansweredQuestions } from '../../ui/answer-sections.tsx'
import { DescriptionRow } from '../../ui/description-list.tsx'
import { useWordingText } from '../../ui/language.tsx'
import type { AddedPage, ParentAnswers } from '../queries.ts'
import { pickContactRulesInForce } from './contact-rules-in-force.ts'
import { contactRuleQuestions } from './intake-layout.ts'
import { shortQuestionWording } from './short-question-wording.ts'
import { buildOrderNotCheckedWording, buildOrderToldWording, parentAnswersWording } from './wording.ts'

export interface ContactRulesProps {
  readonly sections: ParentAnswers['sections']
  readonly additions: readonly AddedPage[]
  /** Whether an order was told of since the intake was sent, and on which day, formatted; undefined while nobody can say. */
  readonly orderToldSince: { readonly day: string | undefined } | undefined
}

/**
 * How a parent may be reached, before anything with which one could call: nobody may assume that contact is safe.
 */
export function ContactRulesList({ sections, additions, orderToldSince }: ContactRulesProps) {
  const text = useWordingText()
  const asked = pickContactRulesInForce({ sent: sections, additions })
  const rules = contactRuleQuestions.flatMap((name) => {
    const row = asked.find(({ question }) => question === name)
    if (!row) return []
    const newer = name === 'noContactOrder' ? getNewerThanAnswer(row.lines[0], orderToldSince) : undefined
    const lines = newer ? [text(newer)] : row.lines
    return [{ ...row, name, lines, label: text(shortQuestionWording[name]) }]
  })
  if (!rules.some(({ name }) => name !== 'phone' && name !== 'email'))
    return <p>{text(parentAnswersWording.noRules)}</p>
  const empty = rules.filter(({ lines }) => lines.length === 0)
  const taken = empty.filter(({ question }) => UNSAFE_UNTIL_ASKED.has(question))
  const isOrderUnanswered = empty.some(({ question }) => question === 'noContactOrder')
  return (
    <>
      {isOrderUnanswered && (
        <EmptyRules rows={empty.filter(isAboutOrder)} means={parentAnswersWording.orderNotAnswered} />
      )}
      <dl className="answer-group__rows">
        {rules
          .filter(({ lines }) => lines.length > 0)
          .map(({ name, lines }) => (
            <DescriptionRow key={name} label={text(shortQuestionWording[name])}>
              <span className="lines">{lines.join('\n')}</span>
            </DescriptionRow>
          ))}
      </dl>
      {taken.length > 0 && <EmptyRules rows={taken} means={parentAnswersWording.askFirst} />}
      <UnansweredQuestions rows={empty.filter((row) => !taken.includes(row) && !isAboutOrder(row))} />
    </>
  )
}

/** What counts in place of the first answer about an order; undefined while that one still does. */
function getNewerThanAnswer(
  atFirst: string | undefined,
  toldSince: ContactRulesProps['orderToldSince'],
): Wording | undefined {
  if (toldSince) return toldSince.day ? buildOrderToldWording(atFirst, toldSince.day) : undefined
  return atFirst ? buildOrderNotCheckedWording(atFirst) : undefined
}

const isAboutOrder = ({ question }: { readonly question: string }) => question === 'noContactOrder'

/** Says once what it means that these questions were left empty. */
function EmptyRules({ rows, means }: { rows: readonly SummaryRow[]; means: Wording }) {
  const text = useWordingText()
  return (
    <p className="rules__empty">
      <strong>{text(means)}</strong> {rows.map(({ label }) => label).join(' · ')}
    </p>
  )
}

/** The questions of which an empty answer means no. */
const UNSAFE_UNTIL_ASKED: ReadonlySet<string> = new Set<IntakeQuestionName>([
  ...overviewQuestions.reach,
  'alternateKnows',
])
