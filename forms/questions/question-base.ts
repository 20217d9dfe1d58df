import * as z from 'zod'
import type { Condition } from '../condition.ts'
import { defaultLanguage, type Wording } from '../language.ts'

/**
 * Who may read an answer, and so which key seals it:
 * - `answers`: the coordinators of the file
 * - `safety`: a coordinator who gives a reason
 * - `otherContact`: nobody until the call to the other parent is authorised
 */
export const envelopes = ['answers', 'safety', 'otherContact'] as const
export type Envelope = (typeof envelopes)[number]

/** What every question declares, whatever its kind. */
export interface QuestionBase {
  readonly label: Wording
  readonly hint?: Wording
  /** The sentence a person reads when they leave it empty. Without one, it may be left empty. */
  readonly required?: Wording
  /** Asked only while this holds. */
  readonly when?: Condition
  /** `answers` unless said otherwise. */
  readonly envelope?: Envelope
  /** How the answer feeds the blind index. */
  readonly match?: 'email' | 'phone' | 'person' | 'child' | 'lawyer'
  /** What may be ticked in place of an answer, where that is fair. */
  readonly optOuts?: readonly OptOut[]
  /** The HTML `autocomplete` token; `off` unless said otherwise, since many devices are shared. */
  readonly autocomplete?: string
}

/** What a person may say in place of an answer: that they do not know, or would rather say it in person. */
export const optOutOptions = {
  unknown: { en: 'I don’t know', fr: 'Je ne sais pas' },
  'in-person': { en: 'I would rather say it in person', fr: 'Je préfère en parler de vive voix' },
} as const satisfies Record<string, Wording>
type OptOut = keyof typeof optOutOptions

/**
 * One kind of question: which fields it puts on a page, what it accepts, how an answer reads back.
 * `Raw` is what its fields hold: a string for one field, a record by part for several, a list for `many`.
 */
export interface QuestionKind<Question extends QuestionBase, Answer> {
  /** Suffixes of its fields: `['']` for one field named as the question, `['day', …]` for `name-day`, … */
  readonly parts: readonly string[]
  /** True when one field may be posted several times. */
  readonly many?: true
  /** Takes away what copying adds and nobody means, before anything is validated or stored. */
  readonly tidy?: (typed: string) => string
  /** Accepts what was typed, raw and never empty, and gives the answer or problems in every language. */
  schema(question: Question): z.ZodType<Answer, unknown>
  /** The lines a person reads, in every language. */
  readBack(question: Question, answer: Answer): readonly Wording[]
}

/** Something to mend, in words that say how. `part` names the field inside the question. */
export interface AnswerProblem {
  readonly part?: string
  readonly wording: Wording
}

/** Reports a problem from inside a zod transform or check. */
export function reportProblem(
  context: z.core.$RefinementCtx,
  wording: Wording,
  part?: string,
): typeof z.NEVER {
  context.issues.push({
    code: 'custom',
    input: context.value,
    message: wording[defaultLanguage],
    params: { problem: part === undefined ? { wording } : ({ part, wording } satisfies AnswerProblem) },
  })
  return z.NEVER
}

/** The problem that `report` put into an issue of zod's. */
export function getReportedProblem(issue: z.core.$ZodIssue): AnswerProblem {
  if (issue.code === 'custom' && issue.params?.problem) return issue.params.problem as AnswerProblem
  throw new Error(`A question's schema let zod speak for itself: ${issue.code}`)
}
