import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { listQuestionsWithSections } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'

/**
 * An intake with findable text in every field that takes text, and every form in which that text may appear. Names and
 * texts contain `marker`, which occurs nowhere else. Phone numbers begin with `phonePrefix`: `555 3`.
 */
export function createCanaryIntake(
  marker: string,
  phonePrefix: string,
): { fields: FormFields; needles: readonly string[] } {
  const kinds = new Map(
    listQuestionsWithSections(intakeForm).map(({ name, question }) => [name, question.kind]),
  )
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
        if (part) return typed
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
  // The first letter may become a capital on the way, so it is not searched for.
  return { fields, needles: [marker.slice(1), marker.slice(1).toUpperCase(), ...writtenNumbers] }
}

/** Appends to a text everything in it that can be decoded as base64url. */
export const appendDecodedBase64url = (text: string): string =>
  text +
  (text.match(/[A-Za-z0-9_-]{8,}/g) ?? [])
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    .join('\n')
