import { toUntranslatedWording } from '../language.ts'
import { createPlainTextSchema, MAX_LINE_CHARACTERS, tidyLine } from './plain-text.ts'
import type { QuestionBase, QuestionKind } from './question-base.ts'

export interface TextQuestion extends QuestionBase {
  readonly kind: 'text'
  readonly max?: number
}

export const textQuestionKind: QuestionKind<TextQuestion, string> = {
  parts: [''],
  tidy: tidyLine,
  schema: ({ max = MAX_LINE_CHARACTERS }) => createPlainTextSchema({ max }),
  readBack: (_, answer) => [toUntranslatedWording(answer)],
}
