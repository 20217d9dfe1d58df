import * as z from 'zod'
import type { Wording } from '../language.ts'
import { type Asked, type Kind, report } from './question-base.ts'

/** One answer to choose from: its words, and a line of help beneath. */
export type Option = Wording & { readonly hint?: Wording }
export type Options = Readonly<Record<string, Option>>

/** One of a few. The answer is the option's key. */
export interface Choice extends Asked {
  readonly kind: 'choice'
  readonly options: Options
}

export const choice: Kind<Choice, string> = {
  parts: [''],
  schema: ({ options }) =>
    z.string().transform((key, context) => (Object.hasOwn(options, key) ? key : report(context, chooseOne))),
  readBack: ({ options }, answer) => wordsOf(options, [answer]),
}

/** What the chosen options say, in the order they were offered. */
export const wordsOf = (options: Options, chosen: readonly string[]): Wording[] =>
  Object.entries(options).flatMap(([key, { en, fr }]) => (chosen.includes(key) ? [{ en, fr }] : []))

export const chooseOne: Wording = {
  en: 'Choose from the answers shown',
  fr: 'Choisissez parmi les réponses proposées',
}
