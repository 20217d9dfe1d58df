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
  getConfirmedFieldName,
  getOptOutFieldName,
  getPartFieldName,
  getQuestionFieldNames,
  getQuestionKind,
  type Question,
} from './questions/index.ts'
import { buildMisleadingCharactersProblem, hasMisleadingCharacters } from './questions/plain-text.ts'
import { getProblemOfIssue, optOutOptions } from './questions/question-base.ts'
import { isPartialDate } from './questions/typed-date.ts'

/** A mistake on a page, and where to mend it. */
export interface FieldProblem {
  readonly section: string
  /** The id of the item, in a section that repeats. */
  readonly item?: string
  readonly question: string
  /** The field that a link to the problem focuses: `birthDate-day`. */
  readonly field: string
  readonly wording: Wording
  /** The question, where the wording alone does not tell which one it is about (`labelProblems`). */
  readonly label?: Wording
  /** What else helps to mend it, in plain text. */
  readonly details?: Wording
  /** Set when the answer counts if it is left as it is. */
  readonly isDoubt?: true
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
    const judged = isConditionWithinSection(section, question.when)
      ? asked.has(name)
      : !isQuestionBlank(name, question, fields)
    return judged ? parseQuestion({ section, fields }, name, question).problems : []
  })
  return problems.length === 0
    ? { ok: true, fields }
    : { ok: false, fields: { ...fields, ...confirmDoubts(fields, problems) }, problems }
}

/** The hidden fields by which the page remembers what it asked about; whoever posts it unchanged confirms it. */
const confirmDoubts = (fields: FormFields, problems: readonly FieldProblem[]): FormFields =>
  Object.fromEntries(
    problems.flatMap(({ isDoubt, field }) =>
      isDoubt ? [[getConfirmedFieldName(field), fields[field] ?? []] as const] : [],
    ),
  )

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
  const { answers, asked, problems } = parseAnswersSoFar(form, fields)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, answers: answers as Answers<F>, asked }
}

/** What a form that may be incomplete says so far. */
export interface AnswersSoFar<F extends Form> {
  /** The valid answers. */
  readonly answers: Partial<Answers<F>>
  readonly asked: readonly ShownSection[]
  /** Every problem that keeps the form from being sent, in the order of the questions. */
  readonly problems: readonly FieldProblem[]
}

/**
 * Reads everything typed into a form so far, or into one section of it, whose conditions may depend on the others. Reads
 * each question once, because that takes most of a page's processor time.
 */
export function parseAnswersSoFar<F extends Form>(
  form: F,
  fields: FormFields,
  onlySection?: Section,
): AnswersSoFar<F> {
  const answers: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  const pages = listPagesWithVisibleQuestions(form, fields)
  const readPages = onlySection ? pages.filter(({ section }) => section === onlySection) : pages
  const asked = readPages.map((page): ShownSection => {
    const { section, item } = page
    const found = parsePageAnswers(page)
    problems.push(...found.problems)
    const questions = Object.fromEntries(listVisibleQuestions(page))
    if (item === undefined) {
      Object.assign(answers, found.answers)
      return { ...section, questions }
    }
    const items = [...((answers[section.slug] as object[] | undefined) ?? []), found.answers]
    answers[section.slug] = items
    return { ...section, questions, item: items.length }
  })
  return { answers: answers as Partial<Answers<F>>, asked, problems }
}

/** The valid answers of one page, with the ticked opt-outs of a question under `<name>-instead`, and its problems. */
function parsePageAnswers(page: FilledPage) {
  const answers: Record<string, unknown> = {}
  const problems = listVisibleQuestions(page).flatMap(([name, question]) => {
    const found = parseQuestion(page, name, question)
    if (found.optOuts.length > 0) answers[getOptOutFieldName(name)] = found.optOuts
    if (found.answer !== undefined) answers[name] = found.answer
    return found.problems
  })
  return { answers, problems }
}

const listVisibleQuestions = ({ section, asked }: FilledPage): [string, Question][] =>
  Object.entries(section.questions).filter(([name]) => asked.has(name))

const getTickedOptOuts = (name: string, { optOuts }: Question, fields: FormFields): string[] =>
  optOuts
    ? (fields[getOptOutFieldName(name)] ?? []).filter((value) => Object.hasOwn(optOutOptions, value))
    : []

/** Reads one question that is asked: its valid answer, the opt-outs ticked in its place, and its problems. */
function parseQuestion(
  { section, item, fields }: Pick<FilledPage, 'section' | 'item' | 'fields'>,
  name: string,
  question: Question,
): { answer?: unknown; optOuts: readonly string[]; problems: FieldProblem[] } {
  const problemAt = (field: string, wording: Wording): FieldProblem => ({
    section: section.slug,
    ...(item !== undefined && { item }),
    question: name,
    field,
    wording,
  })
  const optOuts = getTickedOptOuts(name, question, fields)
  const unknownOptOut = hasUnknownOptOut(name, question, fields)
    ? [problemAt(getOptOutFieldName(name), unknownOptionProblemWording)]
    : undefined
  if (isQuestionBlank(name, question, fields)) {
    const missing = optOuts.length === 0 ? question.required : undefined
    const firstField = getAnswerFieldNames(name, question)[0] ?? name
    return { optOuts, problems: unknownOptOut ?? (missing ? [problemAt(firstField, missing)] : []) }
  }
  for (const field of getQuestionFieldNames(name, question)) {
    const misleading = fields[field]?.find(hasMisleadingCharacters)
    if (misleading !== undefined)
      return { optOuts, problems: [problemAt(field, buildMisleadingCharactersProblem(misleading))] }
  }
  const result = getAnswerSchema(question).safeParse(getRawAnswer(name, question, fields))
  if (result.success) {
    // A date of which a part is not known says so itself.
    const isPartial = question.kind === 'date' && isPartialDate(String(result.data))
    const isConfirmed = fields[getConfirmedFieldName(name)]?.[0] === fields[name]?.[0]
    const doubt = isConfirmed ? undefined : getQuestionKind(question).doubt?.(result.data)
    return {
      answer: result.data,
      optOuts: isPartial ? optOuts.filter((optOut) => optOut !== 'unknown') : optOuts,
      problems: unknownOptOut ?? (doubt ? [{ ...problemAt(name, doubt), isDoubt: true }] : []),
    }
  }
  const toMend = result.error.issues.map(getProblemOfIssue).map(({ part, wording }) => {
    const field = getPartFieldName(name, part ?? getQuestionKind(question).parts[0])
    return problemAt(field, wording)
  })
  return { optOuts, problems: unknownOptOut ?? toMend }
}

const hasUnknownOptOut = (name: string, { optOuts }: Question, fields: FormFields): boolean =>
  optOuts !== undefined &&
  (fields[getOptOutFieldName(name)] ?? []).some(
    (value) => value !== '' && !optOuts.some((offered) => offered === value),
  )
