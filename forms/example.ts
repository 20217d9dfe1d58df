import { addUnprefixedItemFields, type Form, getExpectedFields, listItemIds, type Section } from './form.ts'
import type { FormFields } from './form-fields.ts'
import { listSectionsNotAtSending } from './progress.ts'

/** A made-up form, filled in. Tests, seed data and the gallery share these. */
export interface FormExample {
  /** Says what the example shows: `Complete, by court order`. */
  readonly title: string
  readonly fields: FormFields
}

/** Turns an example into form fields: a string becomes one value, a list stays a list. */
export const toFormFields = (fields: Readonly<Record<string, string | readonly string[]>>): FormFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  )

/** Encodes fields as a browser does when it posts a form: `application/x-www-form-urlencoded`. */
export const encodeFormBody = (fields: FormFields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  ).toString()

/** The fields that a section's page would post, empty ones included. */
export const getSectionFields = (section: Section, fields: FormFields): FormFields =>
  Object.fromEntries(
    [...getExpectedFields(section)].flatMap(([name, { many }]) =>
      fields[name] || !many ? [[name, fields[name] ?? ['']] as const] : [],
    ),
  )

/** Lists the requests that fill in a form page by page, without sending it. Paths are in English: `/intake/you/`. */
export const listPagePosts = (form: Form, fields: FormFields): { path: string; fields: FormFields }[] =>
  listSectionsNotAtSending(form).flatMap((section) => {
    const path = `/${form.id}/${section.slug}/`
    if (!section.repeats) return [{ path, fields: getSectionFields(section, fields) }]
    const items = listItemIds(section, fields).map((item) => ({
      path: `${path}${item}/`,
      fields: {
        ...getSectionFields(section, addUnprefixedItemFields(section, item, fields)),
        press: ['save'],
      },
    }))
    return [...items, { path, fields: { press: ['continue'] } }]
  })

/** The fields that the page which sends the form posts. */
export const getFieldsPostedAtSending = (form: Form, fields: FormFields): FormFields =>
  Object.assign(
    {},
    ...form.sections.map((section) => (section.atSending ? getSectionFields(section, fields) : {})),
  )
