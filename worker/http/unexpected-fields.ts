import { getExpectedFields, type Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'

/** Why the fields cannot have come from a section's page, if they cannot. */
export function findUnexpectedField(
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
