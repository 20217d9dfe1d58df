import * as z from 'zod'
import { chooseOne, type Options, wordsOf } from './choice.ts'
import { type Asked, type Kind, report } from './question-base.ts'

/** Yes, no, or the honest third answer. */
export interface YesNoNotSure extends Asked {
  readonly kind: 'yesNoNotSure'
}
export type YesNoNotSureAnswer = 'yes' | 'no' | 'not-sure'

export const yesNoNotSureOptions = {
  yes: { en: 'Yes', fr: 'Oui' },
  no: { en: 'No', fr: 'Non' },
  'not-sure': { en: 'I’m not sure', fr: 'Je ne sais pas trop' },
} as const satisfies Options

export const yesNoNotSure: Kind<YesNoNotSure, YesNoNotSureAnswer> = {
  parts: [''],
  schema: () => z.string().transform((key, context) => (isAnswer(key) ? key : report(context, chooseOne))),
  readBack: (_, answer) => wordsOf(yesNoNotSureOptions, [answer]),
}

const isAnswer = (key: string): key is YesNoNotSureAnswer => Object.hasOwn(yesNoNotSureOptions, key)
