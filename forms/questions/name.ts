import * as z from 'zod/mini'
import { hasLetterOrDigit } from '../blank-text.ts'
import { toUntranslatedWording, type Wording } from '../language.ts'
import { createPlainTextSchema, MAX_LINE_CHARACTERS, tidyLine } from './plain-text.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** A person's name, in one field. It is never judged: names have any letters, any length and any number of parts. */
export interface NameQuestion extends QuestionBase {
  readonly kind: 'name'
  /** The error message when a name that signs has no letter and no digit. Any other name may be any sign. */
  readonly signs?: Wording
}

export const nameQuestionKind: QuestionKind<NameQuestion, string> = {
  parts: [''],
  tidy: tidyLine,
  schema: ({ signs }) =>
    z.pipe(
      createPlainTextSchema({ max: MAX_LINE_CHARACTERS }),
      z.transform((name, context) =>
        signs && !hasLetterOrDigit(name) ? addProblemIssue(context, signs) : name,
      ),
    ),
  readBack: (_, answer) => [toUntranslatedWording(answer)],
}
