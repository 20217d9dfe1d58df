import type { Language } from './language.ts'
import type { AskedSection } from './parse.ts'
import { wordsOf } from './questions/choice.ts'
import { insteadField, kindOf } from './questions/index.ts'
import { insteadOptions } from './questions/question-base.ts'

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
export function summarise(
  asked: readonly AskedSection[],
  answers: Readonly<Record<string, unknown>>,
  language: Language,
): SummarySection[] {
  return asked.map(({ slug, title, questions, repeats, item }) => {
    const own = item === undefined ? answers : itemAnswers(answers[slug], item)
    return {
      slug,
      title: repeats && item !== undefined ? `${repeats.one[language]} ${item}` : title[language],
      ...(item !== undefined && { item }),
      rows: Object.entries(questions).map(([question, declared]) => ({
        question,
        label: declared.label[language],
        lines: [
          ...(own[question] === undefined ? [] : kindOf(declared).readBack(declared, own[question])),
          ...wordsOf(insteadOptions, (own[insteadField(question)] ?? []) as readonly string[]),
        ].map((line) => line[language]),
      })),
    }
  })
}

const itemAnswers = (list: unknown, item: number): Readonly<Record<string, unknown>> =>
  (list as readonly Readonly<Record<string, unknown>>[] | undefined)?.[item - 1] ?? {}

/** What stands where nothing was answered. */
export const notAnswered = { en: 'Not answered', fr: 'Sans réponse' } as const satisfies Record<
  Language,
  string
>
