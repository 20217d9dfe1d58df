import { type Condition, conditionHolds, listConditionQuestions } from './condition.ts'
import type { FormFields } from './form-fields.ts'
import type { Wording } from './language.ts'
import {
  type AnswerOf,
  answerFieldNames,
  getQuestionKind,
  type Question,
  questionFieldNames,
} from './questions/index.ts'

export type QuestionsByName = Readonly<Record<string, Question>>

/** One page of a form. */
export interface Section<Q extends QuestionsByName = QuestionsByName, Slug extends string = string> {
  /** Its last step in the address: `/intake/<slug>/`. */
  readonly slug: Slug
  readonly title: Wording
  readonly lead?: Wording
  readonly questions: Q
  /** Whose facts these are, for the blind index: the parent's who writes, or the other parent's. */
  readonly about?: 'initiating' | 'other'
  /** Explanations among the questions. */
  readonly notes?: readonly SectionNote[]
  /** Asked once for each of a list: children, orders. */
  readonly repeats?: RepeatSettings
  /** Shows the crisis lines above the questions, whatever was answered before. */
  readonly help?: true
  /** Asked on the page that sends the form, and posted with it. */
  readonly atSending?: true
}

/** What a page explains, after one of its questions or before the first. */
export interface SectionNote {
  readonly after?: string
  readonly when?: Condition
  readonly title?: Wording
  readonly lines: readonly Wording[]
  /** An English path of this site, or an address elsewhere. */
  readonly link?: { readonly label: Wording; readonly path: string }
}

/** A list of things that are each asked the same questions, on a page of their own. */
interface RepeatSettings {
  /** How many the list takes. */
  readonly most: number
  /** What one is called in front of its number: `Child`. */
  readonly one: Wording
  /** The question whose answer tells them apart in the list. */
  readonly namedBy: string
  /** What the list says while it is empty. */
  readonly none: Wording
  readonly add: Wording
  readonly another: Wording
  readonly remove: Wording
  /** What replaces “add another” when the list is full. */
  readonly full: Wording
}

/** A form is data: an id, a version, ordered sections of ordered questions. */
export interface Form<S extends readonly Section[] = readonly Section[]> {
  readonly id: string
  /** Raised when what an answer means changes, not for a comma. */
  readonly version: number
  readonly sections: S
}

/** The answers of a form, each present only when it was asked and given; a list for each section that repeats. */
export type Answers<F extends Form> = {
  readonly [Name in QuestionName<SingleSection<F>>]?: AnswerOf<QuestionOf<SingleSection<F>, Name>>
} & {
  readonly [S in RepeatingSection<F> as S['slug']]?: readonly {
    readonly [Name in QuestionName<S>]?: AnswerOf<QuestionOf<S, Name>>
  }[]
}
type SingleSection<F extends Form> = Exclude<F['sections'][number], { readonly repeats: RepeatSettings }>
type RepeatingSection<F extends Form> = Extract<F['sections'][number], { readonly repeats: RepeatSettings }>
type QuestionName<S extends Section> = S extends Section ? keyof S['questions'] & string : never
type QuestionOf<S extends Section, Name extends string> = S extends Section
  ? Name extends keyof S['questions']
    ? S['questions'][Name]
    : never
  : never

export const defineSection = <
  const Slug extends string,
  const Q extends QuestionsByName,
  const Rest extends object,
>(
  slug: Slug,
  declared: Omit<Section<Q>, 'slug'> & Rest,
) => ({ slug, ...declared }) as Section<Q, Slug> & Rest

/** Puts sections together, and refuses names used twice and conditions on anything but an earlier question. */
export function defineForm<const S extends readonly Section[]>(
  id: string,
  version: number,
  sections: S,
): Form<S> {
  const usedNames = new Set<string>()
  const earlier = new Set<string>()
  for (const { slug, questions, notes = [], repeats } of sections) {
    const where = `${id}/${slug}`
    for (const [name, question] of Object.entries(questions)) {
      if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new Error(`${where}: “${name}” cannot name a field`)
      if (usedNames.has(name)) throw new Error(`${where}: “${name}” is asked twice`)
      refuseUnknownQuestion(where, name, question.when, earlier)
      usedNames.add(name)
      earlier.add(name)
    }
    for (const note of notes) {
      refuseUnknownQuestion(where, 'a note', note.when, earlier)
      if (note.after !== undefined && !(note.after in questions))
        throw new Error(`${where}: a note stands after “${note.after}”, which is not on its page`)
    }
    if (repeats && !(repeats.namedBy in questions))
      throw new Error(`${where}: its list is named by “${repeats.namedBy}”, which is not on its page`)
    // What is asked of one of many cannot decide anything outside of it.
    if (repeats) for (const name of Object.keys(questions)) earlier.delete(name)
  }
  return { id, version, sections }
}

function refuseUnknownQuestion(
  where: string,
  what: string,
  when: Condition | undefined,
  askedBefore: ReadonlySet<string>,
) {
  const unknown = listConditionQuestions(when).find((other) => !askedBefore.has(other))
  if (unknown) throw new Error(`${where}: “${what}” depends on “${unknown}”, which is not asked before it`)
}

/** Every question of a form in the order they are asked, with the section each is in. */
export const listQuestions = (form: Form): { section: Section; name: string; question: Question }[] =>
  form.sections.flatMap((section) =>
    Object.entries(section.questions).map(([name, question]) => ({ section, name, question })),
  )

/** The section of that slug, if there is one. */
export const findSection = (form: Form, slug: string): Section | undefined =>
  form.sections.find((section) => section.slug === slug)

/** One page as it was filled in: a section, or one of the things a section repeats for. */
export interface FilledPage {
  readonly section: Section
  /** The item, by the id under which its fields are stored. */
  readonly item?: string
  /** What was typed, under the names its page posts. */
  readonly fields: FormFields
  /** Names of the questions asked on it. */
  readonly asked: ReadonlySet<string>
}

/** Every page that is asked, given everything typed so far. What is not asked counts as not answered. */
export function listFilledPages(form: Form, fields: FormFields): FilledPage[] {
  const visible: Record<string, readonly string[]> = {}
  return form.sections.flatMap((section): FilledPage[] => {
    if (!section.repeats)
      return [{ section, fields, asked: collectVisibleQuestions(section, fields, visible) }]
    return listItemIds(section, fields).map((item) => {
      const itemFields = getItemFields(section, item, fields)
      return {
        section,
        item,
        fields: itemFields,
        asked: collectVisibleQuestions(section, itemFields, { ...visible }),
      }
    })
  })
}

/** Names of the questions asked outside of any list, given everything typed so far. */
export const listVisibleQuestionNames = (form: Form, fields: FormFields): Set<string> =>
  new Set(listFilledPages(form, fields).flatMap(({ item, asked }) => (item === undefined ? [...asked] : [])))

/** The questions asked on one page; adds what is typed into them to what later questions can see. */
export function collectVisibleQuestions(
  section: Section,
  fields: FormFields,
  visible: Record<string, readonly string[]>,
): Set<string> {
  const asked = new Set<string>()
  for (const [name, question] of Object.entries(section.questions)) {
    if (!conditionHolds(question.when, visible)) continue
    asked.add(name)
    const typed = getTypedValues(name, question, fields)
    for (const [index, field] of answerFieldNames(name, question).entries())
      visible[field] = typed[index] ?? []
  }
  return asked
}

/** What the pages outside of any list hold, as conditions see it: only what is asked. */
export function getVisibleFields(form: Form, fields: FormFields): FormFields {
  const visible: Record<string, readonly string[]> = {}
  for (const section of form.sections) {
    if (!section.repeats) collectVisibleQuestions(section, fields, visible)
  }
  return visible
}

/** The ids of what a section repeats for, in the order they were begun. */
export function listItemIds({ slug }: Section, fields: FormFields): string[] {
  const ids = Object.keys(fields).flatMap((field) => {
    const [of, id, name] = field.split('/')
    return of === slug && id && name ? [id] : []
  })
  return [...new Set(ids)].toSorted()
}

/** The fields of one of many under the names its page posts, with every field of other pages. */
export function getItemFields({ slug }: Section, item: string, fields: FormFields): FormFields {
  const prefix = `${slug}/${item}/`
  const itemEntries = Object.entries(fields).flatMap(([field, values]) =>
    field.startsWith(prefix) ? [[field.slice(prefix.length), values] as const] : [],
  )
  return { ...fields, ...Object.fromEntries(itemEntries) }
}

/** The fields a page posts, under the names by which they are stored. */
export const toStoredFields = (
  { slug }: Pick<Section, 'slug'>,
  item: string | undefined,
  posted: FormFields,
): FormFields =>
  item === undefined
    ? posted
    : Object.fromEntries(
        Object.entries(posted).map(([field, values]) => [`${slug}/${item}/${field}`, values]),
      )

/** Whether a condition looks only at questions of its own section. */
export const isConditionWithinSection = (section: Section, condition: Condition | undefined): boolean =>
  listConditionQuestions(condition).every((name) => {
    const other = section.questions[name]
    return other !== undefined && isConditionWithinSection(section, other.when)
  })

/** What was typed into one question: its fields only, trimmed of nothing, and of a field asked once the first value. */
const getTypedValues = (
  name: string,
  question: Question,
  fields: FormFields,
): readonly (readonly string[])[] =>
  answerFieldNames(name, question).map((field) => {
    const values = fields[field] ?? []
    return getQuestionKind(question).many ? values : values.slice(0, 1)
  })

/** Whether nothing but spaces was typed into a question. */
export const isQuestionBlank = (name: string, question: Question, fields: FormFields): boolean =>
  getTypedValues(name, question, fields).every((values) => values.every((value) => value.trim() === ''))

/** The fields a section may post, and which of them more than once. */
export function getExpectedFields(section: Section): Map<string, { many: boolean }> {
  return new Map(
    Object.entries(section.questions).flatMap(([name, question]) => {
      const answers = new Set(answerFieldNames(name, question))
      return questionFieldNames(name, question).map((field) => {
        const many = answers.has(field) ? getQuestionKind(question).many === true : true
        return [field, { many }] as const
      })
    }),
  )
}

/** What a question's schema reads: one string, a list, or a record by part. */
export function getRawAnswer(name: string, question: Question, fields: FormFields): unknown {
  const { parts, many } = getQuestionKind(question)
  const typed = getTypedValues(name, question, fields)
  if (many) return (typed[0] ?? []).filter((value) => value !== '')
  if (parts.length === 1) return typed[0]?.[0] ?? ''
  return Object.fromEntries(parts.map((part, index) => [part, typed[index]?.[0] ?? '']))
}
