import * as z from 'zod'
import type { Wording } from '../language.ts'
import { chooseOne, type Options, wordsOf } from './choice.ts'
import { type Asked, type Kind, report } from './question-base.ts'

/** Any of a few. The answer is the keys of the options ticked. */
export interface Choices extends Asked {
  readonly kind: 'choices'
  readonly options: Options
  /** The sentence a person reads when some are not ticked. Without one, any few may be. */
  readonly every?: Wording
}

export const choices: Kind<Choices, readonly string[]> = {
  parts: [''],
  many: true,
  schema: ({ options, every }) =>
    z.array(z.string()).transform((keys, context) => {
      if (!keys.every((key) => Object.hasOwn(options, key))) return report(context, chooseOne)
      const ticked = new Set(keys)
      return every && ticked.size < Object.keys(options).length ? report(context, every) : [...ticked]
    }),
  readBack: ({ options }, answer) => wordsOf(options, answer),
}
