import { type Form, getExpectedFields, getItemFields, listItemIds, type Section } from './form.ts'
import type { FormFields } from './form-fields.ts'
import { listSteps } from './progress.ts'

/** A form filled in by nobody: tests, seed data and the gallery all use these. */
export interface FormExample {
  /** What it shows: `Complete, by court order`. */
  readonly title: string
  readonly fields: FormFields
}

/** Writes an example as it is typed: a string for a field, a list where several may be ticked. */
export const toFormFields = (fields: Readonly<Record<string, string | readonly string[]>>): FormFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  )

/** The body a browser posts for these fields: `application/x-www-form-urlencoded`. */
export const encodeFormBody = (fields: FormFields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  ).toString()

/** The fields of one section as its page would post them: those it has, typed or empty. */
export const getSectionFields = (section: Section, fields: FormFields): FormFields =>
  Object.fromEntries(
    [...getExpectedFields(section)].flatMap(([name, { many }]) =>
      fields[name] || !many ? [[name, fields[name] ?? ['']] as const] : [],
    ),
  )

/** What a browser posts to fill in a form page by page, before it is sent: addresses in English, and fields. */
export const listPagePosts = (form: Form, fields: FormFields): { path: string; fields: FormFields }[] =>
  listSteps(form).flatMap((section) => {
    const path = `/${form.id}/${section.slug}/`
    if (!section.repeats) return [{ path, fields: getSectionFields(section, fields) }]
    const items = listItemIds(section, fields).map((item) => ({
      path: `${path}${item}/`,
      fields: { ...getSectionFields(section, getItemFields(section, item, fields)), press: ['save'] },
    }))
    return [...items, { path, fields: { press: ['continue'] } }]
  })

/** What is posted to send it: the fields of what is declared then. */
export const getDeclarationFields = (form: Form, fields: FormFields): FormFields =>
  Object.assign(
    {},
    ...form.sections.map((section) => (section.atSending ? getSectionFields(section, fields) : {})),
  )
