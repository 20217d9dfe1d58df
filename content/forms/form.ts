import type { Wording } from '../language.ts'
import { type AnswerOf, fieldNames, kindOf, type Question } from '../questions/index.ts'
import type { Fields } from '../questions/question.ts'
import { type Condition, dependsOn, holds } from './condition.ts'

export type Questions = Readonly<Record<string, Question>>

/** One page of a form. */
export interface Section<Q extends Questions = Questions> {
  /** Its last step in the address: `/intake/<slug>/`. */
  readonly slug: string
  readonly title: Wording
  readonly lead?: Wording
  readonly questions: Q
}

/** A form is data: an id, a version, ordered sections of ordered questions. */
export interface Form<S extends readonly Section[] = readonly Section[]> {
  readonly id: string
  /** Raised when what an answer means changes, not for a comma. */
  readonly version: number
  readonly sections: S
}

/** The answers of a form, each present only when it was asked and given. */
export type Answers<F extends Form> = {
  readonly [Name in QuestionName<F>]?: AnswerOf<QuestionOf<F, Name>>
}
type Every<F extends Form> = F['sections'][number]['questions']
type QuestionName<F extends Form> =
  Every<F> extends infer Q ? (Q extends Questions ? keyof Q & string : never) : never
type QuestionOf<F extends Form, Name extends string> =
  Every<F> extends infer Q ? (Q extends Questions ? (Name extends keyof Q ? Q[Name] : never) : never) : never

export const section = <const Q extends Questions>(
  slug: string,
  declared: Omit<Section<Q>, 'slug'>,
): Section<Q> => ({
  slug,
  ...declared,
})

/** Puts sections together, and refuses names used twice and conditions on anything but an earlier question. */
export function form<const S extends readonly Section[]>(id: string, version: number, sections: S): Form<S> {
  const earlier = new Set<string>()
  for (const { slug, questions } of sections) {
    for (const [name, question] of Object.entries(questions)) {
      if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new Error(`${id}/${slug}: “${name}” cannot name a field`)
      if (earlier.has(name)) throw new Error(`${id}/${slug}: “${name}” is asked twice`)
      const unknown = dependsOn(question.when).find((other) => !earlier.has(other))
      if (unknown)
        throw new Error(`${id}/${slug}: “${name}” depends on “${unknown}”, which is not asked before it`)
      earlier.add(name)
    }
  }
  return { id, version, sections }
}

/** Every question of a form in the order they are asked, with the section each is in. */
export const everyQuestion = (form: Form): { section: Section; name: string; question: Question }[] =>
  form.sections.flatMap((section) =>
    Object.entries(section.questions).map(([name, question]) => ({ section, name, question })),
  )

/** The section of that slug, if there is one. */
export const sectionOf = (form: Form, slug: string): Section | undefined =>
  form.sections.find((section) => section.slug === slug)

/** Names of the questions asked, given everything typed so far. What is not asked counts as not answered. */
export function relevant(form: Form, fields: Fields): Set<string> {
  const asked = new Set<string>()
  const visible: Record<string, readonly string[]> = {}
  for (const { name, question } of everyQuestion(form)) {
    if (!holds(question.when, visible)) continue
    asked.add(name)
    const typed = typedInto(name, question, fields)
    for (const [index, field] of fieldNames(name, question).entries()) visible[field] = typed[index] ?? []
  }
  return asked
}

/** Whether a question's condition can be settled by the page it stands on. */
export const settledWithin = (section: Section, condition: Condition | undefined): boolean =>
  dependsOn(condition).every((name) => {
    const other = section.questions[name]
    return other !== undefined && settledWithin(section, other.when)
  })

/** What was typed into one question: its fields only, trimmed of nothing, and of a field asked once the first value. */
const typedInto = (name: string, question: Question, fields: Fields): readonly (readonly string[])[] =>
  fieldNames(name, question).map((field) => {
    const values = fields[field] ?? []
    return kindOf(question).many ? values : values.slice(0, 1)
  })

/** Whether nothing but spaces was typed into a question. */
export const isBlank = (name: string, question: Question, fields: Fields): boolean =>
  typedInto(name, question, fields).every((values) => values.every((value) => value.trim() === ''))

/** What a question's schema reads: one string, a list, or a record by part. */
export function rawAnswer(name: string, question: Question, fields: Fields): unknown {
  const { parts, many } = kindOf(question)
  const typed = typedInto(name, question, fields)
  if (many) return (typed[0] ?? []).filter((value) => value !== '')
  if (parts.length === 1) return typed[0]?.[0] ?? ''
  return Object.fromEntries(parts.map((part, index) => [part, typed[index]?.[0] ?? '']))
}
