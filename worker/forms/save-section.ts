import { formNoticeWording } from '../../content/site/wording.ts'
import { clearDraftListItem } from '../../db/drafts.ts'
import { toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Wording } from '../../forms/language.ts'
import { listSectionsNotAtSending } from '../../forms/progress.ts'
import type { Context } from '../http/context.ts'
import { logRateLimited, mayBeginDraft } from '../http/rate-limit.ts'
import { getPressedButton, PRESSED_BUTTON_FIELD, type ReadForm } from '../http/read-form.ts'
import { parsePostedSection } from '../http/read-section.ts'
import { redirectTo } from '../http/redirect.ts'
import { tryOrLog } from '../http/try-or-log.ts'
import { loadUnsealedDraft, saveSectionOrBeginDraft } from './draft.ts'
import { type CookieDraftState, clearDraftCookie, readCookieDraftState } from './draft-cookie.ts'
import type { RegisteredForm } from './registered-form.ts'
import {
  type FormPage,
  getFormPagePath,
  getReturnToCheckQuery,
  respondWithSectionPage,
} from './section-page.ts'

/** Saves a posted page, or removes the item that the page is about from its list. */
export async function postSection(
  c: Context,
  registered: RegisteredForm,
  page: FormPage,
  posted: ReadForm,
): Promise<Response> {
  const { form, section, item } = page
  const cookieDraft = await readCookieDraftState(c, form.id)
  // Only the page of an item has buttons with a name. The key Enter presses none in some browsers, and means to save.
  const { [PRESSED_BUTTON_FIELD]: pressed, ...fields } = posted.fields
  const button = item !== undefined && pressed ? getPressedButton(posted, ['save', 'remove']) : 'save'
  if (button === 'remove') return removeItem(c, page, cookieDraft)
  const read = { fields, damaged: posted.damaged || button === undefined }
  const reading = parsePostedSection(c, { form: form.id, section }, read)
  if (reading.ok) return saveSectionAndRespond(c, registered, page, reading.fields, cookieDraft)
  const typed = toStoredFields(section, item, reading.fields)
  if (reading.reason !== 'to_mend') {
    const notice = formNoticeWording[reading.reason === 'damaged' ? 'damagedText' : 'repeatedField']
    return respondWithSectionPage(c, page, { fields: typed, notice, status: 400 })
  }
  // Answers on earlier pages decide which questions are shown. Without them the page still lists what to mend.
  const earlier =
    typeof cookieDraft === 'string' ? undefined : await tryOrLog(c, loadUnsealedDraft(c, cookieDraft))
  const all = { ...(earlier !== 'error' && earlier?.fields), ...typed }
  return respondWithSectionPage(c, page, { fields: all, problems: reading.problems, status: 422 })
}

/**
 * Saves a valid page and redirects to the next one. Otherwise shows the page again, with what is wrong and everything
 * that was typed.
 */
export async function saveSectionAndRespond(
  c: Context,
  registered: RegisteredForm,
  page: FormPage,
  fields: FormFields,
  cookieDraft: CookieDraftState,
): Promise<Response> {
  const { form, section, item } = page
  const showAgain = (notice: Wording, status: 410 | 429 | 500) =>
    respondWithSectionPage(c, page, { fields: toStoredFields(section, item, fields), notice, status })
  if (cookieDraft === 'none' && !(await mayBeginDraft(c))) {
    logRateLimited(c)
    return showAgain(formNoticeWording.tooMany, 429)
  }
  const maxItems = item === undefined ? undefined : section.repeats?.most
  const input = {
    section: section.slug,
    fields,
    ...(item !== undefined && { item }),
    ...(maxItems !== undefined && { maxItems }),
  }
  const saved =
    cookieDraft !== 'invalid' &&
    (await tryOrLog(c, saveSectionOrBeginDraft(c, registered, input, cookieDraft)))
  if (saved === 'error') return showAgain(formNoticeWording.notSaved, 500)
  if (saved) return redirectTo(c, nextPagePath(c, page))
  // The list is full or the draft is missing; loading the draft tells which.
  const stillThere =
    item === undefined || typeof cookieDraft === 'string'
      ? undefined
      : await loadUnsealedDraft(c, cookieDraft)
  if (stillThere) return showAgain(formNoticeWording.listFull, 429)
  clearDraftCookie(c, form.id)
  return showAgain(formNoticeWording.draftMissing, 410)
}

/** Removes an item from its list. An item that is not in the list counts as removed. */
async function removeItem(c: Context, page: FormPage, cookieDraft: CookieDraftState): Promise<Response> {
  const { form, section, item } = page
  if (typeof cookieDraft === 'object')
    await clearDraftListItem(c.get('env').db, cookieDraft.id, `${section.slug}/${item}`)
  return redirectTo(c, `${getFormPagePath({ form, section })}${getReturnToCheckQuery(c)}`)
}

/**
 * The page that follows: the list after an item, the next section after a section, and the check after the last section
 * or after a change made from the check.
 */
function nextPagePath(c: Context, { form, section, item }: FormPage): string {
  if (item !== undefined) return `${getFormPagePath({ form, section })}${getReturnToCheckQuery(c)}`
  const all = listSectionsNotAtSending(form)
  const next = all[all.indexOf(section) + 1]
  return `/${form.id}/${next && !getReturnToCheckQuery(c) ? next.slug : 'check'}/`
}
