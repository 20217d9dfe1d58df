import { Hono } from 'hono'
import { formNotices } from '../../content/site/wording.ts'
import { emptyDraftListItem } from '../../db/drafts.ts'
import { type Form, findSection, toStoredFields } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { parseSection } from '../../forms/parse.ts'
import { listSteps } from '../../forms/progress.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { isWithinLimit, logRateLimited } from '../http/rate-limit.ts'
import type { ReadForm } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { answerRoute } from '../http/routes.ts'
import { tryOrLog } from '../http/try-or-log.ts'
import { findUnexpectedField, pickExpectedFields } from '../http/unexpected-fields.ts'
import { log } from '../log.ts'
import { emptyDraft, loadDraftFields, saveDraftSection } from './draft.ts'
import { clearDraftCookie, draftFromCookie } from './draft-cookie.ts'
import {
  type FormPage,
  formPagePath,
  type PageNotice,
  type RoomByProvince,
  returnToCheckQuery,
  showSectionPage,
} from './section-page.ts'

/** The pages of a form: shown as far as they were filled, saved as they are posted. */
export const sectionRoutes = (form: Form, roomOn?: RoomReader) =>
  new Hono<AppEnv>().on('ALL', ['/:section/', '/:section/:item/'], (c) => {
    const page = findFormPage(form, c.req.param('section'), c.req.param('item'))
    if (!page) return respondWithError(c, 404)
    const post = page.section.repeats && page.item === undefined ? postListPage : postPage
    return answerRoute(c, {
      get: () => showPage(c, page, roomOn),
      postForm: (_c, posted) => post(c, page, posted),
    })
  })

/** A section that says whether the practice has room, and how to read its draft together with that. */
interface RoomReader {
  readonly slug: string
  readonly load: (
    c: Context,
    cookieDraft: CookieDraftState,
  ) => Promise<{ roomByProvince: RoomByProvince; draft: LoadedFields }>
}
type LoadedFields = Awaited<ReturnType<typeof loadDraftFields>>
type CookieDraftState = Awaited<ReturnType<typeof draftFromCookie>>

/** The page at an address; none for a section there is not, or for one of many where there is no list. */
function findFormPage(form: Form, slug: string, item: string | undefined): FormPage | undefined {
  const section = findSection(form, slug)
  if (!section || section.atSending) return undefined
  if (item === undefined) return { form, section }
  return section.repeats && item !== BUILT_ITEM_SLUG && ITEM_ID_PATTERN.test(item)
    ? { form, section, item }
    : undefined
}

/** When it was begun and some chance, so that a list keeps its order and two open pages never share one. */
const generateItemId = (): string =>
  Date.now().toString(36).padStart(9, '0') +
  (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0).toString(36).padStart(7, '0')
const ITEM_ID_PATTERN = /^[0-9a-z]{2,16}$/
/** The built page of one of many stands at this address, so nothing may be called so. */
const BUILT_ITEM_SLUG = 'item'

async function showPage(c: Context, page: FormPage, room?: RoomReader): Promise<Response> {
  const cookieDraft = await draftFromCookie(c, page.form.id)
  const { draft, ...told } =
    room?.slug === page.section.slug
      ? await room.load(c, cookieDraft)
      : { draft: await loadDraftOrEmpty(c, cookieDraft) }
  if (!draft)
    return showSectionPage(c, page, { notice: formNotices.draftMissingBefore, status: 410, ...told })
  return showSectionPage(c, page, { fields: draft.fields, ...told })
}

const loadDraftOrEmpty = async (c: Context, cookieDraft: CookieDraftState): Promise<LoadedFields> => {
  if (cookieDraft === 'none') return emptyDraft
  return cookieDraft === 'forged' ? undefined : loadDraftFields(c, cookieDraft)
}

/** The list of what a section repeats for: add another, or go on. */
async function postListPage(c: Context, page: FormPage, posted: ReadForm): Promise<Response> {
  const { [BUTTON_FIELD]: pressed = [], ...rest } = posted.fields
  if (posted.damaged || Object.keys(rest).length > 0) return respondWithError(c, 400)
  if (pressed[0] === 'add') {
    return redirectTo(c, `${formPagePath({ ...page, item: generateItemId() })}${returnToCheckQuery(c)}`)
  }
  return savePage(c, page, {}, await draftFromCookie(c, page.form.id))
}

/** The button pressed, on pages that have several. */
const BUTTON_FIELD = 'press'

async function postPage(c: Context, page: FormPage, posted: ReadForm): Promise<Response> {
  const { form, section, item } = page
  const { [BUTTON_FIELD]: pressed = [], ...fields } = posted.fields
  const cookieDraft = await draftFromCookie(c, form.id)
  if (item !== undefined && pressed[0] === 'remove') return removePageItem(c, page, cookieDraft)
  const toItemFields = (own: FormFields) => toStoredFields(section, item, own)
  const unexpected =
    item === undefined && pressed.length > 0 ? 'unknown_field' : findUnexpectedField(section, fields)
  if (unexpected || posted.damaged) {
    log('section_refused', {
      request: c.get('requestId'),
      form: form.id,
      section: section.slug,
      reason: unexpected ?? 'damaged',
    })
    const notice = unexpected ? formNotices.unexpectedFields : formNotices.damagedText
    const pageFields = toItemFields(pickExpectedFields(section, fields))
    return showSectionPage(c, page, { fields: pageFields, notice, status: 400 })
  }
  const reading = parseSection(section, fields)
  if (reading.ok) return savePage(c, page, reading.fields, cookieDraft)
  logRejectedSection(c, page, reading.problems)
  // What earlier pages hold decides which questions are open; without it the page still says what to mend.
  const earlier =
    typeof cookieDraft === 'string' ? undefined : await tryOrLog(c, loadDraftFields(c, cookieDraft))
  const all = { ...(earlier !== 'error' && earlier?.fields), ...toItemFields(reading.fields) }
  return showSectionPage(c, page, { fields: all, problems: reading.problems, status: 422 })
}

/** Saves a valid page and leads on; what prevents it is said on the page, with everything that was typed. */
async function savePage(
  c: Context,
  page: FormPage,
  fields: FormFields,
  cookieDraft: CookieDraftState,
): Promise<Response> {
  const { form, section, item } = page
  const showAgain = (notice: PageNotice, status: 410 | 429 | 500) =>
    showSectionPage(c, page, { fields: toStoredFields(section, item, fields), notice, status })
  if (cookieDraft === 'none' && !(await isWithinLimit(c, c.get('env').limits.newDrafts))) {
    logRateLimited(c)
    return showAgain(formNotices.tooMany, 429)
  }
  const maxItems = item === undefined ? undefined : section.repeats?.most
  const input = {
    section: section.slug,
    fields,
    ...(item !== undefined && { item }),
    ...(maxItems !== undefined && { maxItems }),
  }
  const saved =
    cookieDraft !== 'forged' && (await tryOrLog(c, saveDraftSection(c, form.id, input, cookieDraft)))
  if (saved === 'error') return showAgain(formNotices.notSaved, 500)
  if (saved) return redirectTo(c, nextPagePath(c, page))
  // One too many, or a missing draft: loading it tells them apart.
  const stillThere =
    item === undefined || typeof cookieDraft === 'string' ? undefined : await loadDraftFields(c, cookieDraft)
  if (stillThere) return showAgain(formNotices.listFull, 429)
  clearDraftCookie(c, form.id)
  return showAgain(formNotices.draftMissing, 410)
}

/** Takes one out of its list; what is not in it any more is taken out already. */
async function removePageItem(c: Context, page: FormPage, cookieDraft: CookieDraftState): Promise<Response> {
  const { form, section, item } = page
  if (typeof cookieDraft === 'object')
    await emptyDraftListItem(c.get('env').db, cookieDraft.id, `${section.slug}/${item}`)
  return redirectTo(c, `${formPagePath({ form, section })}${returnToCheckQuery(c)}`)
}

/** After one of many comes its list; after a section the next; after the last, or a change made from there, the check. */
function nextPagePath(c: Context, { form, section, item }: FormPage): string {
  if (item !== undefined) return `${formPagePath({ form, section })}${returnToCheckQuery(c)}`
  const all = listSteps(form)
  const next = all[all.indexOf(section) + 1]
  return `/${form.id}/${next && !returnToCheckQuery(c) ? next.slug : 'check'}/`
}

function logRejectedSection(
  c: Context,
  { form, section }: FormPage,
  problems: readonly { question: string }[],
) {
  const questions = problems.map(({ question }) => question)
  log('section_rejected', { request: c.get('requestId'), form: form.id, section: section.slug, questions })
}
