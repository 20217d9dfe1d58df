import * as z from 'zod'
import { buildWording, type Wording } from '../language.ts'
import { type QuestionBase, type QuestionKind, reportProblem } from './question-base.ts'

/** One answer to choose from: its words, and a line of help beneath. */
export type AnswerOption = Wording & { readonly hint?: Wording }
export type AnswerOptions = Readonly<Record<string, AnswerOption>>

/** One of a few. The answer is the option's key. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice'
  readonly options: AnswerOptions
}

export const choiceKind: QuestionKind<ChoiceQuestion, string> = {
  parts: [''],
  schema: ({ options }) =>
    z
      .string()
      .transform((key, context) =>
        Object.hasOwn(options, key) ? key : reportProblem(context, unknownOptionProblem),
      ),
  readBack: ({ options }, answer) => getChosenWordings(options, [answer]),
}

/** What the chosen options say, in the order they were offered. */
export const getChosenWordings = (options: AnswerOptions, chosen: readonly string[]): Wording[] =>
  Object.entries(options).flatMap(([key, option]) =>
    chosen.includes(key) ? [buildWording((language) => option[language])] : [],
  )

export const unknownOptionProblem: Wording = {
  en: 'Choose from the answers shown',
  fr: 'Choisissez parmi les réponses proposées',
}
