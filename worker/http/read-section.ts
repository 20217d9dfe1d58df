import { getExpectedFields, type Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type FieldProblem, parseSectionFields } from '../../forms/parse.ts'
import { log } from '../log.ts'
import type { Context } from './context.ts'
import type { ReadForm } from './read-form.ts'

/** The result of reading a posted section. `fields` are always those that its page has. */
export type PostedSection =
  | { readonly ok: true; readonly fields: FormFields }
  | {
      readonly ok: false
      readonly reason: 'to_mend'
      readonly fields: FormFields
      readonly problems: readonly FieldProblem[]
    }
  /** The request did not come from the page, or arrived incomplete: 400, showing the fields that can be shown. */
  | { readonly ok: false; readonly reason: 'unexpected' | 'damaged'; readonly fields: FormFields }

/** Reads a section as its page posts it. Logs why one is refused with the names of questions, never an answer. */
export function parsePostedSection(
  c: Context,
  { form, section }: { readonly form: string; readonly section: Section },
  { fields, damaged }: ReadForm,
): PostedSection {
  const about = { request: c.get('requestId'), form, section: section.slug }
  const unexpected = findUnexpectedField(section, fields)
  if (unexpected || damaged) {
    log('section_refused', { ...about, reason: unexpected ?? 'damaged' })
    const reason = unexpected ? 'unexpected' : 'damaged'
    return { ok: false, reason, fields: pickExpectedFields(section, fields) }
  }
  const reading = parseSectionFields(section, fields)
  if (reading.ok) return reading
  log('section_rejected', { ...about, questions: reading.problems.map(({ question }) => question) })
  return { ...reading, reason: 'to_mend' }
}

/** The reason why the fields cannot have come from the section's page; undefined when they can. */
function findUnexpectedField(
  section: Section,
  fields: FormFields,
): 'unknown_field' | 'repeated_field' | undefined {
  const expected = getExpectedFields(section)
  const names = Object.keys(fields)
  if (names.some((name) => !expected.has(name))) return 'unknown_field'
  if (names.some((name) => !expected.get(name)?.many && (fields[name]?.length ?? 0) > 1))
    return 'repeated_field'
  return undefined
}

export const pickExpectedFields = (section: Section, fields: FormFields): FormFields => {
  const expected = getExpectedFields(section)
  return Object.fromEntries(Object.entries(fields).filter(([name]) => expected.has(name)))
}
