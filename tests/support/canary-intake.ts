import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { everyQuestion } from '../../forms/form.ts'
import type { Fields } from '../../forms/questions/question-base.ts'

/**
 * An intake with something findable in every field that takes text, by a word that nothing else holds, and every form
 * each may be found in. Its phone numbers begin with `first`, like `555 3`.
 */
export function canaryIntake(word: string, first: string): { fields: Fields; needles: readonly string[] } {
  const kinds = new Map(everyQuestion(intake).map(({ name, question }) => [name, question.kind]))
  const numbers: string[] = []
  const findable = (field: string, typed: string): string => {
    const [question = '', part = ''] = (field.split('/').at(-1) ?? '').split('-')
    switch (kinds.get(question)) {
      case 'name':
      case 'text':
      case 'longText':
        return part ? typed : `${word}${question}`
      case 'email':
        return `${word}-${question}@example.net`
      case 'phone':
        numbers.push(`${first}${100 + numbers.length}`)
        return `+1 613 ${numbers.at(-1)}`
      case 'address':
        return part === 'street' || part === 'city' ? `${word} ${part}` : typed
      default:
        return typed
    }
  }
  const fields = Object.fromEntries(
    Object.entries(intakeExamples.full.fields).map(([field, values]) =>
      values.length > 1 ? [field, values] : [field, [findable(field, values[0] ?? '')]],
    ),
  )
  const written = numbers.flatMap((number) => ['', ' ', '-'].map((between) => number.replace(' ', between)))
  // The first letter of a word may become a capital on the way.
  return { fields, needles: [word.slice(1), word.slice(1).toUpperCase(), ...written] }
}

/** A text with everything in it that could be base64url decoded beside it. */
export const readable = (text: string): string =>
  text +
  (text.match(/[A-Za-z0-9_-]{8,}/g) ?? [])
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    .join('\n')
