import { expectedFields, type Form, fieldsOfItem, itemsOf, type Section } from './form.ts'
import { steps } from './progress.ts'
import type { Fields } from './questions/question-base.ts'

/** A form filled in by nobody: tests, seed data and the gallery all use these. */
export interface Example {
  /** What it shows: `Complete, by court order`. */
  readonly title: string
  readonly fields: Fields
}

/** Writes an example as it is typed: a string for a field, a list where several may be ticked. */
export const typed = (fields: Readonly<Record<string, string | readonly string[]>>): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  )

/** The body a browser posts for these fields: `application/x-www-form-urlencoded`. */
export const encoded = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  ).toString()

/** The fields of one section as its page would post them: those it has, typed or empty. */
export const fieldsOf = (section: Section, fields: Fields): Fields =>
  Object.fromEntries(
    [...expectedFields(section)].flatMap(([name, { many }]) =>
      fields[name] || !many ? [[name, fields[name] ?? ['']] as const] : [],
    ),
  )

/** What a browser posts to fill in a form page by page, before it is sent: addresses in English, and fields. */
export const postsOf = (form: Form, fields: Fields): { path: string; fields: Fields }[] =>
  steps(form).flatMap((section) => {
    const path = `/${form.id}/${section.slug}/`
    if (!section.repeats) return [{ path, fields: fieldsOf(section, fields) }]
    const items = itemsOf(section, fields).map((item) => ({
      path: `${path}${item}/`,
      fields: { ...fieldsOf(section, fieldsOfItem(section, item, fields)), press: ['save'] },
    }))
    return [...items, { path, fields: { press: ['continue'] } }]
  })

/** What is posted to send it: the fields of what is declared then. */
export const declarationOf = (form: Form, fields: Fields): Fields =>
  Object.assign({}, ...form.sections.map((section) => (section.atSending ? fieldsOf(section, fields) : {})))
