import { toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Context } from '../http/context.ts'
import { newerPageNotices } from '../http/notices.ts'
import { isFault, tryOrLog } from '../http/try-or-log.ts'
import { loadUnsealedDraft, type NewerPage } from './draft.ts'
import type { CookieDraftState } from './draft-cookie.ts'
import { buildNewerAnswerHref, listNewerAnswers } from './newer-answers.ts'
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
    typeof cookieDraft === 'string'
      ? undefined
      : await tryOrLog(c, loadUnsealedDraft(c, page.form, cookieDraft))
  const saved = draft === undefined || isFault(draft) ? {} : draft.fields
  return respondWithSectionPage(c, page, {
    fields: { ...saved, ...toStoredFields(section, item, typed) },
    revision: String(newer.revision),
    notice: newerPageNotices[newer.fields ? 'changed' : 'removed'],
    problems: newer.fields ? listNewerAnswers(section, typed, newer.fields) : [],
    problemHref: buildNewerAnswerHref(c, `${getFormPagePath(page)}${getReturnToCheckQuery(c)}`),
    status: 409,
  })
}
