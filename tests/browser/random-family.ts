import { intakeForm } from '../../content/forms/intake/index.ts'
import { listQuestionsWithSections } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { getQuestionFieldNames, type Question } from '../../forms/questions/index.ts'

/**
 * An example's answers as another family's: the same story, told by and about people who are in no other file. All
 * tests share one practice, which recognises a family that writes twice.
 */
export function createRandomFamilyFields(fields: FormFields): FormFields {
  const prefix = createRandomPrefix()
  return Object.fromEntries(
    Object.entries(fields).map(([field, values]) => [
      field,
      // What is ticked instead of an answer tells nobody apart.
      values.map((value) =>
        value === '' || field.endsWith('-instead')
          ? value
          : renameValue(findQuestionOfField(field), value, prefix),
      ),
    ]),
  )
}

/** Changes what tells people apart, and nothing else. */
function renameValue(question: Question | undefined, value: string, prefix: string): string {
  if (!question?.match) return value
  if (question.kind === 'name') return `${prefix} ${value}`
  if (question.kind === 'email') return `${prefix}.${value}`
  return question.kind === 'phone' ? createRandomPhone() : value
}

/** The question a field belongs to; `children/01/childName` to that of one child. */
const findQuestionOfField = (field: string): Question | undefined =>
  questionByField.get(field.split('/').at(-1) ?? field)

const questionByField = new Map(
  listQuestionsWithSections(intakeForm).flatMap(({ name, question }) =>
    getQuestionFieldNames(name, question).map((field) => [field, question] as const),
  ),
)

const createRandomPrefix = (): string =>
  String.fromCharCode(...crypto.getRandomValues(new Uint8Array(9)).map((byte) => 97 + (byte % 26)))

/** A number that can be dialled in form only. */
function createRandomPhone(): string {
  const [area = 0, line = 0] = crypto.getRandomValues(new Uint32Array(2))
  return `${200 + (area % 790)} 555 ${String(line % 10_000).padStart(4, '0')}`
}
