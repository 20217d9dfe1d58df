import { sameInEveryLanguage } from '../language.ts'
import { MAX_LINE_CHARACTERS, plainTextSchema } from './plain-text.ts'
import type { QuestionBase, QuestionKind } from './question-base.ts'

/** A person's name, in one field. It is never judged: names have any letters, any length and any number of parts. */
export interface NameQuestion extends QuestionBase {
  readonly kind: 'name'
}

export const nameKind: QuestionKind<NameQuestion, string> = {
  parts: [''],
  schema: () => plainTextSchema({ max: MAX_LINE_CHARACTERS }),
  readBack: (_, answer) => [sameInEveryLanguage(answer)],
}
