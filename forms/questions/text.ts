import { sameInEveryLanguage } from '../language.ts'
import { MAX_LINE_CHARACTERS, plainTextSchema } from './plain-text.ts'
import type { QuestionBase, QuestionKind } from './question-base.ts'

export interface TextQuestion extends QuestionBase {
  readonly kind: 'text'
  readonly max?: number
}

export const textKind: QuestionKind<TextQuestion, string> = {
  parts: [''],
  schema: ({ max = MAX_LINE_CHARACTERS }) => plainTextSchema({ max }),
  readBack: (_, answer) => [sameInEveryLanguage(answer)],
}
