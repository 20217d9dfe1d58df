import { newerPageWording } from '../../content/site/wording.ts'
import { type Form, type Section, toStoredFields } from '../../forms/form.ts'
import { type FormFields, isSameField } from '../../forms/form-fields.ts'
import { appendColon, buildWording, type Language, localisePath, quoteText } from '../../forms/language.ts'
import { type FieldProblem, parseAnswersSoFar } from '../../forms/parse.ts'
import { getQuestionFieldNames, type Question } from '../../forms/questions/index.ts'
import { notAnsweredWording, summariseAnswers } from '../../forms/summarise.ts'
import type { Context } from '../http/context.ts'
import { tryOrLog } from '../http/try-or-log.ts'
import { loadUnsealedDraft, type NewerPage } from './draft.ts'
import type { CookieDraftState } from './draft-cookie.ts'
import {
  type FormPage,
  getFormPagePath,
  getReturnToCheckQuery,
  respondWithSectionPage,
} from './section-page.ts'

/**
 * Shows a page that was saved elsewhere since it was opened: with what was just typed, and beside each question that
 * differs the newer answer, which is kept. Saving again replaces it.
 */
export async function respondWithNewerPage(
  c: Context,
  page: FormPage,
  typed: FormFields,
  newer: NewerPage,
  cookieDraft: CookieDraftState,
): Promise<Response> {
  const { section, item } = page
  // Answers on other pages decide which questions are shown. Without them the page still lists what differs.
  const draft =
    typeof cookieDraft === 'string' ? undefined : await tryOrLog(c, loadUnsealedDraft(c, cookieDraft))
  const saved = draft === undefined || draft === 'error' ? {} : draft.fields
  return respondWithSectionPage(c, page, {
    fields: { ...saved, ...toStoredFields(section, item, typed) },
    revision: String(newer.revision),
    notice: newerPageWording[newer.fields ? 'changed' : 'removed'],
    problems: newer.fields ? listDifferences(page, typed, newer.fields) : [],
    problemHref: ({ field }) =>
      field === ''
        ? `${localisePath(c.get('language'), getFormPagePath(page))}${getReturnToCheckQuery(c)}`
        : `#${field}`,
    status: 409,
  })
}

/** Lists the newer answers that differ from what was typed, and last the link to the page as it is saved. */
function listDifferences({ form, section }: FormPage, typed: FormFields, newer: FormFields): FieldProblem[] {
  const answerOf = createAnswerReader(form, section, newer)
  const differing = Object.entries(section.questions).flatMap(([question, declared]) => {
    const field = getQuestionFieldNames(question, declared).find(
      (name) => !isSameField(typed[name], newer[name]),
    )
    const wording = buildWording((language) => {
      const label = quoteText(declared.label[language], language)
      return `${appendColon(`${newerPageWording.answer[language]} ${label}`, language)} ${answerOf(question, language)}`
    })
    return field === undefined ? [] : [{ section: section.slug, question, field, wording }]
  })
  const { slug } = section
  return [...differing, { section: slug, question: '', field: '', wording: newerPageWording.openAgain }]
}

/** Reads saved answers back. A question whose condition does not hold any more still has its answer. */
function createAnswerReader(form: Form, { slug, title, questions }: Section, saved: FormFields) {
  const unconditional = Object.fromEntries(
    Object.entries(questions).map(([name, { when: _, ...question }]) => [name, question as Question]),
  )
  const { answers, asked } = parseAnswersSoFar(
    { ...form, sections: [{ slug, title, questions: unconditional }] },
    saved,
  )
  return (question: string, language: Language): string => {
    const rows = summariseAnswers(asked, answers, language)[0]?.rows
    const { lines = [] } = rows?.find((row) => row.question === question) ?? {}
    return lines.join(', ') || notAnsweredWording[language]
  }
}
