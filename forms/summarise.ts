import type { Language } from './language.ts'
import type { ShownSection } from './parse.ts'
import { getChosenWordings } from './questions/choice.ts'
import { getOptOutFieldName, getQuestionKind } from './questions/index.ts'
import { optOutOptions } from './questions/question-base.ts'

/** A question as it was asked, and its answer as lines of text; no lines when it was left empty. */
export interface SummaryRow {
  readonly question: string
  readonly label: string
  readonly lines: readonly string[]
}

/** The answers of one section, or of one item of a section that repeats. */
export interface SummarySection {
  readonly slug: string
  readonly title: string
  /** The number of the item that was asked about, from 1; absent when the section does not repeat. */
  readonly item?: number
  readonly rows: readonly SummaryRow[]
}

/**
 * Lists what was asked and answered, in the order of the form, in one language. Nothing else in the project formats
 * an answer. `asked` and `answers` come from `parseForm` or `parseAnswersSoFar`.
 */
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
            (sectionAnswers[getOptOutFieldName(question)] ?? []) as readonly string[],
          ),
        ].map((line) => line[language]),
      })),
    }
  })
}

const getItemAnswers = (list: unknown, item: number): Readonly<Record<string, unknown>> =>
  (list as readonly Readonly<Record<string, unknown>>[] | undefined)?.[item - 1] ?? {}

/** Stands in place of an answer that was left empty. */
export const notAnsweredWording = { en: 'Not answered', fr: 'Sans réponse' } as const satisfies Record<
  Language,
  string
>
