import * as z from 'zod/mini'
import { type AnswerOptions, getChosenWordings, unknownOptionProblemWording } from './choice.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** A choice of yes, no and not sure. */
export interface YesNoNotSureQuestion extends QuestionBase {
  readonly kind: 'yesNoNotSure'
}
export type YesNoNotSureAnswer = 'yes' | 'no' | 'not-sure'

export const yesNoNotSureOptions = {
  yes: { en: 'Yes', fr: 'Oui' },
  no: { en: 'No', fr: 'Non' },
  'not-sure': { en: 'I’m not sure', fr: 'Je ne sais pas trop' },
} as const satisfies AnswerOptions

export const yesNoNotSureQuestionKind: QuestionKind<YesNoNotSureQuestion, YesNoNotSureAnswer> = {
  parts: [''],
  schema: () =>
    z.pipe(
      z.string(),
      z.transform((key, context) =>
        isYesNoNotSureAnswer(key) ? key : addProblemIssue(context, unknownOptionProblemWording),
      ),
    ),
  readBack: (_, answer) => getChosenWordings(yesNoNotSureOptions, [answer]),
}

const isYesNoNotSureAnswer = (key: string): key is YesNoNotSureAnswer =>
  Object.hasOwn(yesNoNotSureOptions, key)
