import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { listQuestions } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'

/**
 * An intake with something findable in every field that takes text, by a word that nothing else holds, and every form
 * each may be found in. Its phone numbers begin with `first`, like `555 3`.
 */
export function createCanaryIntake(
  marker: string,
  phonePrefix: string,
): { fields: FormFields; needles: readonly string[] } {
  const kinds = new Map(listQuestions(intakeForm).map(({ name, question }) => [name, question.kind]))
  const numbers: string[] = []
  const makeFindable = (field: string, typed: string): string => {
    const [question = '', part = ''] = (field.split('/').at(-1) ?? '').split('-')
    switch (kinds.get(question)) {
      case 'name':
      case 'text':
      case 'longText':
        return part ? typed : `${marker}${question}`
      case 'email':
        return `${marker}-${question}@example.net`
      case 'phone':
        numbers.push(`${phonePrefix}${100 + numbers.length}`)
        return `+1 613 ${numbers.at(-1)}`
      case 'address':
        return part === 'street' || part === 'city' ? `${marker} ${part}` : typed
      default:
        return typed
    }
  }
  const fields = Object.fromEntries(
    Object.entries(intakeExamples.full.fields).map(([field, values]) =>
      values.length > 1 ? [field, values] : [field, [makeFindable(field, values[0] ?? '')]],
    ),
  )
  const writtenNumbers = numbers.flatMap((number) =>
    ['', ' ', '-'].map((between) => number.replace(' ', between)),
  )
  // The first letter of a word may become a capital on the way.
  return { fields, needles: [marker.slice(1), marker.slice(1).toUpperCase(), ...writtenNumbers] }
}

/** A text with everything in it that could be base64url decoded beside it. */
export const appendDecodedBase64url = (text: string): string =>
  text +
  (text.match(/[A-Za-z0-9_-]{8,}/g) ?? [])
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    .join('\n')
