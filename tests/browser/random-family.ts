import { renameFamilyFields } from '../../dev/rename-family.ts'
import type { FormFields } from '../../forms/form-fields.ts'

/**
 * An example's answers as another family's: the same story, told by and about people who are in no other file. All
 * tests share one practice, which recognises a family that writes twice.
 */
export function createRandomFamilyFields(fields: FormFields): FormFields {
  const prefix = createRandomPrefix()
  return renameFamilyFields(fields, (value, { question }) => {
    if (question.kind === 'name') return `${prefix} ${value}`
    if (question.kind === 'email') return `${prefix}.${value}`
    return question.kind === 'phone' ? createRandomPhone() : value
  })
}

const createRandomPrefix = (): string =>
  String.fromCharCode(...crypto.getRandomValues(new Uint8Array(9)).map((byte) => 97 + (byte % 26)))

/** A number that can be dialled in form only. */
function createRandomPhone(): string {
  const [area = 0, line = 0] = crypto.getRandomValues(new Uint32Array(2))
  return `${200 + (area % 790)} 555 ${String(line % 10_000).padStart(4, '0')}`
}
