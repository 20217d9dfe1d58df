import * as z from 'zod/mini'
import type { Condition } from '../condition.ts'
import { defaultLanguage, type Wording } from '../language.ts'
import type { PageWords } from '../show-on-pages.ts'

/**
 * Who may read an answer, and so which key seals it:
 * - `answers`: the coordinators of the file
 * - `safety`: a coordinator who gives a reason
 * - `otherContact`: nobody until the call to the other parent is authorised
 */
export const envelopeNames = ['answers', 'safety', 'otherContact'] as const
export type Envelope = (typeof envelopeNames)[number]

/** What a question of any kind declares. */
export interface QuestionBase {
  readonly label: Wording
  readonly hint?: PageWords<Wording>
  /** The error message when the question is left empty. A question without one may be left empty. */
  readonly required?: Wording
  /** The condition under which the question is asked. */
  readonly when?: Condition
  /** Set when the question is not put to anybody any more: it is shown only where an earlier version had it answered. */
  readonly retired?: true
  /** Who may read the answer; `answers` by default. */
  readonly envelope?: Envelope
  /** Which kind of match token the blind index stores for the answer. */
  readonly match?: 'email' | 'phone' | 'person' | 'child' | 'lawyer'
  /**
   * How the answer names the person whom its page is about. The desk shows a name in use before the full one, and finds
   * the file by each of them.
   */
  readonly personName?: 'full' | 'in-use' | 'former'
  /** What a parent may tick in place of an answer, where that is fair. */
  readonly optOuts?: readonly OptOut[]
  /** The HTML `autocomplete` token; `off` by default, since many devices are shared. */
  readonly autocomplete?: string
  /** The name that the question had in earlier versions, and the answers that others took the place of. */
  readonly formerly?: { readonly name?: string; readonly answers?: Readonly<Record<string, string>> }
}

/**
 * The opt-outs there are. “I don’t know” and “not born yet” may stand beside a part of a date.
 */
export const optOutOptions = {
  unknown: { en: 'I don’t know', fr: 'Je ne sais pas' },
  'in-person': { en: 'I’d rather say it in person', fr: 'Je préfère en parler de vive voix' },
  'no-phone': {
    en: 'I don’t have a phone you can call',
    fr: 'Je n’ai pas de téléphone où vous pouvez appeler',
  },
  expected: {
    en: 'Not born yet: this is when the birth is expected',
    fr: 'À naître : c’est la date prévue de la naissance',
  },
} as const satisfies Record<string, Wording>
export type OptOut = keyof typeof optOutOptions

/**
 * Defines one kind of question: which fields it puts on a page, what it accepts, and how it reads an answer back. The
 * schema's input is a string for one field, a record by part for several fields, and a list where `many` is set.
 */
export interface QuestionKind<Question extends QuestionBase, Answer> {
  /** The suffixes of its fields: `['']` for one field named as the question, `['day', …]` for `name-day`, … */
  readonly parts: readonly string[]
  /** Set when its field may be posted several times. */
  readonly many?: true
  /** Removes what copying and pasting adds, before anything is validated or stored. */
  readonly tidy?: (typed: string) => string
  /** Validates what was typed, which is never empty, and gives the answer or problems in every language. */
  schema(question: Question): z.ZodMiniType<Answer, unknown>
  /** Asks about a possible answer that is probably a slip. It is asked once: who leaves the answer confirms it. */
  doubt?(answer: Answer): Wording | undefined
  /** Formats an answer as lines for people to read, in every language. */
  readBack(question: Question, answer: Answer): readonly Wording[]
}

/** A message that says how to mend an answer. `part` names the field within the question. */
export interface AnswerProblem {
  readonly part?: string
  readonly wording: Wording
}

/** Reports a problem from within a zod transform or check. */
export function addProblemIssue(
  context: z.core.ParsePayload,
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

/** Reads the problem that `addProblemIssue` put into a zod issue. */
export function getProblemOfIssue(issue: z.core.$ZodIssue): AnswerProblem {
  if (issue.code === 'custom' && issue.params?.problem) return issue.params.problem as AnswerProblem
  throw new Error(`A question's schema let zod speak for itself: ${issue.code}`)
}
