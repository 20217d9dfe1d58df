import { type FilledPage, type Form, listPagesWithVisibleQuestions, listRevealedQuestions } from './form.ts'
import type { FormFields } from './form-fields.ts'
import type { Language, Wording } from './language.ts'
import type { Question } from './questions/index.ts'
import { optOutOptions } from './questions/question-base.ts'
import { yesNoNotSureOptions } from './questions/yes-no-not-sure.ts'

/** What a page of a form takes: the questions it asks, and the words there are to read. */
export interface PageEstimate {
  readonly slug: string
  readonly half: 'first' | 'second'
  readonly questions: number
  readonly words: number
  /** The time to read the words and to answer the questions. */
  readonly seconds: number
}

/**
 * Estimates each page that a parent with these answers sees, in order, without the page that sends the form. A list and
 * the pages of its items count as one page.
 */
export function estimatePages(form: Form, fields: FormFields, language: Language): PageEstimate[] {
  const pages = listPagesWithVisibleQuestions(form, fields)
  return form.sections
    .filter(({ atSending }) => !atSending)
    .map(({ slug, half, title, lead }): PageEstimate => {
      const own = pages.filter(({ section }) => section.slug === slug)
      const wordings = [title, ...(lead ? [lead] : []), ...own.flatMap((page) => listWordings(form, page))]
      const words = wordings.reduce((sum, wording) => sum + countWords(wording[language]), 0)
      const questions = own.reduce((sum, { asked }) => sum + asked.size, 0)
      const seconds = questions * SECONDS_PER_QUESTION + (words / WORDS_PER_MINUTE) * 60
      return { slug, half: half ?? 'first', questions, words, seconds }
    })
}

/** The time that pages take, in whole minutes and rounded up. */
export const sumMinutes = (pages: readonly PageEstimate[]): number =>
  Math.ceil(pages.reduce((sum, { seconds }) => sum + seconds, 0) / 60)

/** The time to answer a question once it is read. */
const SECONDS_PER_QUESTION = 10
/** Slower than most people read for pleasure (about 240; Brysbaert 2019), since these words are read under strain. */
const WORDS_PER_MINUTE = 200

/** Lists what a page says to a parent with these answers: its questions, and the notes whose condition holds. */
function listWordings(form: Form, { section, fields, asked }: FilledPage): Wording[] {
  const revealed = listRevealedQuestions(form, section, fields)
  const notes = (section.notes ?? []).filter((_, index) => revealed.has(`note-${index}`))
  return [
    ...notes.flatMap(({ title, lines, link }) => [
      ...(title ? [title] : []),
      ...lines,
      ...(link ? [link.label] : []),
    ]),
    ...Object.entries(section.questions).flatMap(([name, question]) =>
      asked.has(name) ? listQuestionWordings(question) : [],
    ),
  ]
}

function listQuestionWordings(question: Question): Wording[] {
  const options: Record<string, Wording & { readonly hint?: Wording }> =
    'options' in question ? question.options : question.kind === 'yesNoNotSure' ? yesNoNotSureOptions : {}
  return [
    question.label,
    ...(question.hint ? [question.hint] : []),
    ...Object.values(options).flatMap((option) => [option, ...(option.hint ? [option.hint] : [])]),
    ...(question.optOuts ?? []).map((key) => optOutOptions[key]),
  ]
}

const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
