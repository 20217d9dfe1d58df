import { isBlankText } from './blank-text.ts'
import type { FormFields } from './form-fields.ts'

/** Decides when a question is asked. It is data, so that the worker, the page's script and a stored copy agree. */
export type Condition =
  | { readonly answered: string }
  | { readonly question: string; readonly is: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** Holds when the earlier question has an answer. */
export const answered = (question: string): Condition => ({ answered: question })
/** Holds when the answer to the earlier choice is one of `values`, which are keys of its options. */
export const is = (question: string, ...values: string[]): Condition => ({ question, is: values })
export const all = (...conditions: Condition[]): Condition => ({ all: conditions })
export const any = (...conditions: Condition[]): Condition => ({ any: conditions })
export const not = (condition: Condition): Condition => ({ not: condition })

/** Whether a condition holds for what was typed. A missing condition always holds. */
export function conditionHolds(condition: Condition | undefined, fields: FormFields): boolean {
  if (!condition) return true
  if ('answered' in condition) return isQuestionAnswered(condition.answered, fields)
  if ('question' in condition)
    return (fields[condition.question] ?? []).some((value) => condition.is.includes(value))
  if ('all' in condition) return condition.all.every((part) => conditionHolds(part, fields))
  if ('any' in condition) return condition.any.some((part) => conditionHolds(part, fields))
  return !conditionHolds(condition.not, fields)
}

/** The names of the questions that a condition depends on. */
export function listConditionQuestionNames(condition: Condition | undefined): string[] {
  if (!condition) return []
  if ('answered' in condition) return [condition.answered]
  if ('question' in condition) return [condition.question]
  if ('not' in condition) return listConditionQuestionNames(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(listConditionQuestionNames)
}

/**
 * Whether any field of the answer (`birthDate`, `birthDate-day`) holds something that can be seen. Opt-outs and what is
 * confirmed do not count.
 */
const isQuestionAnswered = (question: string, fields: FormFields) =>
  // Most questions have one field, and looking for more goes through all that was typed.
  (Object.hasOwn(fields, question) && hasText(fields[question])) ||
  Object.entries(fields).some(
    ([field, values]) =>
      field.startsWith(`${question}-`) && !/-(?:instead|confirmed)$/.test(field) && hasText(values),
  )

const hasText = (values: readonly string[] = []) => !values.every(isBlankText)
