import { intake } from '../../content/forms/intake/index.ts'
import { everyQuestion } from '../../forms/form.ts'
import { fieldNames, type Question } from '../../forms/questions/index.ts'
import type { Fields } from '../../forms/questions/question-base.ts'

/**
 * An example's answers as another family's: the same story, told by and about people whom no other file knows. All
 * tests share one practice, which recognises a family that writes twice.
 */
export function anotherFamily(fields: Fields): Fields {
  const word = newWord()
  return Object.fromEntries(
    Object.entries(fields).map(([field, values]) => [
      field,
      values.map((value) => (value === '' ? value : renamed(questionOf(field), value, word))),
    ]),
  )
}

/** What tells people apart is changed, all else kept. */
function renamed(question: Question | undefined, value: string, word: string): string {
  if (!question?.match) return value
  if (question.kind === 'name') return `${word} ${value}`
  if (question.kind === 'email') return `${word}.${value}`
  return question.kind === 'phone' ? newPhone() : value
}

/** The question a field belongs to; `children/01/childName` to that of one child. */
const questionOf = (field: string): Question | undefined => questions.get(field.split('/').at(-1) ?? field)

const questions = new Map(
  everyQuestion(intake).flatMap(({ name, question }) =>
    fieldNames(name, question).map((field) => [field, question] as const),
  ),
)

const newWord = (): string =>
  String.fromCharCode(...crypto.getRandomValues(new Uint8Array(9)).map((byte) => 97 + (byte % 26)))

/** A number that can be dialled in form only. */
function newPhone(): string {
  const [area = 0, line = 0] = crypto.getRandomValues(new Uint32Array(2))
  return `${200 + (area % 790)} 555 ${String(line % 10_000).padStart(4, '0')}`
}
