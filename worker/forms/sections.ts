import { isBlankText } from '../../forms/blank-text.ts'
import { type Form, findSection } from '../../forms/form.ts'
import { listFormerFieldNames } from '../../forms/formerly.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { Hono } from '../http/hono.ts'
import { formNotices } from '../http/notices.ts'
import {
  getPressedButton,
  isMadeFromDraft,
  PRESSED_BUTTON_FIELD,
  pickOnlyRevision,
  REVISION_FIELD,
  type ReadForm,
  readPostedForm,
} from '../http/read-form.ts'
import { listExpectedFieldNames } from '../http/read-section.ts'
import { redirectTo } from '../http/redirect.ts'
import { FROM_PAGE_FIELD } from '../http/refused-cookie.ts'
import { returnToPage } from '../http/returned-page.ts'
import { answerRoute } from '../http/routes.ts'
import { INVITATION_FIELDS, markPageWithoutDraft, splitInvitationFields } from './begin-with-invitation.ts'
import { loadDraftAndCapacityForPage } from './draft.ts'
import { isSentDraft, readCookieDraftState } from './draft-cookie.ts'
import type { RegisteredForm } from './registered-form.ts'
import { postSection, respondWithForgottenDraftPage, saveSectionAndRespond } from './save-section.ts'
import { EMPTY_DRAFT } from './sealed-draft.ts'
import {
  type FormPage,
  getFormPagePath,
  getPageRevision,
  getReturnToCheckQuery,
  respondWithSectionPage,
} from './section-page.ts'
import { showTasksPage } from './tasks.ts'

/** The routes of a form's pages: GET shows what was filled in so far, POST saves it. */
export const createSectionRoutes = (registered: RegisteredForm): Hono<AppEnv> =>
  new Hono<AppEnv>().on('ALL', ['/:section/', '/:section/:item/'], (c) => {
    const page = findFormPage(registered.form, c.req.param('section'), c.req.param('item'))
    if (!page) return respondWithoutPage(c, registered)
    const isList = page.section.repeats !== undefined && page.item === undefined
    const post = isList ? postList : postSection
    return answerRoute(c, {
      get: () => showSection(c, registered, page),
      postForm: {
        fields: [
          PRESSED_BUTTON_FIELD,
          REVISION_FIELD,
          ...(registered.beginsWithInvitation ? INVITATION_FIELDS : []),
          ...(isList ? [] : listPostedFieldNames(page)),
        ],
        answer: (_c, posted) => post(c, registered, page, posted),
        needsCookie: true,
      },
    })
  })

/**
 * Answers an address that is no page: it is not there. A page that the form no longer has, which was open since before it
 * changed, leads to the list of its pages. What was typed on it is shown there, and stored nowhere.
 */
async function respondWithoutPage(c: Context, registered: RegisteredForm): Promise<Response> {
  const { form } = registered
  const { section, item } = c.req.param()
  if (c.req.method !== 'POST' || !mayHaveBeenPage(form, section, item)) return respondWithError(c, 404)
  const read = await readPostedForm(c.req.raw)
  const typed = Object.entries(read.ok ? read.fields : {})
    .filter(([name]) => !FIELDS_BESIDE_QUESTIONS.has(name))
    .flatMap(([, values]) => values.filter((value) => !isBlankText(value)))
  if (typed.length === 0) return respondWithError(c, 404)
  const returned = await returnToPage(c, `/${form.id}/tasks/`, { check: typed })
  if (returned) return returned
  // No cookie holds it, so the list answers the post itself.
  c.set('returnedCheck', typed)
  return showTasksPage(c, registered)
}

/** Whether an earlier version of the form may have had a page at this address. A section that stands has its pages. */
const mayHaveBeenPage = (form: Form, slug = '', item: string | undefined): boolean =>
  SECTION_SLUG_PATTERN.test(slug) && !findSection(form, slug) && (item === undefined || isItemId(item))
const SECTION_SLUG_PATTERN = /^(?=.{2,40}$)[a-z]+(-[a-z]+)*$/

const FIELDS_BESIDE_QUESTIONS = new Set([
  PRESSED_BUTTON_FIELD,
  REVISION_FIELD,
  FROM_PAGE_FIELD,
  ...INVITATION_FIELDS,
])

/** The fields of a page, and those it had in earlier versions: it may have been open since before the form changed. */
const listPostedFieldNames = ({ form, section }: FormPage): string[] => [
  ...listExpectedFieldNames(section),
  ...listFormerFieldNames(form, section.slug),
]

/** Finds the page at an address; undefined for an unknown section, or for an item of a section that does not repeat. */
function findFormPage(form: Form, slug: string, item: string | undefined): FormPage | undefined {
  const section = findSection(form, slug)
  if (!section || section.atSending) return undefined
  if (item === undefined) return { form, section }
  return section.repeats && isItemId(item) ? { form, section, item } : undefined
}

/**
 * Begins with the time, so that a list keeps its order, and ends at random, so that two open pages never share an id.
 */
const generateItemId = (): string =>
  Date.now().toString(36).padStart(9, '0') +
  (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0).toString(36).padStart(7, '0')
const isItemId = (item: string): boolean => item !== BUILT_ITEM_SLUG && ITEM_ID_PATTERN.test(item)
const ITEM_ID_PATTERN = /^[0-9a-z]{2,16}$/
/** The built page of an item is at this address, so that no item may have this id. */
const BUILT_ITEM_SLUG = 'item'

/** In the address of a form's first page: after sending, another form is begun, not the confirmation shown. */
const ANOTHER_FORM = 'another'

async function showSection(c: Context, registered: RegisteredForm, page: FormPage): Promise<Response> {
  const { id, sections } = page.form
  const saysCapacity = page.section === sections[0]
  const held = await readCookieDraftState(c, id)
  const asksForAnother = saysCapacity && c.req.query(ANOTHER_FORM) !== undefined
  if (isSentDraft(held) && !asksForAnother) return redirectTo(c, `/${id}/sent/`)
  const cookieDraft = isSentDraft(held) ? 'none' : held
  const { draft, capacity } = await loadDraftAndCapacityForPage(c, registered, cookieDraft, saysCapacity)
  if (cookieDraft === 'none' || !draft) await markPageWithoutDraft(c, registered)
  const said = capacity ? { roomByProvince: capacity.roomByProvince } : {}
  const filling = { ...said, revision: getPageRevision(page, draft ?? EMPTY_DRAFT) }
  return draft
    ? respondWithSectionPage(c, page, { fields: draft.fields, ...filling })
    : respondWithSectionPage(c, page, {
        notice: formNotices.draftMissingBefore,
        status: 410,
        ...filling,
      })
}

/** Answers the page of a list: adds another item, or goes on. */
async function postList(
  c: Context,
  registered: RegisteredForm,
  page: FormPage,
  posted: ReadForm,
): Promise<Response> {
  const button = getPressedButton(posted, ['add', 'continue'])
  if (!button || posted.damaged) return respondWithError(c, 400)
  const cookieDraft = await readCookieDraftState(c, page.form.id)
  splitInvitationFields(c, registered, posted.fields)
  if (cookieDraft === 'none' && isMadeFromDraft(posted))
    return respondWithForgottenDraftPage(c, registered, page)
  if (button === 'add')
    return redirectTo(c, `${getFormPagePath({ ...page, item: generateItemId() })}${getReturnToCheckQuery(c)}`)
  const revision = pickOnlyRevision(posted)
  return saveSectionAndRespond(c, registered, page, { fields: {}, revision }, cookieDraft)
}
