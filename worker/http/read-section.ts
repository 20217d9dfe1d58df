import { getExpectedFields, type Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { labelProblems } from '../../forms/label-problems.ts'
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
  | { readonly ok: false; readonly reason: 'repeated' | 'damaged'; readonly fields: FormFields }

/** Reads a section as its page posts it. Logs why one is refused with the names of questions, never an answer. */
export function parsePostedSection(
  c: Pick<Context, 'get'>,
  { form, section }: { readonly form: string; readonly section: Section },
  { fields, damaged }: ReadForm,
): PostedSection {
  const about = { request: c.get('requestId'), form, section: section.slug }
  const isRepeated = hasRepeatedField(section, fields)
  if (isRepeated || damaged) {
    log('section_refused', { ...about, reason: isRepeated ? 'repeated_field' : 'damaged' })
    return {
      ok: false,
      reason: isRepeated ? 'repeated' : 'damaged',
      fields: pickExpectedFields(section, fields),
    }
  }
  const reading = parseSectionFields(section, fields)
  if (reading.ok) return reading
  log('section_rejected', { ...about, questions: reading.problems.map(({ question }) => question) })
  return { ...reading, problems: labelProblems([section], reading.problems), reason: 'to_mend' }
}

/** Whether a field that the section's page has once was posted more than once, so that no value can be preferred. */
function hasRepeatedField(section: Section, fields: FormFields): boolean {
  return [...getExpectedFields(section)].some(([name, { many }]) => !many && (fields[name]?.length ?? 0) > 1)
}

/** The names of the fields that a section's page posts. */
export const listExpectedFieldNames = (section: Section): string[] => [...getExpectedFields(section).keys()]

export const pickExpectedFields = (section: Section, fields: FormFields): FormFields => {
  const expected = getExpectedFields(section)
  return Object.fromEntries(Object.entries(fields).filter(([name]) => expected.has(name)))
}
