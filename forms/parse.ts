import {
  type Answers,
  askedOn,
  type FilledPage,
  type Form,
  filledPages,
  isBlank,
  rawAnswer,
  type Section,
  settledWithin,
} from './form.ts'
import type { Wording } from './language.ts'
import { chooseOne } from './questions/choice.ts'
import {
  answerFields,
  fieldName,
  fieldNames,
  insteadField,
  kindOf,
  type Question,
  schemaOf,
} from './questions/index.ts'
import { hasHiddenCharacters, hiddenCharacters } from './questions/plain-text.ts'
import { type Fields, insteadOptions, problemOf } from './questions/question-base.ts'

/** Something to mend on a page. */
export interface FieldProblem {
  readonly section: string
  /** Which of many, when the section repeats. */
  readonly item?: string
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
export function readSection(section: Section, posted: Fields): SectionReading {
  const fields = tidied(section, posted)
  const asked = askedOn(withoutElsewhere(section), fields, {})
  const problems = Object.entries(section.questions).flatMap(([name, question]) => {
    const hidden = fieldNames(name, question).find((field) => fields[field]?.some(hasHiddenCharacters))
    if (hidden) return [{ section: section.slug, question: name, field: hidden, wording: hiddenCharacters }]
    const judged = settledWithin(section, question.when) ? asked.has(name) : !isBlank(name, question, fields)
    return judged ? problemsOf({ section, fields }, name, question) : []
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

const withoutElsewhere = (section: Section): Section => ({
  ...section,
  questions: Object.fromEntries(
    Object.entries(section.questions).filter(([, question]) => settledWithin(section, question.when)),
  ),
})

/** A section as one parent was asked it: only the questions they saw. */
export interface AskedSection extends Section {
  /** Its number among those the section repeats for, from 1. */
  readonly item?: number
}

/** What a whole form turned out to be. */
export type FormReading<F extends Form> =
  | { readonly ok: true; readonly answers: Answers<F>; readonly asked: readonly AskedSection[] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Reads everything typed into a form: the answers and what was asked, or everything that is in the way. */
export function readForm<F extends Form>(form: F, fields: Fields): FormReading<F> {
  const problems = problemsIn(form, fields)
  if (problems.length > 0) return { ok: false, problems }
  const { answers, asked } = readSoFar(form, fields)
  return { ok: true, answers: answers as Answers<F>, asked }
}

/** Everything that is in the way of sending a form, in the order it is asked. */
export const problemsIn = (form: Form, fields: Fields): FieldProblem[] =>
  filledPages(form, fields).flatMap((page) =>
    askedQuestions(page).flatMap(([name, question]) => problemsOf(page, name, question)),
  )

/** The answers that can be read so far, for showing them before the form is complete. */
export function readSoFar(
  form: Form,
  fields: Fields,
): { answers: Record<string, unknown>; asked: readonly AskedSection[] } {
  const pages = filledPages(form, fields)
  const answers: Record<string, unknown> = {}
  const asked = pages.map((page): AskedSection => {
    const { section, item } = page
    const found = answersOn(page)
    if (item === undefined) Object.assign(answers, found)
    else answers[section.slug] = [...((answers[section.slug] as object[] | undefined) ?? []), found]
    const number = (answers[section.slug] as object[] | undefined)?.length
    return {
      ...section,
      questions: Object.fromEntries(askedQuestions(page)),
      ...(item !== undefined && number !== undefined && { item: number }),
    }
  })
  return { answers, asked }
}

/** The answers of one page, and under `<name>-instead` what was ticked in place of one. */
function answersOn(page: FilledPage): Record<string, unknown> {
  const { fields } = page
  const answers: Record<string, unknown> = {}
  for (const [name, question] of askedQuestions(page)) {
    const instead = tickedInstead(name, question, fields)
    if (instead.length > 0) answers[insteadField(name)] = instead
    if (isBlank(name, question, fields)) continue
    const result = schemaOf(question).safeParse(rawAnswer(name, question, fields))
    if (result.success) answers[name] = result.data
  }
  return answers
}

const askedQuestions = ({ section, asked }: FilledPage): [string, Question][] =>
  Object.entries(section.questions).filter(([name]) => asked.has(name))

const tickedInstead = (name: string, { instead }: Question, fields: Fields): string[] =>
  instead ? (fields[insteadField(name)] ?? []).filter((value) => Object.hasOwn(insteadOptions, value)) : []

/** What is wrong with one question that is asked. */
function problemsOf(
  { section, item, fields }: Pick<FilledPage, 'section' | 'item' | 'fields'>,
  name: string,
  question: Question,
): FieldProblem[] {
  const at = (field: string, wording: Wording): FieldProblem => ({
    section: section.slug,
    ...(item !== undefined && { item }),
    question: name,
    field,
    wording,
  })
  const strange = (fields[insteadField(name)] ?? []).some(
    (value) => value !== '' && !question.instead?.some((offered) => offered === value),
  )
  if (question.instead && strange) return [at(insteadField(name), chooseOne)]
  if (isBlank(name, question, fields)) {
    const needed = question.required && tickedInstead(name, question, fields).length === 0
    return needed ? [at(answerFields(name, question)[0] ?? name, question.required)] : []
  }
  const result = schemaOf(question).safeParse(rawAnswer(name, question, fields))
  if (result.success) return []
  return result.error.issues
    .map(problemOf)
    .map(({ part, wording }) => at(fieldName(name, part ?? kindOf(question).parts[0]), wording))
}
