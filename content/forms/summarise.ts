import type { Language } from '../language.ts'
import { kindOf } from '../questions/index.ts'
import type { Section } from './form.ts'

/** One question as it was asked and how it was answered; no lines when it was left empty. */
export interface SummaryRow {
  readonly question: string
  readonly label: string
  readonly lines: readonly string[]
}

export interface SummarySection {
  readonly slug: string
  readonly title: string
  readonly rows: readonly SummaryRow[]
}

/** What was asked and answered, in order, in a language. Nothing else in the project formats an answer. */
export function summarise(
  asked: readonly Section[],
  answers: Readonly<Record<string, unknown>>,
  language: Language,
): SummarySection[] {
  return asked.map(({ slug, title, questions }) => ({
    slug,
    title: title[language],
    rows: Object.entries(questions).map(([question, declared]) => ({
      question,
      label: declared.label[language],
      lines:
        answers[question] === undefined
          ? []
          : kindOf(declared)
              .readBack(declared, answers[question])
              .map((line) => line[language]),
    })),
  }))
}

/** What stands where nothing was answered. */
export const notAnswered = { en: 'Not answered', fr: 'Sans réponse' } as const satisfies Record<
  Language,
  string
>
