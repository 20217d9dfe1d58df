import { isBlankText } from './blank-text.ts'
import { type Condition, conditionHolds, listConditionQuestionNames } from './condition.ts'
import type { FormFields } from './form-fields.ts'
import type { Wording } from './language.ts'
import {
  type AnswerOf,
  getAnswerFieldNames,
  getOptOutFieldName,
  getQuestionFieldNames,
  getQuestionKind,
  type Question,
} from './questions/index.ts'
import type { OptOut } from './questions/question-base.ts'
import type { PageWords } from './show-on-pages.ts'

export type QuestionsByName = Readonly<Record<string, Question>>

/** A page of ordered questions; with `repeats`, a page for each item of a list. */
export interface Section<Q extends QuestionsByName = QuestionsByName, Slug extends string = string> {
  /** The last part of its address: `/intake/<slug>/`. */
  readonly slug: Slug
  readonly title: Wording
  readonly lead?: PageWords<Wording>
  readonly questions: Q
  /** The parent whose details the section holds, for the blind index: whoever writes, or the other parent. */
  readonly about?: 'initiating' | 'other'
  /** Explanations that stand among the questions. */
  readonly notes?: readonly SectionNote[]
  /** Asks the questions once for each item of a list, such as a child or an order. */
  readonly repeats?: RepeatSettings
  /** Shows the crisis lines above or below the questions, whatever was answered before. */
  readonly help?: 'above' | 'below'
  /** Puts the questions on the page that sends the form, which posts their answers too. */
  readonly atSending?: true
  /** Puts the page into the second half, which a parent may fill in before sending, later, or never. */
  readonly half?: 'second'
  /** Questions that earlier versions asked on another page, by that page; what was typed there stands here. */
  readonly formerly?: Readonly<Record<string, readonly string[]>>
}

/** An explanation on a page, placed after one of its questions or before the first. */
export interface SectionNote {
  readonly after?: string
  readonly when?: Condition
  readonly title?: PageWords<Wording>
  readonly lines: PageWords<readonly Wording[]>
  /** An English path of this site, or the full address of another one. */
  readonly link?: PageWords<{ readonly label: Wording; readonly path: string }>
}

/** A section that asks the same questions about each item of a list, one page an item. */
type RepeatSettings = {
  /** How many items the list takes. */
  readonly most: number
  /** What an item is called in front of its number: `Child`. */
  readonly one: Wording
  /** The question whose answer names an item in the list. */
  readonly namedBy: string
  /** What names an item without that answer, while another question has this opt-out. */
  readonly namedByOptOut?: { readonly question: string; readonly optOut: OptOut; readonly name: Wording }
  /** What the list says while it is empty. */
  readonly none: Wording
} & (OwnList | ListOfAnotherSection)

/** The words of a list whose items are added on its page. */
interface OwnList {
  readonly itemsOf?: undefined
  readonly add: Wording
  readonly another: Wording
  readonly remove: Wording
  /** What the list shows in place of “add another” when it is full. */
  readonly full: Wording
}

/** Asks more about the items of an earlier section, which adds and removes them. */
interface ListOfAnotherSection {
  readonly itemsOf: string
}

/** A form as data: ordered sections of ordered questions. */
export interface Form<S extends readonly Section[] = readonly Section[]> {
  readonly id: string
  /** Goes up when the meaning of an answer changes, not when a comma does. */
  readonly version: number
  readonly sections: S
}

/**
 * The answers of a form by question; a section that repeats has a list of such records. An answer is present only if
 * its question was asked and answered.
 */
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

/** Declares a section. Its type keeps the names and kinds of its questions, from which `Answers` is derived. */
export const defineSection = <
  const Slug extends string,
  const Q extends QuestionsByName,
  const Rest extends object,
>(
  slug: Slug,
  declared: Omit<Section<Q>, 'slug'> & Rest,
) => ({ slug, ...declared }) as Section<Q, Slug> & Rest

/**
 * Builds a form of its sections. Throws when two questions share a name, when a condition depends on anything but an
 * earlier question, or when the second half would keep a form from being sent.
 */
export function defineForm<const S extends readonly Section[]>(
  id: string,
  version: number,
  sections: S,
): Form<S> {
  const usedNames = new Set<string>()
  const earlier = new Set<string>()
  for (const { slug, questions, notes = [], repeats, formerly = {} } of sections) {
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
    const named = repeats?.itemsOf === undefined ? questions : findList(sections, slug, repeats.itemsOf)
    if (repeats && !(repeats.namedBy in named))
      throw new Error(`${where}: its list is named by “${repeats.namedBy}”, which is not on its page`)
    const unknown = Object.values(formerly)
      .flat()
      .find((name) => !(name in questions))
    if (unknown)
      throw new Error(`${where}: “${unknown}” was formerly asked elsewhere, but is not on its page`)
    // A question about one item cannot decide what is asked outside of its list.
    if (repeats) for (const name of Object.keys(questions)) earlier.delete(name)
  }
  refuseSecondHalfThatBlocks(id, sections)
  return { id, version, sections }
}

/** The questions of the list that a section asks more about; none when it does not stand before that section. */
function findList(sections: readonly Section[], slug: string, itemsOf: string): QuestionsByName {
  const before = sections.slice(
    0,
    sections.findIndex((section) => section.slug === slug),
  )
  return before.find((section) => section.slug === itemsOf && section.repeats)?.questions ?? {}
}

function refuseSecondHalfThatBlocks(id: string, sections: readonly Section[]) {
  let isSecondHalf = false
  for (const { slug, half, questions, atSending } of sections) {
    if (isSecondHalf && half !== 'second' && !atSending)
      throw new Error(`${id}/${slug}: a page of the first half stands after one of the second`)
    isSecondHalf ||= half === 'second'
    const required = Object.keys(questions).find((name) => questions[name]?.required)
    if (half === 'second' && required)
      throw new Error(
        `${id}/${slug}: “${required}” is required in the second half, which nobody has to fill in`,
      )
  }
}

function refuseUnknownQuestion(
  where: string,
  what: string,
  when: Condition | undefined,
  askedBefore: ReadonlySet<string>,
) {
  const unknown = listConditionQuestionNames(when).find((other) => !askedBefore.has(other))
  if (unknown) throw new Error(`${where}: “${what}” depends on “${unknown}”, which is not asked before it`)
}

/** Every question of a form in the order they are asked, each with its section. */
export const listQuestionsWithSections = (
  form: Form,
): { section: Section; name: string; question: Question }[] =>
  form.sections.flatMap((section) =>
    Object.entries(section.questions).map(([name, question]) => ({ section, name, question })),
  )

export const findSection = (form: Form, slug: string): Section | undefined =>
  form.sections.find((section) => section.slug === slug)

/** A page as a parent filled it in: a section, or one item of a section that repeats. */
export interface FilledPage {
  readonly section: Section
  /** The id under which the item's fields are stored. */
  readonly item?: string
  /** The values typed, by the names of the fields that the page posts. */
  readonly fields: FormFields
  /** The names of the questions that the page asks. */
  readonly asked: ReadonlySet<string>
}

/**
 * Lists the pages that are asked, given everything typed so far. Conditions ignore the answers to questions that are
 * not asked.
 */
export function listPagesWithVisibleQuestions(form: Form, fields: FormFields): FilledPage[] {
  const visible: Record<string, readonly string[]> = {}
  return form.sections.flatMap((section): FilledPage[] => {
    if (!section.repeats)
      return [{ section, fields, asked: listVisibleQuestionNamesAndCollectFields(section, fields, visible) }]
    return listItems(section, fields).map(([item, itemFields]) => ({
      section,
      item,
      fields: itemFields,
      asked: listVisibleQuestionNamesAndCollectFields(section, itemFields, { ...visible }),
    }))
  })
}

/** The names of the questions asked outside of lists, given everything typed so far. */
export const listVisibleQuestionNamesOutsideItems = (form: Form, fields: FormFields): Set<string> =>
  new Set(
    listPagesWithVisibleQuestions(form, fields).flatMap(({ item, asked }) =>
      item === undefined ? [...asked] : [],
    ),
  )

/** Finds the questions asked on a page. Adds what was typed into them to `visible`, which later conditions read. */
export function listVisibleQuestionNamesAndCollectFields(
  section: Section,
  fields: FormFields,
  visible: Record<string, readonly string[]>,
): Set<string> {
  const asked = new Set<string>()
  for (const [name, question] of Object.entries(section.questions)) {
    if (!conditionHolds(question.when, visible)) continue
    const typed = getTypedValues(name, question, fields)
    if (question.retired && typed.flat().every(isBlankText)) continue
    asked.add(name)
    for (const [index, field] of getAnswerFieldNames(name, question).entries())
      visible[field] = typed[index] ?? []
  }
  return asked
}

/** The fields of the questions asked outside of lists, which is what conditions may depend on. */
export function getVisibleFieldsOutsideItems(form: Form, fields: FormFields): FormFields {
  const visible: Record<string, readonly string[]> = {}
  for (const section of form.sections) {
    if (!section.repeats) listVisibleQuestionNamesAndCollectFields(section, fields, visible)
  }
  return visible
}

/** The names of a page's questions, and of its notes (`note-0`), whose condition holds, given everything typed so far. */
export function listRevealedQuestions(form: Form, section: Section, fields: FormFields): Set<string> {
  const visible = { ...getVisibleFieldsOutsideItems(form, fields) }
  const questions = listVisibleQuestionNamesAndCollectFields(section, fields, visible)
  const notes = (section.notes ?? []).flatMap(({ when }, index) =>
    conditionHolds(when, visible) ? [`note-${index}`] : [],
  )
  return new Set([...questions, ...notes])
}

/** The ids of a section's items, in the order they were begun. */
export const listItemIds = (section: Section, fields: FormFields): string[] =>
  listItems(section, fields).map(([id]) => id)

/** The fields of one item, under the names that its page posts, together with the fields of all other pages. */
export const addUnprefixedItemFields = (section: Section, item: string, fields: FormFields): FormFields => ({
  ...fields,
  ...listItems(section, fields).find(([id]) => id === item)?.[1],
})

/**
 * A section's items in the order they were begun: the id of each, and its fields under the names that its page posts. A
 * section that asks more about the items of another has those, each with whatever was typed about it so far.
 */
function listItems({ slug, repeats }: Section, fields: FormFields): [id: string, fields: FormFields][] {
  const own = groupFieldsByItem(slug, fields)
  const others = repeats?.itemsOf === undefined ? [] : groupFieldsByItem(repeats.itemsOf, fields).keys()
  return [...new Set([...others, ...own.keys()])]
    .toSorted()
    .map((id) => [id, Object.fromEntries(own.get(id) ?? [])])
}

/** Goes through the fields once, as a form with every list filled in has about a thousand. */
function groupFieldsByItem(slug: string, fields: FormFields) {
  const prefix = `${slug}/`
  const entriesById = new Map<string, [string, readonly string[]][]>()
  for (const [field, values] of Object.entries(fields)) {
    if (!field.startsWith(prefix)) continue
    const [id = '', name] = field.slice(prefix.length).split('/')
    if (id === '' || !name) continue
    const entries = entriesById.get(id) ?? []
    entries.push([field.slice(prefix.length + id.length + 1), values])
    entriesById.set(id, entries)
  }
  return entriesById
}

/** Renames the fields that a page posts to the names they are stored under: `children/<item>/childName`. */
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

/** Whether a condition depends only on questions of its own section. */
export const isConditionWithinSection = (section: Section, condition: Condition | undefined): boolean =>
  listConditionQuestionNames(condition).every((name) => {
    const other = section.questions[name]
    return other !== undefined && isConditionWithinSection(section, other.when)
  })

/** The values typed into each field of a question, not trimmed; only the first where the question takes one value. */
const getTypedValues = (
  name: string,
  question: Question,
  fields: FormFields,
): readonly (readonly string[])[] =>
  getAnswerFieldNames(name, question).map((field) => {
    const values = fields[field] ?? []
    return getQuestionKind(question).many ? values : values.slice(0, 1)
  })

/** Whether nothing that was typed into a question can be seen. */
export const isQuestionBlank = (name: string, question: Question, fields: FormFields): boolean =>
  getTypedValues(name, question, fields).every((values) => values.every(isBlankText))

/** The fields that a section may post, and whether each may be posted more than once. */
export function getExpectedFields(section: Section): Map<string, { many: boolean }> {
  return new Map(
    Object.entries(section.questions).flatMap(([name, question]) => {
      const answers = new Set(getAnswerFieldNames(name, question))
      return getQuestionFieldNames(name, question).map((field) => {
        const many = answers.has(field) ? getQuestionKind(question).many === true : true
        return [field, { many }] as const
      })
    }),
  )
}

/**
 * The input of a question's schema: a string, a list, or a record by part of the question. The record has the ticked
 * opt-outs too, beside which a part may be missing.
 */
export function getRawAnswer(name: string, question: Question, fields: FormFields): unknown {
  const { parts, many } = getQuestionKind(question)
  const typed = getTypedValues(name, question, fields)
  if (many) return (typed[0] ?? []).filter((value) => value !== '')
  if (parts.length === 1) return typed[0]?.[0] ?? ''
  const answer = parts.map((part, index) => [part, typed[index]?.[0] ?? ''])
  const ticked = question.optOuts && fields[getOptOutFieldName(name)]
  return Object.fromEntries(ticked ? [...answer, ['ticked', ticked]] : answer)
}
