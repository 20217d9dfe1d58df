import * as z from 'zod'
import { type AnswerOptions, getChosenWordings, unknownOptionProblem } from './choice.ts'
import { type QuestionBase, type QuestionKind, reportProblem } from './question-base.ts'

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

export const yesNoNotSureKind: QuestionKind<YesNoNotSureQuestion, YesNoNotSureAnswer> = {
  parts: [''],
  schema: () =>
    z
      .string()
      .transform((key, context) =>
        isYesNoNotSureAnswer(key) ? key : reportProblem(context, unknownOptionProblem),
      ),
  readBack: (_, answer) => getChosenWordings(yesNoNotSureOptions, [answer]),
}

const isYesNoNotSureAnswer = (key: string): key is YesNoNotSureAnswer =>
  Object.hasOwn(yesNoNotSureOptions, key)
