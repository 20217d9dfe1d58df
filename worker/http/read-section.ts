import { getExpectedFields, type Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type FieldProblem, parseSection } from '../../forms/parse.ts'
import { log } from '../log.ts'
import type { Context } from './context.ts'
import type { ReadForm } from './read-form.ts'

/** What a posted section turned out to be; `fields` are those its page has, in every case. */
export type PostedSection =
  | { readonly ok: true; readonly fields: FormFields }
  | {
      readonly ok: false
      readonly reason: 'to_mend'
      readonly fields: FormFields
      readonly problems: readonly FieldProblem[]
    }
  /** It cannot have come from its page, or not whole: 400, with what is fit to be shown. */
  | { readonly ok: false; readonly reason: 'unexpected' | 'damaged'; readonly fields: FormFields }

/** Reads a section as one of our pages posts it, and logs why one is refused: names of questions, never an answer. */
export function readSection(
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
  const reading = parseSection(section, fields)
  if (reading.ok) return reading
  log('section_rejected', { ...about, questions: reading.problems.map(({ question }) => question) })
  return { ...reading, reason: 'to_mend' }
}

/** Why the fields cannot have come from a section's page, if they cannot. */
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

/** Those of the fields that a section's page has. */
export const pickExpectedFields = (section: Section, fields: FormFields): FormFields => {
  const expected = getExpectedFields(section)
  return Object.fromEntries(Object.entries(fields).filter(([name]) => expected.has(name)))
}
