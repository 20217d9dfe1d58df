import * as z from 'zod/mini'
import { buildWording, quoteText, type Wording } from '../language.ts'
import { type AnswerOption, getChosenWordings, unknownOptionProblemWording } from './choice.ts'
import { addProblemIssue, type QuestionBase, type QuestionKind } from './question-base.ts'

/** An option to tick. One that stands alone says that no other is true: “Nothing yet”, “Any time”. */
export type TickedOption = AnswerOption & { readonly alone?: true }

/** A choice of several options. The answer is a list of the keys that were ticked. */
export interface ChoicesQuestion extends QuestionBase {
  readonly kind: 'choices'
  readonly options: Readonly<Record<string, TickedOption>>
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
        const alone = [...ticked].map((key) => options[key]).find((option) => option?.alone)
        if (alone && ticked.size > 1) return addProblemIssue(context, buildStandsAloneProblem(alone))
        return every && ticked.size < Object.keys(options).length
          ? addProblemIssue(context, every)
          : [...ticked]
      }),
    ),
  readBack: ({ options }, answer) => getChosenWordings(options, answer),
}

const buildStandsAloneProblem = (option: Wording): Wording =>
  buildWording((language) => `${quoteText(option[language], language)} ${standsAloneWording[language]}`)

const standsAloneWording: Wording = {
  en: 'goes with no other answer. Untick it, or untick the others',
  fr: 'ne va avec aucune autre réponse. Décochez cette case, ou décochez les autres',
}
