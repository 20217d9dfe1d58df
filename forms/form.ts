import { type Condition, dependsOn, holds } from './condition.ts'
import type { Wording } from './language.ts'
import { type AnswerOf, answerFields, fieldNames, kindOf, type Question } from './questions/index.ts'
import type { Fields } from './questions/question-base.ts'

export type Questions = Readonly<Record<string, Question>>

/** One page of a form. */
export interface Section<Q extends Questions = Questions, Slug extends string = string> {
  /** Its last step in the address: `/intake/<slug>/`. */
  readonly slug: Slug
  readonly title: Wording
  readonly lead?: Wording
  readonly questions: Q
  /** Whose facts these are, for the blind index: the parent's who writes, or the other parent's. */
  readonly about?: 'initiating' | 'other'
  /** Explanations among the questions. */
  readonly notes?: readonly Note[]
  /** Asked once for each of a list: children, orders. */
  readonly repeats?: Repeats
  /** Shows the crisis lines above the questions, whatever was answered before. */
  readonly help?: true
  /** Asked on the page that sends the form, and posted with it. */
  readonly atSending?: true
}

/** What a page explains, after one of its questions or before the first. */
export interface Note {
  readonly after?: string
  readonly when?: Condition
  readonly title?: Wording
  readonly lines: readonly Wording[]
  /** An English path of this site, or an address elsewhere. */
  readonly link?: { readonly label: Wording; readonly path: string }
}

/** A list of things that are each asked the same questions, on a page of their own. */
interface Repeats {
  /** How many the list takes. */
  readonly most: number
  /** What one is called in front of its number: `Child`. */
  readonly one: Wording
  /** The question whose answer tells them apart in the list. */
  readonly namedBy: string
  /** What stands where there is none yet. */
  readonly none: Wording
  readonly add: Wording
  readonly another: Wording
  readonly remove: Wording
  /** What stands in place of “add another” when the list is full. */
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
  readonly [Name in QuestionName<Once<F>>]?: AnswerOf<QuestionOf<Once<F>, Name>>
} & {
  readonly [S in Repeated<F> as S['slug']]?: readonly {
    readonly [Name in QuestionName<S>]?: AnswerOf<QuestionOf<S, Name>>
  }[]
}
type Once<F extends Form> = Exclude<F['sections'][number], { readonly repeats: Repeats }>
type Repeated<F extends Form> = Extract<F['sections'][number], { readonly repeats: Repeats }>
type QuestionName<S extends Section> = S extends Section ? keyof S['questions'] & string : never
type QuestionOf<S extends Section, Name extends string> = S extends Section
  ? Name extends keyof S['questions']
    ? S['questions'][Name]
    : never
  : never

export const section = <const Slug extends string, const Q extends Questions, const Rest extends object>(
  slug: Slug,
  declared: Omit<Section<Q>, 'slug'> & Rest,
) => ({ slug, ...declared }) as Section<Q, Slug> & Rest

/** Puts sections together, and refuses names used twice and conditions on anything but an earlier question. */
export function form<const S extends readonly Section[]>(id: string, version: number, sections: S): Form<S> {
  const taken = new Set<string>()
  const earlier = new Set<string>()
  for (const { slug, questions, notes = [], repeats } of sections) {
    const where = `${id}/${slug}`
    for (const [name, question] of Object.entries(questions)) {
      if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new Error(`${where}: “${name}” cannot name a field`)
      if (taken.has(name)) throw new Error(`${where}: “${name}” is asked twice`)
      refuseUnknown(where, name, question.when, earlier)
      taken.add(name)
      earlier.add(name)
    }
    for (const note of notes) {
      refuseUnknown(where, 'a note', note.when, earlier)
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

function refuseUnknown(where: string, what: string, when: Condition | undefined, known: ReadonlySet<string>) {
  const unknown = dependsOn(when).find((other) => !known.has(other))
  if (unknown) throw new Error(`${where}: “${what}” depends on “${unknown}”, which is not asked before it`)
}

/** Every question of a form in the order they are asked, with the section each is in. */
export const everyQuestion = (form: Form): { section: Section; name: string; question: Question }[] =>
  form.sections.flatMap((section) =>
    Object.entries(section.questions).map(([name, question]) => ({ section, name, question })),
  )

/** The section of that slug, if there is one. */
export const sectionOf = (form: Form, slug: string): Section | undefined =>
  form.sections.find((section) => section.slug === slug)

/** One page as it was filled in: a section, or one of the things a section repeats for. */
export interface FilledPage {
  readonly section: Section
  /** Which of many, by the id its fields are kept under. */
  readonly item?: string
  /** What was typed, under the names its page posts. */
  readonly fields: Fields
  /** Names of the questions asked on it. */
  readonly asked: ReadonlySet<string>
}

/** Every page that is asked, given everything typed so far. What is not asked counts as not answered. */
export function filledPages(form: Form, fields: Fields): FilledPage[] {
  const visible: Record<string, readonly string[]> = {}
  return form.sections.flatMap((section): FilledPage[] => {
    if (!section.repeats) return [{ section, fields, asked: askedOn(section, fields, visible) }]
    return itemsOf(section, fields).map((item) => {
      const own = fieldsOfItem(section, item, fields)
      return { section, item, fields: own, asked: askedOn(section, own, { ...visible }) }
    })
  })
}

/** Names of the questions asked outside of any list, given everything typed so far. */
export const relevant = (form: Form, fields: Fields): Set<string> =>
  new Set(filledPages(form, fields).flatMap(({ item, asked }) => (item === undefined ? [...asked] : [])))

/** The questions asked on one page; adds what is typed into them to what later questions can see. */
export function askedOn(
  section: Section,
  fields: Fields,
  visible: Record<string, readonly string[]>,
): Set<string> {
  const asked = new Set<string>()
  for (const [name, question] of Object.entries(section.questions)) {
    if (!holds(question.when, visible)) continue
    asked.add(name)
    const typed = typedInto(name, question, fields)
    for (const [index, field] of answerFields(name, question).entries()) visible[field] = typed[index] ?? []
  }
  return asked
}

/** What the pages outside of any list hold, as conditions see it: only what is asked. */
export function visibleFields(form: Form, fields: Fields): Fields {
  const visible: Record<string, readonly string[]> = {}
  for (const section of form.sections) {
    if (!section.repeats) askedOn(section, fields, visible)
  }
  return visible
}

/** The ids of what a section repeats for, in the order they were begun. */
export function itemsOf({ slug }: Section, fields: Fields): string[] {
  const ids = Object.keys(fields).flatMap((field) => {
    const [of, id, name] = field.split('/')
    return of === slug && id && name ? [id] : []
  })
  return [...new Set(ids)].toSorted()
}

/** The fields of one of many under the names its page posts, with everything asked elsewhere. */
export function fieldsOfItem({ slug }: Section, item: string, fields: Fields): Fields {
  const prefix = `${slug}/${item}/`
  const own = Object.entries(fields).flatMap(([field, values]) =>
    field.startsWith(prefix) ? [[field.slice(prefix.length), values] as const] : [],
  )
  return { ...fields, ...Object.fromEntries(own) }
}

/** The fields a page posts, under the names everything typed into a form is kept by. */
export const keptFields = (
  { slug }: Pick<Section, 'slug'>,
  item: string | undefined,
  posted: Fields,
): Fields =>
  item === undefined
    ? posted
    : Object.fromEntries(
        Object.entries(posted).map(([field, values]) => [`${slug}/${item}/${field}`, values]),
      )

/** Whether a condition can be settled by the page it stands on. */
export const settledWithin = (section: Section, condition: Condition | undefined): boolean =>
  dependsOn(condition).every((name) => {
    const other = section.questions[name]
    return other !== undefined && settledWithin(section, other.when)
  })

/** What was typed into one question: its fields only, trimmed of nothing, and of a field asked once the first value. */
const typedInto = (name: string, question: Question, fields: Fields): readonly (readonly string[])[] =>
  answerFields(name, question).map((field) => {
    const values = fields[field] ?? []
    return kindOf(question).many ? values : values.slice(0, 1)
  })

/** Whether nothing but spaces was typed into a question. */
export const isBlank = (name: string, question: Question, fields: Fields): boolean =>
  typedInto(name, question, fields).every((values) => values.every((value) => value.trim() === ''))

/** The fields a section may post, and which of them more than once. */
export function expectedFields(section: Section): Map<string, { many: boolean }> {
  return new Map(
    Object.entries(section.questions).flatMap(([name, question]) => {
      const answers = new Set(answerFields(name, question))
      return fieldNames(name, question).map((field) => {
        const many = answers.has(field) ? kindOf(question).many === true : true
        return [field, { many }] as const
      })
    }),
  )
}

/** What a question's schema reads: one string, a list, or a record by part. */
export function rawAnswer(name: string, question: Question, fields: Fields): unknown {
  const { parts, many } = kindOf(question)
  const typed = typedInto(name, question, fields)
  if (many) return (typed[0] ?? []).filter((value) => value !== '')
  if (parts.length === 1) return typed[0]?.[0] ?? ''
  return Object.fromEntries(parts.map((part, index) => [part, typed[index]?.[0] ?? '']))
}
