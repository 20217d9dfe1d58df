import { toUntranslatedWording } from '../language.ts'
import { createPlainTextSchema, tidyLongText } from './plain-text.ts'
import type { QuestionBase, QuestionKind } from './question-base.ts'

/** Some paragraphs of text. */
export interface LongTextQuestion extends QuestionBase {
  readonly kind: 'longText'
  readonly max?: number
}

/** About three pages; more is better told in person. */
const MAX_LONG_TEXT_CHARACTERS = 5000

export const longTextQuestionKind: QuestionKind<LongTextQuestion, string> = {
  parts: [''],
  tidy: tidyLongText,
  schema: ({ max = MAX_LONG_TEXT_CHARACTERS }) => createPlainTextSchema({ max, lines: true }),
  readBack: (_, answer) => answer.split('\n').map(toUntranslatedWording),
}
