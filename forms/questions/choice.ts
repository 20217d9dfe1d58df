import * as z from 'zod/mini'
import { buildWording, type Wording } from '../language.ts'
import type { PageWords } from '../show-on-pages.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** An answer to choose, with an optional line of help beneath it. */
export type AnswerOption = Wording & { readonly hint?: PageWords<Wording> }
export type AnswerOptions = Readonly<Record<string, AnswerOption>>

/** A choice of one option. The answer is the option's key. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice'
  readonly options: AnswerOptions
}

export const choiceQuestionKind: QuestionKind<ChoiceQuestion, string> = {
  parts: [''],
  schema: ({ options }) =>
    z.pipe(
      z.string(),
      z.transform((key, context) =>
        Object.hasOwn(options, key) ? key : addProblemIssue(context, unknownOptionProblemWording),
      ),
    ),
  readBack: ({ options }, answer) => getChosenWordings(options, [answer]),
}

/** The words of the chosen options, in the order they were offered. */
export const getChosenWordings = (options: AnswerOptions, chosen: readonly string[]): Wording[] =>
  Object.entries(options).flatMap(([key, option]) =>
    chosen.includes(key) ? [buildWording((language) => option[language])] : [],
  )

export const unknownOptionProblemWording: Wording = {
  en: 'Choose from the answers shown',
  fr: 'Choisissez parmi les réponses proposées',
}
