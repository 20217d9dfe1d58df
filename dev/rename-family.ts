import { intakeForm } from '../content/forms/intake/index.ts'
import { listQuestionsWithSections } from '../forms/form.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { getQuestionFieldNames, type Question } from '../forms/questions/index.ts'

/**
 * An example’s answers as another family’s: the same story, told by and about other people. `rename` gives what is
 * written instead of a name, an address or a number that tells people apart; `field` is the question’s, and `item` the
 * number of the child or order that it belongs to.
 */
export function renameFamilyFields(
  fields: FormFields,
  rename: (value: string, of: { question: Question; field: string; item: number | undefined }) => string,
): FormFields {
  return Object.fromEntries(
    Object.entries(fields).map(([path, values]) => {
      const [field = path, item] = path.split('/').toReversed()
      const question = questionByField.get(field)
      // What is ticked instead of an answer tells nobody apart.
      const isUnchanged = !question?.match || field.endsWith('-instead')
      return [
        path,
        values.map((value) =>
          isUnchanged || value === ''
            ? value
            : rename(value, { question, field, item: (item && Number(item)) || undefined }),
        ),
      ]
    }),
  )
}

const questionByField = new Map(
  listQuestionsWithSections(intakeForm).flatMap(({ name, question }) =>
    getQuestionFieldNames(name, question).map((field) => [field, question] as const),
  ),
)
