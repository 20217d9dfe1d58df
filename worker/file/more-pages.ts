import {
  type AddablePage,
  addablePages,
  addedOnWording,
  asksAboutSafety,
  contactPage,
  tellMorePages,
} from '../../content/forms/added-pages.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { formatDateInZone } from '../../content/time/local-time.ts'
import { loadParentFileForAdditions, type ParentFileForAdditions } from '../../db/additions.ts'
import { buildParentAuditEvent } from '../../db/audit.ts'
import { repeatAfterFault, retryWhileStale } from '../../db/retry.ts'
import { listRevealedQuestions } from '../../forms/form.ts'
import {
  getFieldsBesidePage,
  hashAddition,
  isBlankPage,
  type PostedAddition,
  writeAddition,
} from '../additions/write-addition.ts'
import { getParentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage, type PostedFilling } from '../http/fill-page.ts'
import { Hono } from '../http/hono.ts'
import { bookingNotices } from '../http/notices.ts'
import { pickOnlyRevision, REVISION_FIELD, type ReadForm } from '../http/read-form.ts'
import { listExpectedFieldNames, parsePostedSection, pickExpectedFields } from '../http/read-section.ts'
import { redirectWithNews, takeNews } from '../http/returned-page.ts'
import { answerRoute } from '../http/routes.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../http/try-or-log.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import {
  canSignWithAccessCode,
  loadFileSessionWithLoader,
  redirectToFile,
  signOutAndRedirect,
} from '../session/file-session.ts'
import { reopenFileWithCode } from '../session/reopen-file.ts'

/**
 * The routes on which a parent adds to the intake that they sent: the list of pages, and each page. A page never shows
 * what was told before, since somebody else may have the code.
 */
export const morePageRoutes = new Hono<AppEnv>()
  .all('/more/', (c) => answerRoute(c, { get: showPageList }))
  .all('/more/:page/', (c) => {
    const page = addablePages.find(({ slug }) => slug === c.req.param('page'))
    if (!page) return respondWithError(c, 404)
    return answerRoute(c, {
      get: () => showAddablePage(c, page),
      postForm: reopenFileWithCode({
        button: 'add',
        fields: [REVISION_FIELD, ...listExpectedFieldNames(page.section)],
        answer: (_c, posted) => postAddition(c, page, posted),
      }),
    })
  })

const loadSession = (c: Context) =>
  loadFileSessionWithLoader(c, (accessCodeHash) =>
    loadParentFileForAdditions(c.get('env').db, accessCodeHash, Date.now()),
  )

type Session = NonNullable<Awaited<ReturnType<typeof loadSession>>>

/** A new code says nothing about how to reach its parent, until somebody made sure that they have it. */
const mayAdd = ({ own }: ParentFileForAdditions, page?: AddablePage): boolean =>
  own.status !== 'closed' && (page !== contactPage || canSignWithAccessCode(own))

/** Shows the pages on which a parent can tell more, and when they last did, except about safety. */
async function showPageList(c: Context): Promise<Response> {
  const session = await loadSession(c)
  if (!session) return signOutAndRedirect(c)
  if (!mayAdd(session)) return redirectToFile(c)
  const texts = await Promise.all(
    tellMorePages.map(async (page) => {
      const date = await formatDateAdded(c, session, page)
      return date === undefined ? [] : [[page.slug, `${addedOnWording[c.get('language')]} ${date}`] as const]
    }),
  )
  const news = await takeNews(c)
  return fillPage(c, '/file/more/', {
    slots: {
      added: news === 'added',
      'nothing-added': news === 'nothing-added',
      status: { bySection: Object.fromEntries(texts.flat()) },
    },
  })
}

/** The day on which a parent last added to a page; undefined if they never did, or if nobody else may know. */
async function formatDateAdded(c: Context, { own, addedPages }: Session, page: AddablePage) {
  const added = addedPages.find(({ page: slug }) => slug === page.slug)
  if (!added || asksAboutSafety(page)) return undefined
  const rules = await unsealContactRules(c.get('env'), own.parentId, own.sealedContactRules)
  return formatDateInZone(added.addedAt, getParentTimeZone(rules), c.get('language'))
}

async function showAddablePage(c: Context, page: AddablePage): Promise<Response> {
  const session = await loadSession(c)
  if (!session) return signOutAndRedirect(c)
  return mayAdd(session, page) ? respondWithAddablePage(c, page, session, {}) : redirectToFile(c)
}

type PageFilling = PostedFilling & { readonly revision?: string }

/** Shows a page, empty or as it was posted. Without a session it tells nothing of the file. */
async function respondWithAddablePage(
  c: Context,
  page: AddablePage,
  session: Session | undefined,
  { fields = {}, revision, ...posted }: PageFilling,
): Promise<Response> {
  const addedOn = session && (await formatDateAdded(c, session, page))
  const beside = session && getFieldsBesidePage(page, session.own)
  return fillPage(c, 'addition', {
    ...posted,
    path: `/file/more/${page.slug}/`,
    fields: { ...fields, [REVISION_FIELD]: [revision ?? (session ? getRevision(session, page) : '')] },
    revealedQuestions: listRevealedQuestions(intakeForm, page.section, { ...beside, ...fields }),
    slots: { 'added-before': addedOn !== undefined, 'added-on': addedOn },
  })
}

/** The revision of a page is its newest version by the parent; '' when there is none. */
const getRevision = (session: ParentFileForAdditions, page: AddablePage): string =>
  findNewestVersion(session, page)?.id ?? ''

const findNewestVersion = ({ addedPages }: ParentFileForAdditions, { slug }: AddablePage) =>
  addedPages.find(({ page }) => page === slug)

/** Adds a posted page. Whatever keeps it from being added, the page comes back with everything typed. */
async function postAddition(c: Context, page: AddablePage, posted: ReadForm): Promise<Response> {
  const { [REVISION_FIELD]: _, ...named } = posted.fields
  const fields = pickExpectedFields(page.section, named)
  const revision = pickOnlyRevision(posted) ?? ''
  const session = await tryOrLog(c, loadSession(c))
  if (isFault(session))
    return respondWithAddablePage(c, page, undefined, {
      fields,
      revision,
      notice: bookingNotices.notSent,
      status: HTTP_STATUS_BY_FAULT[session],
    })
  if (!session)
    return Object.keys(fields).length === 0
      ? signOutAndRedirect(c)
      : respondWithAddablePage(c, page, undefined, {
          fields,
          revision,
          notice: bookingNotices.fileClosed,
          status: 410,
        })
  if (!mayAdd(session, page)) return redirectToFile(c)
  const reading = parsePostedSection(
    c,
    { form: intakeForm.id, section: page.section },
    { ...posted, fields: named },
  )
  if (reading.ok) return addOrShowAgain(c, session, { page, items: [reading.fields], revision })
  return reading.reason === 'to_mend'
    ? respondWithAddablePage(c, page, session, { ...reading, revision, status: 422 })
    : respondWithAddablePage(c, page, session, {
        fields,
        revision,
        notice: bookingNotices.notAsExpected,
        status: 400,
      })
}

/**
 * Adds a page, unless it is empty or was added already. When the parent added another version since they opened it, shows
 * the page again with what was typed, without that version; pressing the button again adds it too.
 */
async function addOrShowAgain(c: Context, session: Session, posted: PostedAddition): Promise<Response> {
  const { page, items, revision } = posted
  const [fields = {}] = items
  if (isBlankPage(fields)) return redirectWithNews(c, '/file/more/', 'nothing-added')
  const env = c.get('env')
  const idempotencyKey = await hashAddition(env, session.own, posted)
  let current: ParentFileForAdditions & Pick<Session, 'accessCodeHash'> = session
  const outcome = await retryWhileStale(2, async (attempt) => {
    const reloaded =
      attempt === 1 ? current : await loadParentFileForAdditions(env.db, session.accessCodeHash, Date.now())
    if (!reloaded || !mayAdd(reloaded, page)) return 'closed'
    current = { ...reloaded, accessCodeHash: session.accessCodeHash }
    const newest = findNewestVersion(current, page)
    if (newest?.idempotencyKey === idempotencyKey) return 'added'
    if ((newest?.id ?? '') !== revision) return 'newer'
    const added = await tryOrLog(
      c,
      repeatAfterFault(() =>
        writeAddition(env, reloaded.own, reloaded.lastAuditRow, posted, {
          idempotencyKey,
          buildEvent: (action) => buildParentAuditEvent(reloaded.own, action, Date.now()),
          tellsLead: true,
        }),
      ),
    )
    log('page_added', { request: c.get('requestId'), outcome: added })
    return added === true ? 'added' : added || undefined
  })
  if (outcome === 'closed') return redirectToFile(c)
  if (outcome === 'added') {
    c.executionCtx.waitUntil(drainOutbox(env, Date.now))
    return tellMorePages.includes(page)
      ? redirectWithNews(c, '/file/more/', 'added')
      : redirectWithNews(c, '/file/', page.slug)
  }
  return isFault(outcome)
    ? respondWithAddablePage(c, page, current, {
        ...{
          fields,
          revision,
          notice: bookingNotices.notSent,
          status: HTTP_STATUS_BY_FAULT[outcome],
        },
      })
    : respondWithAddablePage(c, page, current, { fields, notice: bookingNotices.stale, status: 409 })
}
