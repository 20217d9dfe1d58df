import type { Language } from './language.ts'
import type { ShownSection } from './parse.ts'
import { getChosenWordings } from './questions/choice.ts'
import { getOptOutFieldName, getQuestionKind, type Question } from './questions/index.ts'
import { optOutOptions } from './questions/question-base.ts'

/** A question as it was asked, and its answer as lines of text; no lines when it was left empty. */
export interface SummaryRow {
  readonly question: string
  readonly label: string
  readonly lines: readonly string[]
  /**
   * The answer as it is stored, where it is a date (`2014-XX-XX` if only a part is known) or the one option that was chosen:
   * for an age that is computed from it, or a colour. It is never shown.
   */
  readonly value?: string | undefined
  /** The options that were chosen as they are stored, where there may be several: to compare them with another choice. */
  readonly chosen?: readonly string[] | undefined
}

/** The answers of one section, or of one item of a section that repeats. */
export interface SummarySection {
  readonly slug: string
  readonly title: string
  /** The number of the item that was asked about, from 1; absent when the section does not repeat. */
  readonly item?: number | undefined
  /** The title of the section as a whole, where it repeats: `title` names the item. */
  readonly listTitle?: string | undefined
  /** The slug of the section whose items are asked about once more here. */
  readonly itemsOf?: string | undefined
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
      ...(item !== undefined && { item, listTitle: title[language] }),
      ...(repeats?.itemsOf !== undefined && { itemsOf: repeats.itemsOf }),
      rows: Object.entries(questions).map(([question, declared]) =>
        summariseQuestion(question, declared, sectionAnswers, language),
      ),
    }
  })
}

function summariseQuestion(
  question: string,
  declared: Question,
  sectionAnswers: Readonly<Record<string, unknown>>,
  language: Language,
): SummaryRow {
  const answer = sectionAnswers[question]
  const optOuts = (sectionAnswers[getOptOutFieldName(question)] ?? []) as readonly string[]
  return {
    question,
    label: declared.label[language],
    lines: [
      ...(answer === undefined ? [] : getQuestionKind(declared).readBack(declared, answer)),
      ...getChosenWordings(optOutOptions, optOuts),
    ].map((line) => line[language]),
    ...(KINDS_WITH_VALUE.has(declared.kind) && typeof answer === 'string' && { value: answer }),
    ...(declared.kind === 'choices' && Array.isArray(answer) && { chosen: answer }),
  }
}

const KINDS_WITH_VALUE: ReadonlySet<Question['kind']> = new Set(['date', 'choice', 'yesNoNotSure'])

const getItemAnswers = (list: unknown, item: number): Readonly<Record<string, unknown>> =>
  (list as readonly Readonly<Record<string, unknown>>[] | undefined)?.[item - 1] ?? {}

/** Stands in place of an answer that was left empty. */
export const notAnsweredWording = { en: 'Not answered', fr: 'Sans réponse' } as const satisfies Record<
  Language,
  string
>
