import type { Wording } from '../language.ts'
import { fieldName, fieldNames, kindOf, type Question, schemaOf } from '../questions/index.ts'
import { hasHiddenCharacters, hiddenCharacters } from '../questions/plain-text.ts'
import { type Fields, problemOf } from '../questions/question.ts'
import {
  type Answers,
  everyQuestion,
  type Form,
  isBlank,
  rawAnswer,
  relevant,
  type Section,
  settledWithin,
} from './form.ts'

/** Something to mend on a page. */
export interface FieldProblem {
  readonly section: string
  readonly question: string
  /** The field to focus: `birthDate-day`. */
  readonly field: string
  readonly wording: Wording
}

/** What a posted section turned out to be. */
export type SectionReading =
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly fields: Fields; readonly problems: readonly FieldProblem[] }

/**
 * Reads one posted section. What is not asked is kept as typed and not judged; a question that depends on
 * another page is judged when answered and required only when the whole form is sent.
 */
export function readSection(form: Form, section: Section, posted: Fields): SectionReading {
  const fields = tidied(section, posted)
  const asked = relevant({ ...form, sections: [withoutElsewhere(section)] }, fields)
  const problems = Object.entries(section.questions).flatMap(([name, question]) => {
    const hidden = fieldNames(name, question).find((field) => fields[field]?.some(hasHiddenCharacters))
    if (hidden) return [{ section: section.slug, question: name, field: hidden, wording: hiddenCharacters }]
    const judged = settledWithin(section, question.when) ? asked.has(name) : !isBlank(name, question, fields)
    return judged ? problemsOf(section, name, question, fields) : []
  })
  return problems.length === 0 ? { ok: true, fields } : { ok: false, fields, problems }
}

/** What was typed, without what copying adds and nobody means. */
const tidied = (section: Section, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(section.questions).flatMap(([name, question]) => {
      const { tidy = (typed: string) => typed } = kindOf(question)
      return fieldNames(name, question).flatMap((field) =>
        fields[field] ? [[field, fields[field].map(tidy)] as const] : [],
      )
    }),
  )

/** What a whole form turned out to be. */
export type FormReading<F extends Form> =
  | { readonly ok: true; readonly answers: Answers<F>; readonly asked: readonly Section[] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Reads everything typed into a form: the answers and what was asked, or everything that is in the way. */
export function readForm<F extends Form>(form: F, fields: Fields): FormReading<F> {
  const asked = relevant(form, fields)
  const answers: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const { section, name, question } of everyQuestion(form)) {
    if (!asked.has(name)) continue
    const found = problemsOf(section, name, question, fields)
    problems.push(...found)
    if (found.length === 0 && !isBlank(name, question, fields)) {
      answers[name] = schemaOf(question).parse(rawAnswer(name, question, fields))
    }
  }
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, answers: answers as Answers<F>, asked: only(form, asked) }
}

/** The answers that can be read so far, for showing them before the form is complete. */
export function readSoFar(
  form: Form,
  fields: Fields,
): { answers: Record<string, unknown>; asked: readonly Section[] } {
  const asked = relevant(form, fields)
  const answers = everyQuestion(form).flatMap(({ name, question }) => {
    if (!asked.has(name) || isBlank(name, question, fields)) return []
    const result = schemaOf(question).safeParse(rawAnswer(name, question, fields))
    return result.success ? [[name, result.data] as const] : []
  })
  return { answers: Object.fromEntries(answers), asked: only(form, asked) }
}

/** The sections with only the questions that were asked, without those left empty. */
const only = (form: Form, asked: ReadonlySet<string>): Section[] =>
  form.sections.map((section) => ({
    ...section,
    questions: Object.fromEntries(Object.entries(section.questions).filter(([name]) => asked.has(name))),
  }))

/** What is wrong with one question that is asked. */
function problemsOf(section: Section, name: string, question: Question, fields: Fields): FieldProblem[] {
  const at = (part: string | undefined, wording: Wording): FieldProblem => ({
    section: section.slug,
    question: name,
    field: fieldName(name, part ?? kindOf(question).parts[0]),
    wording,
  })
  if (isBlank(name, question, fields)) return question.required ? [at(undefined, question.required)] : []
  const result = schemaOf(question).safeParse(rawAnswer(name, question, fields))
  if (result.success) return []
  return result.error.issues.map(problemOf).map(({ part, wording }) => at(part, wording))
}

const withoutElsewhere = (section: Section): Section => ({
  ...section,
  questions: Object.fromEntries(
    Object.entries(section.questions).filter(([, question]) => settledWithin(section, question.when)),
  ),
})

/** The fields a section may post, and which of them more than once. */
export function expectedFields(section: Section): Map<string, { many: boolean }> {
  return new Map(
    Object.entries(section.questions).flatMap(([name, question]) =>
      fieldNames(name, question).map((field) => [field, { many: kindOf(question).many === true }] as const),
    ),
  )
}
