import * as z from 'zod'
import type { Wording } from '../language.ts'
import { type AnswerOptions, getChosenWordings, unknownOptionProblem } from './choice.ts'
import { type QuestionBase, type QuestionKind, reportProblem } from './question-base.ts'

/** A choice of several options. The answer is a list of the keys that were ticked. */
export interface ChoicesQuestion extends QuestionBase {
  readonly kind: 'choices'
  readonly options: AnswerOptions
  /** The error message when some options are not ticked. Without it, any number may be ticked. */
  readonly every?: Wording
}

export const choicesKind: QuestionKind<ChoicesQuestion, readonly string[]> = {
  parts: [''],
  many: true,
  schema: ({ options, every }) =>
    z.array(z.string()).transform((keys, context) => {
      if (!keys.every((key) => Object.hasOwn(options, key)))
        return reportProblem(context, unknownOptionProblem)
      const ticked = new Set(keys)
      return every && ticked.size < Object.keys(options).length ? reportProblem(context, every) : [...ticked]
    }),
  readBack: ({ options }, answer) => getChosenWordings(options, answer),
}
