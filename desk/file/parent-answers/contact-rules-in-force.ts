import type { SummaryRow, SummarySection } from '../../../forms/summarise.ts'
import { contactRuleQuestions } from './intake-layout.ts'

/** The answers of one parent, as far as they may tell how to reach them. */
interface ContactRuleSources {
  /** What was sent with the intake, the newest first. */
  readonly sent: readonly SummarySection[]
  /** What was added since, the newest first. */
  readonly additions: readonly {
    readonly replacesContactRules: boolean
    readonly sections: readonly SummarySection[]
  }[]
}

/**
 * Picks the answers that tell how a parent may be reached now. New rules replace the old ones as a whole: a yes that they do
 * not repeat no longer holds. Whether an order forbids contact is asked on another page, and stands.
 */
export function pickContactRulesInForce({ sent, additions }: ContactRuleSources): readonly SummaryRow[] {
  const rows = sent.flatMap((section) => section.rows).filter(({ question }) => RULES.has(question))
  const newest = additions.find(({ replacesContactRules }) => replacesContactRules)
  if (!newest) return rows
  return [
    ...newest.sections.flatMap((section) => section.rows),
    ...rows.filter(({ question }) => question === 'noContactOrder'),
  ]
}

/** Whether a question is one of those that new rules for contact ask anew. */
export const isContactRule = (question: string): boolean => RULES.has(question)

const RULES: ReadonlySet<string> = new Set(contactRuleQuestions)
