import type { FormFields } from './form-fields.ts'

/** When a question is asked, as data: the worker, the page's script and a stored copy read the same thing. */
export type Condition =
  | { readonly answered: string }
  | { readonly question: string; readonly is: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** The earlier question has any answer at all. */
export const answered = (question: string): Condition => ({ answered: question })
/** The earlier choice is one of these. */
export const is = (question: string, ...values: string[]): Condition => ({ question, is: values })
export const all = (...conditions: Condition[]): Condition => ({ all: conditions })
export const any = (...conditions: Condition[]): Condition => ({ any: conditions })
export const not = (condition: Condition): Condition => ({ not: condition })

/** Whether a condition holds for what has been typed. A question without a condition is always asked. */
export function conditionHolds(condition: Condition | undefined, fields: FormFields): boolean {
  if (!condition) return true
  if ('answered' in condition) return isQuestionAnswered(condition.answered, fields)
  if ('question' in condition)
    return (fields[condition.question] ?? []).some((value) => condition.is.includes(value))
  if ('all' in condition) return condition.all.every((part) => conditionHolds(part, fields))
  if ('any' in condition) return condition.any.some((part) => conditionHolds(part, fields))
  return !conditionHolds(condition.not, fields)
}

/** The questions a condition looks at. */
export function listConditionQuestions(condition: Condition | undefined): string[] {
  if (!condition) return []
  if ('answered' in condition) return [condition.answered]
  if ('question' in condition) return [condition.question]
  if ('not' in condition) return listConditionQuestions(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(listConditionQuestions)
}

/** A question is answered when any field of its answer holds more than spaces: `birthDate` or `birthDate-day`. */
const isQuestionAnswered = (question: string, fields: FormFields) =>
  Object.entries(fields).some(
    ([field, values]) =>
      (field === question || (field.startsWith(`${question}-`) && field !== `${question}-instead`)) &&
      values.some((value) => value.trim() !== ''),
  )
