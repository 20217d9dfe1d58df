import * as z from 'zod/mini'
import type { Wording } from '../language.ts'
import { type AnswerOptions, getChosenWordings, unknownOptionProblemWording } from './choice.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** A choice of several options. The answer is a list of the keys that were ticked. */
export interface ChoicesQuestion extends QuestionBase {
  readonly kind: 'choices'
  readonly options: AnswerOptions
  /** The error message when some options are not ticked. Without it, any number may be ticked. */
  readonly every?: Wording
}

export const choicesQuestionKind: QuestionKind<ChoicesQuestion, readonly string[]> = {
  parts: [''],
  many: true,
  schema: ({ options, every }) =>
    z.pipe(
      z.array(z.string()),
      z.transform((keys, context) => {
        if (!keys.every((key) => Object.hasOwn(options, key)))
          return addProblemIssue(context, unknownOptionProblemWording)
        const ticked = new Set(keys)
        return every && ticked.size < Object.keys(options).length
          ? addProblemIssue(context, every)
          : [...ticked]
      }),
    ),
  readBack: ({ options }, answer) => getChosenWordings(options, answer),
}
