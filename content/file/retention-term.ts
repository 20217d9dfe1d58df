import type { practice, RetentionRule } from '../practice.ts'

/** What decides how long a closed file is stored. Instants are in milliseconds, days `2016-04-30`. */
export interface RetentionFacts {
  readonly closedAt: number
  /** Whether a coordinator took the file. */
  readonly wasAccepted: boolean
  /** When the newest note of a decision process was signed; null without one. */
  readonly lastDecisionAt: number | null
  /** The birthday of the youngest child. One that is not known counts as the day of closing. */
  readonly youngestBirthDate: string
  /** The provinces that the parents named; none when none is known. A rule of any of them applies. */
  readonly provinces: readonly string[]
}

/** The settings that decide about closed files. */
type RetentionTerms = Pick<typeof practice.retention, 'closedFiles' | 'untakenFileMonths'>

/**
 * Computes the instant (ms, UTC) until which a closed file is stored: the end of the month in which the longest rule that
 * applies ends. The month hides a child’s birthday, since the instant is stored without encryption.
 */
export function computeRetentionTerm(
  facts: RetentionFacts,
  { closedFiles, untakenFileMonths }: RetentionTerms,
): number {
  if (!facts.wasAccepted) return endOfMonthAfter(facts.closedAt, untakenFileMonths)
  const ends = closedFiles.flatMap((rule) => {
    const from = appliesTo(rule, facts.provinces) ? startOf(rule, facts) : undefined
    return from === undefined ? [] : [endOfMonthAfter(from, (rule.years + rule.age) * 12)]
  })
  return Math.max(endOfMonthAfter(facts.closedAt, untakenFileMonths), ...ends)
}

/**
 * What a term comes from: a rule by what its years count from, that nobody took the file, or the shortest time for which any
 * file is stored, when no rule that applies is longer.
 */
export type DecidingRule = RetentionRule['from'] | 'untaken' | 'shortest'

/**
 * Finds what a term comes from, without the sealed facts. A term that no other rule explains counts from a birthday, of which
 * this tells no more.
 */
export function findDecidingRule(
  facts: Pick<RetentionFacts, 'closedAt' | 'wasAccepted' | 'lastDecisionAt'>,
  expiresAt: number,
  { closedFiles, untakenFileMonths }: RetentionTerms,
): DecidingRule {
  if (!facts.wasAccepted) return 'untaken'
  const found = closedFiles.find((rule) => {
    const from = startOf(rule, { ...facts, youngestBirthDate: undefined })
    return from !== undefined && endOfMonthAfter(from, rule.years * 12) === expiresAt
  })
  if (found) return found.from
  return endOfMonthAfter(facts.closedAt, untakenFileMonths) === expiresAt ? 'shortest' : 'birthday'
}

const appliesTo = ({ provinces }: RetentionRule, named: readonly string[]): boolean =>
  provinces.length === 0 || named.length === 0 || provinces.some((each) => named.includes(each))

const startOf = (
  { from }: RetentionRule,
  facts: Pick<RetentionFacts, 'closedAt' | 'lastDecisionAt'> & {
    readonly youngestBirthDate: string | undefined
  },
): number | undefined => {
  if (from === 'closing') return facts.closedAt
  if (from === 'decision') return facts.lastDecisionAt ?? undefined
  return facts.youngestBirthDate === undefined ? undefined : Date.parse(facts.youngestBirthDate)
}

/** Gives the first instant of the month after that in which a number of months have gone by. */
const endOfMonthAfter = (instant: number, months: number): number => {
  const date = new Date(instant)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1)
}
