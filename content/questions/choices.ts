import * as z from 'zod'
import { chooseOne, type Options, wordsOf } from './choice.ts'
import { type Asked, type Kind, report } from './question.ts'

/** Any of a few. The answer is the keys of the options ticked. */
export interface Choices extends Asked {
  readonly kind: 'choices'
  readonly options: Options
}

export const choices: Kind<Choices, readonly string[]> = {
  parts: [''],
  many: true,
  schema: ({ options }) =>
    z
      .array(z.string())
      .transform((keys, context) =>
        keys.every((key) => Object.hasOwn(options, key)) ? [...new Set(keys)] : report(context, chooseOne),
      ),
  readBack: ({ options }, answer) => wordsOf(options, answer),
}
