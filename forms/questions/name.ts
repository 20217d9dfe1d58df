import { sameInEveryLanguage } from '../language.ts'
import { MAX_LINE_CHARACTERS, plainTextSchema } from './plain-text.ts'
import type { QuestionBase, QuestionKind } from './question-base.ts'

/** A person's name, in one field and never judged: names have any letters, length and number of parts. */
export interface NameQuestion extends QuestionBase {
  readonly kind: 'name'
}

export const nameKind: QuestionKind<NameQuestion, string> = {
  parts: [''],
  schema: () => plainTextSchema({ max: MAX_LINE_CHARACTERS }),
  readBack: (_, answer) => [sameInEveryLanguage(answer)],
}
