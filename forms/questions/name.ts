import { toUntranslatedWording } from '../language.ts'
import { createPlainTextSchema, MAX_LINE_CHARACTERS } from './plain-text.ts'
import type { QuestionBase, QuestionKind } from './question-base.ts'

/** A person's name, in one field. It is never judged: names have any letters, any length and any number of parts. */
export interface NameQuestion extends QuestionBase {
  readonly kind: 'name'
}

export const nameQuestionKind: QuestionKind<NameQuestion, string> = {
  parts: [''],
  schema: () => createPlainTextSchema({ max: MAX_LINE_CHARACTERS }),
  readBack: (_, answer) => [toUntranslatedWording(answer)],
}
