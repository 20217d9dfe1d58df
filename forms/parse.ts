import {
  type Answers,
  type FilledPage,
  type Form,
  getRawAnswer,
  isConditionWithinSection,
  isQuestionBlank,
  listPagesWithVisibleQuestions,
  listVisibleQuestionNamesAndCollectFields,
  type Section,
} from './form.ts'
import type { FormFields } from './form-fields.ts'
import type { Wording } from './language.ts'
import { unknownOptionProblemWording } from './questions/choice.ts'
import {
  getAnswerFieldNames,
  getAnswerSchema,
  getOptOutFieldName,
  getPartFieldName,
  getQuestionFieldNames,
  getQuestionKind,
  type Question,
} from './questions/index.ts'
import { hasHiddenCharacters, hiddenCharactersProblemWording } from './questions/plain-text.ts'
import { getProblemOfIssue, optOutOptions } from './questions/question-base.ts'

/** A mistake on a page, and where to mend it. */
export interface FieldProblem {
  readonly section: string
  /** The id of the item, in a section that repeats. */
  readonly item?: string
  readonly question: string
  /** The field that a link to the problem focuses: `birthDate-day`. */
  readonly field: string
  readonly wording: Wording
}

/** The result of reading one posted section. */
export type SectionReading =
  | { readonly ok: true; readonly fields: FormFields }
  | { readonly ok: false; readonly fields: FormFields; readonly problems: readonly FieldProblem[] }

/**
 * Reads one posted section. Questions that are not asked keep what was typed, unchecked. A question whose condition
 * depends on another page is checked if it has an answer, and is required only when the whole form is sent.
 */
export function parseSectionFields(section: Section, posted: FormFields): SectionReading {
  const fields = tidyFields(section, posted)
  const asked = listVisibleQuestionNamesAndCollectFields(withoutDependentQuestions(section), fields, {})
  const problems = Object.entries(section.questions).flatMap(([name, question]) => {
    const hidden = getQuestionFieldNames(name, question).find((field) =>
      fields[field]?.some(hasHiddenCharacters),
    )
    if (hidden)
      return [
        { section: section.slug, question: name, field: hidden, wording: hiddenCharactersProblemWording },
      ]
    const judged = isConditionWithinSection(section, question.when)
      ? asked.has(name)
      : !isQuestionBlank(name, question, fields)
    return judged ? listQuestionProblems({ section, fields }, name, question) : []
  })
  return problems.length === 0 ? { ok: true, fields } : { ok: false, fields, problems }
}

/** The section's fields without what copying and pasting adds. */
const tidyFields = (section: Section, fields: FormFields): FormFields =>
  Object.fromEntries(
    Object.entries(section.questions).flatMap(([name, question]) => {
      const { tidy = (typed: string) => typed } = getQuestionKind(question)
      return getQuestionFieldNames(name, question).flatMap((field) =>
        fields[field] ? [[field, fields[field].map(tidy)] as const] : [],
      )
    }),
  )

const withoutDependentQuestions = (section: Section): Section => ({
  ...section,
  questions: Object.fromEntries(
    Object.entries(section.questions).filter(([, question]) =>
      isConditionWithinSection(section, question.when),
    ),
  ),
})

/** A section with only those questions that this parent was asked. */
export interface ShownSection extends Section {
  /** The number of the item, from 1, in a section that repeats. */
  readonly item?: number
}

/** The result of reading a whole form. */
export type FormReading<F extends Form> =
  | { readonly ok: true; readonly answers: Answers<F>; readonly asked: readonly ShownSection[] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Reads everything typed into a form: gives the answers and what was asked, or every problem. */
export function parseForm<F extends Form>(form: F, fields: FormFields): FormReading<F> {
  const problems = listFormProblems(form, fields)
  if (problems.length > 0) return { ok: false, problems }
  const { answers, asked } = parseAnswersSoFar(form, fields)
  return { ok: true, answers: answers as Answers<F>, asked }
}

/** Lists every problem that keeps a form from being sent, in the order of the questions. */
export const listFormProblems = (form: Form, fields: FormFields): FieldProblem[] =>
  listPagesWithVisibleQuestions(form, fields).flatMap((page) =>
    listVisibleQuestions(page).flatMap(([name, question]) => listQuestionProblems(page, name, question)),
  )

/** Reads the valid answers of a form that may be incomplete, together with what was asked. */
export function parseAnswersSoFar<F extends Form>(
  form: F,
  fields: FormFields,
): { answers: Partial<Answers<F>>; asked: readonly ShownSection[] } {
  const pages = listPagesWithVisibleQuestions(form, fields)
  const answers: Record<string, unknown> = {}
  const asked = pages.map((page): ShownSection => {
    const { section, item } = page
    const found = parsePageAnswers(page)
    if (item === undefined) Object.assign(answers, found)
    else answers[section.slug] = [...((answers[section.slug] as object[] | undefined) ?? []), found]
    const number = (answers[section.slug] as object[] | undefined)?.length
    return {
      ...section,
      questions: Object.fromEntries(listVisibleQuestions(page)),
      ...(item !== undefined && number !== undefined && { item: number }),
    }
  })
  return { answers: answers as Partial<Answers<F>>, asked }
}

/** The valid answers of one page, with the ticked opt-outs of a question under `<name>-instead`. */
function parsePageAnswers(page: FilledPage): Record<string, unknown> {
  const { fields } = page
  const answers: Record<string, unknown> = {}
  for (const [name, question] of listVisibleQuestions(page)) {
    const optOuts = getTickedOptOuts(name, question, fields)
    if (optOuts.length > 0) answers[getOptOutFieldName(name)] = optOuts
    if (isQuestionBlank(name, question, fields)) continue
    const result = getAnswerSchema(question).safeParse(getRawAnswer(name, question, fields))
    if (result.success) answers[name] = result.data
  }
  return answers
}

const listVisibleQuestions = ({ section, asked }: FilledPage): [string, Question][] =>
  Object.entries(section.questions).filter(([name]) => asked.has(name))

const getTickedOptOuts = (name: string, { optOuts }: Question, fields: FormFields): string[] =>
  optOuts
    ? (fields[getOptOutFieldName(name)] ?? []).filter((value) => Object.hasOwn(optOutOptions, value))
    : []

/** The problems of one question that is asked. */
function listQuestionProblems(
  { section, item, fields }: Pick<FilledPage, 'section' | 'item' | 'fields'>,
  name: string,
  question: Question,
): FieldProblem[] {
  const problemAt = (field: string, wording: Wording): FieldProblem => ({
    section: section.slug,
    ...(item !== undefined && { item }),
    question: name,
    field,
    wording,
  })
  const hasUnknownOptOut = (fields[getOptOutFieldName(name)] ?? []).some(
    (value) => value !== '' && !question.optOuts?.some((offered) => offered === value),
  )
  if (question.optOuts && hasUnknownOptOut)
    return [problemAt(getOptOutFieldName(name), unknownOptionProblemWording)]
  if (isQuestionBlank(name, question, fields)) {
    const needed = question.required && getTickedOptOuts(name, question, fields).length === 0
    return needed ? [problemAt(getAnswerFieldNames(name, question)[0] ?? name, question.required)] : []
  }
  const result = getAnswerSchema(question).safeParse(getRawAnswer(name, question, fields))
  if (result.success) return []
  return result.error.issues
    .map(getProblemOfIssue)
    .map(({ part, wording }) =>
      problemAt(getPartFieldName(name, part ?? getQuestionKind(question).parts[0]), wording),
    )
}
