import type { Language } from './language.ts'
import type { ShownSection } from './parse.ts'
import { getChosenWordings } from './questions/choice.ts'
import { getQuestionKind, optOutFieldName } from './questions/index.ts'
import { optOutOptions } from './questions/question-base.ts'

/** One question as it was asked and how it was answered; no lines when it was left empty. */
export interface SummaryRow {
  readonly question: string
  readonly label: string
  readonly lines: readonly string[]
}

export interface SummarySection {
  readonly slug: string
  readonly title: string
  /** Its number among those the section repeats for, from 1. */
  readonly item?: number
  readonly rows: readonly SummaryRow[]
}

/** What was asked and answered, in order, in a language. Nothing else in the project formats an answer. */
export function summariseAnswers(
  asked: readonly ShownSection[],
  answers: Readonly<Record<string, unknown>>,
  language: Language,
): SummarySection[] {
  return asked.map(({ slug, title, questions, repeats, item }) => {
    const sectionAnswers = item === undefined ? answers : getItemAnswers(answers[slug], item)
    return {
      slug,
      title: repeats && item !== undefined ? `${repeats.one[language]} ${item}` : title[language],
      ...(item !== undefined && { item }),
      rows: Object.entries(questions).map(([question, declared]) => ({
        question,
        label: declared.label[language],
        lines: [
          ...(sectionAnswers[question] === undefined
            ? []
            : getQuestionKind(declared).readBack(declared, sectionAnswers[question])),
          ...getChosenWordings(
            optOutOptions,
            (sectionAnswers[optOutFieldName(question)] ?? []) as readonly string[],
          ),
        ].map((line) => line[language]),
      })),
    }
  })
}

const getItemAnswers = (list: unknown, item: number): Readonly<Record<string, unknown>> =>
  (list as readonly Readonly<Record<string, unknown>>[] | undefined)?.[item - 1] ?? {}

/** What is shown where nothing was answered. */
export const notAnsweredWording = { en: 'Not answered', fr: 'Sans réponse' } as const satisfies Record<
  Language,
  string
>
