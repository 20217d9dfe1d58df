import { clearDraftListItem } from '../../db/drafts.ts'
import { repeatAfterFault } from '../../db/retry.ts'
import {
  addUnprefixedItemFields,
  findSection,
  listRevealedQuestions,
  toStoredFields,
} from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { listFormerFieldNames } from '../../forms/formerly.ts'
import { listFirstHalfSections, listSecondHalfSections } from '../../forms/halves.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { Context } from '../http/context.ts'
import { formNotices, type Notice } from '../http/notices.ts'
import { logRateLimited, mayBeginDraft } from '../http/rate-limit.ts'
import {
  getPressedButton,
  isMadeFromDraft,
  PRESSED_BUTTON_FIELD,
  parsePageRevision,
  pickOnlyRevision,
  REVISION_FIELD,
  REVISION_WITHOUT_DRAFT,
  type ReadForm,
} from '../http/read-form.ts'
import { parsePostedSection, pickExpectedFields } from '../http/read-section.ts'
import { redirectTo } from '../http/redirect.ts'
import { setProbeCookie } from '../http/refused-cookie.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../http/try-or-log.ts'
import {
  askForInvitationCode,
  goesOnWithoutInvitation,
  markPageWithoutDraft,
  splitInvitationFields,
} from './begin-with-invitation.ts'
import {
  loadDraftAndCapacityForPage,
  loadUnsealedDraft,
  saveSectionOrBeginDraft,
  unsealNewerPage,
} from './draft.ts'
import { type CookieDraftState, clearDraftCookie, isSentDraft, readCookieDraftState } from './draft-cookie.ts'
import { respondWithNewerPage } from './newer-page.ts'
import type { RegisteredForm, RoomByProvince } from './registered-form.ts'
import {
  type FormPage,
  getFormPagePath,
  getPageRevision,
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
  const held = await readCookieDraftState(c, form.id)
  // After one was sent, the first page begins another.
  const cookieDraft = isSentDraft(held) && section === form.sections[0] ? 'none' : held
  // Only the page of an item has buttons with a name. The key Enter presses none in some browsers, and means to save.
  const {
    [PRESSED_BUTTON_FIELD]: pressed,
    [REVISION_FIELD]: _,
    ...fields
  } = splitInvitationFields(c, registered, posted.fields)
  if (cookieDraft === 'none' && isMadeFromDraft(posted))
    return respondWithForgottenDraftPage(c, registered, page, pickExpectedFields(section, fields))
  // However the page comes back, it says what it said when it was opened.
  if (cookieDraft === 'none') await markPageWithoutDraft(c, registered)
  const revision = pickOnlyRevision(posted)
  const button = item !== undefined && pressed ? getPressedButton(posted, ['save', 'remove']) : 'save'
  if (button === 'remove')
    return removeItem(c, page, { fields: pickExpectedFields(section, fields), revision }, cookieDraft)
  const read = { fields, damaged: posted.damaged || button === undefined }
  const reading = parsePostedSection(c, { form: form.id, section }, read)
  // A page that was open since before the form changed has fields that another page has now.
  const former = listFormerFieldNames(form, section.slug)
  const earlier = Object.fromEntries(Object.entries(fields).filter(([name]) => former.includes(name)))
  const saved = { ...reading.fields, ...earlier }
  if (reading.ok) return saveSectionAndRespond(c, registered, page, { fields: saved, revision }, cookieDraft)
  const typed = toStoredFields(section, item, reading.fields)
  if (reading.reason !== 'to_mend') {
    const notice = formNotices[reading.reason === 'damaged' ? 'damagedText' : 'repeatedField']
    return respondWithSectionPage(c, page, { fields: typed, revision, notice, status: 400 })
  }
  const { fields: earlierFields, ...room } = await loadEarlierFieldsAndRoom(c, registered, page, cookieDraft)
  const fieldsSoFar = { ...earlierFields, ...typed }
  const problems = listProblemsOfAskedQuestions(page, fieldsSoFar, reading.problems)
  if (problems.length === 0)
    return saveSectionAndRespond(c, registered, page, { fields: saved, revision }, cookieDraft)
  return respondWithSectionPage(c, page, { fields: fieldsSoFar, revision, problems, ...room, status: 422 })
}

/**
 * Shows a page of a draft whose cookie the browser no longer has, with everything typed. It begins another draft only when
 * the button is pressed once more: the earlier one may be opened by a code.
 */
export async function respondWithForgottenDraftPage(
  c: Context,
  registered: RegisteredForm,
  page: FormPage,
  fields: FormFields = {},
): Promise<Response> {
  setProbeCookie(c)
  await markPageWithoutDraft(c, registered)
  return respondWithSectionPage(c, page, {
    fields: toStoredFields(page.section, page.item, fields),
    revision: REVISION_WITHOUT_DRAFT,
    notice: formNotices.draftForgotten,
    status: 410,
  })
}

/** Lists the problems of those questions of a page that are asked, given everything typed so far on all pages. */
function listProblemsOfAskedQuestions(
  { form, section, item }: FormPage,
  fields: FormFields,
  problems: readonly FieldProblem[],
): FieldProblem[] {
  const pageFields = item === undefined ? fields : addUnprefixedItemFields(section, item, fields)
  const asked = listRevealedQuestions(form, section, pageFields)
  return problems.filter(({ question }) => asked.has(question))
}

/**
 * Loads the answers on all pages, which decide which questions a page shows, and for the first page whether there is room.
 * Gives none when they cannot be read, so that the page still comes back.
 */
async function loadEarlierFieldsAndRoom(
  c: Context,
  registered: RegisteredForm,
  { form, section }: FormPage,
  cookieDraft: CookieDraftState,
): Promise<{ readonly fields: FormFields; readonly roomByProvince?: RoomByProvince | undefined }> {
  const saysRoom = section === form.sections[0]
  if (typeof cookieDraft === 'string' && !saysRoom) return { fields: {} }
  const loaded = await tryOrLog(c, loadDraftAndCapacityForPage(c, registered, cookieDraft, saysRoom))
  if (isFault(loaded)) return { fields: {} }
  const { draft, capacity } = loaded
  return { fields: draft?.fields ?? {}, ...(capacity && { roomByProvince: capacity.roomByProvince }) }
}

/** What a page posts: its fields, and the revision it was made from. */
interface PostedPage {
  readonly fields: FormFields
  readonly revision: string | undefined
}

/**
 * Saves a valid page and redirects to the next one. Otherwise shows the page again, with what is wrong and everything
 * that was typed.
 */
export async function saveSectionAndRespond(
  c: Context,
  registered: RegisteredForm,
  page: FormPage,
  { fields, revision }: PostedPage,
  cookieDraft: CookieDraftState,
): Promise<Response> {
  const { form, section, item } = page
  const own = registered.withoutInvitation
  if (own && cookieDraft === 'none' && goesOnWithoutInvitation(c)) {
    const ownPage = { ...page, form: own.form, section: findSection(own.form, section.slug) ?? section }
    const answer = await saveSectionAndRespond(
      c,
      own,
      ownPage,
      { fields, revision },
      await readCookieDraftState(c, own.form.id),
    )
    const asksMore = Object.keys(ownPage.section.questions).length > Object.keys(section.questions).length
    return answer.status === 303 && asksMore ? redirectTo(c, getFormPagePath(ownPage)) : answer
  }
  const isList = section.repeats !== undefined && item === undefined
  const showAgain = (notice: Notice, status: 410 | 429 | 500 | 503, madeFrom = revision) =>
    respondWithSectionPage(c, page, {
      fields: toStoredFields(section, item, fields),
      revision: madeFrom,
      notice,
      status,
    })
  if (cookieDraft === 'none' && !(await mayBeginDraft(c))) {
    logRateLimited(c)
    return showAgain(formNotices.tooMany, 429)
  }
  const input = {
    section: section.slug,
    fields,
    ...(item !== undefined && { item }),
    conditions: isList
      ? { listMadeFrom: parsePageRevision(revision) }
      : { madeFrom: parsePageRevision(revision), maxItems: section.repeats?.most },
  }
  const saved =
    cookieDraft === 'invalid'
      ? 'refused'
      : await tryOrLog(c, saveSectionOrBeginDraft(c, registered, input, cookieDraft))
  if (isFault(saved)) return showAgain(formNotices.notSaved, HTTP_STATUS_BY_FAULT[saved])
  if (saved === 'invitation_closed') {
    askForInvitationCode(c)
    return showAgain(formNotices.invitationClosed, 410)
  }
  if (saved === 'saved') return redirectTo(c, nextPagePath(c, page))
  if (saved !== 'refused') return respondWithNewerPage(c, page, fields, saved, cookieDraft)
  // The list is full or was changed, or the draft is missing; loading the draft tells which.
  const stillThere =
    section.repeats === undefined || typeof cookieDraft === 'string'
      ? undefined
      : await loadUnsealedDraft(c, form, cookieDraft)
  if (stillThere && isList)
    return respondWithSectionPage(c, page, {
      fields: stillThere.fields,
      revision: getPageRevision(page, stillThere),
      notice: formNotices.listChanged,
      status: 409,
    })
  if (stillThere) return showAgain(formNotices.listFull, 429)
  clearDraftCookie(c, form.id)
  setProbeCookie(c)
  await markPageWithoutDraft(c, registered)
  return showAgain(formNotices.draftMissing, 410, REVISION_WITHOUT_DRAFT)
}

/** Removes an item from its list, unless it was changed. An item that is not in the list counts as removed. */
async function removeItem(
  c: Context,
  page: FormPage,
  { fields, revision }: PostedPage,
  cookieDraft: CookieDraftState,
): Promise<Response> {
  const { form, section, item } = page
  const name = `${section.slug}/${item}`
  const cleared =
    typeof cookieDraft === 'string'
      ? []
      : await tryOrLog(
          c,
          repeatAfterFault(() =>
            clearDraftListItem(
              c.get('env').db,
              cookieDraft.id,
              [name, ...listFollowingItems(page)],
              parsePageRevision(revision),
            ),
          ),
        )
  if (isFault(cleared))
    return respondWithSectionPage(c, page, {
      fields: toStoredFields(section, item, fields),
      revision,
      notice: formNotices.notSaved,
      status: HTTP_STATUS_BY_FAULT[cleared],
    })
  const [row] = cleared
  if (row && row.sealedFields !== '' && typeof cookieDraft === 'object')
    return respondWithNewerPage(c, page, fields, await unsealNewerPage(cookieDraft, name, row), cookieDraft)
  return redirectTo(c, `${getFormPagePath({ form, section })}${getReturnToCheckQuery(c)}`)
}

/** The names of the pages on which other sections ask more about an item. */
const listFollowingItems = ({ form, section, item }: FormPage): string[] =>
  form.sections.flatMap(({ slug, repeats }) => (repeats?.itemsOf === section.slug ? [`${slug}/${item}`] : []))

/**
 * The page that follows: the list after an item, the next section after a section, and the check after the last section
 * of each half or after a change made from the check.
 */
function nextPagePath(c: Context, { form, section, item }: FormPage): string {
  if (item !== undefined) return `${getFormPagePath({ form, section })}${getReturnToCheckQuery(c)}`
  const half = [listFirstHalfSections(form), listSecondHalfSections(form)].find((one) =>
    one.includes(section),
  )
  const next = half?.[half.indexOf(section) + 1]
  return `/${form.id}/${next && !getReturnToCheckQuery(c) ? next.slug : 'check'}/`
}
