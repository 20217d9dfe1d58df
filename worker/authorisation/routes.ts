import { receiptStates } from '../../content/authorisation/authorisation-states.ts'
import { authorisationNotices, stopPageWording } from '../../content/file/page-wording.ts'
import {
  authoriseSection,
  contactAuthorisationForm,
} from '../../content/forms/contact-authorisation/index.ts'
import { slotsFor } from '../../content/slots-for.ts'
import { formatCalendarDay } from '../../content/time/local-time.ts'
import { findLatestGrantWithReceipt } from '../../db/authorisations.ts'
import { loadParentFile, type ParentFile } from '../../db/parent-file.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { localisedPath, type Wording } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import type { ReadForm } from '../http/read-form.ts'
import { pickExpectedFields, readSection } from '../http/read-section.ts'
import { redirectTo } from '../http/redirect.ts'
import { createRoutes } from '../http/routes.ts'
import { tryOrLog } from '../http/try-or-log.ts'
import { log } from '../log.ts'
import { drainOutbox } from '../mail/drain.ts'
import { unseal } from '../privacy/seal.ts'
import {
  loadFileSession,
  readFileCookie,
  redirectToFile,
  renewFileSession,
  signOutAndRedirect,
} from '../session/file-session.ts'
import { buildAuthorisePageSlots, canAuthorise } from './authorisation-filling.ts'
import {
  type AuthorisationEvidence,
  evidenceSealContext,
  formatShownAuthorisation,
  hashCallWording,
  isEndedByParent,
  signAuthorisation,
} from './grant.ts'
import { readSigningCircumstances } from './signing-circumstances.ts'
import { authorisationState } from './state.ts'
import { findStopCase, withdrawOrDecline } from './withdraw-or-decline.ts'

/** A parent's authorisation to call the other parent, under “Your file”: granting it, its receipt, withdrawing it. */
export const authorisationRoutes = createRoutes({
  '/authorise/': { get: showAuthorisePage, postForm: postAuthorisation },
  '/receipt/': { get: showReceiptPage },
  '/stop/': { get: showStopPage, post: postStop },
})

async function showAuthorisePage(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  return canAuthorise(session.own) ? renderAuthorisePage(c, session.own) : redirectToFile(c)
}

async function postAuthorisation(c: Context, { fields: posted, damaged }: ReadForm): Promise<Response> {
  const {
    [REPLACES_FIELD]: [replaces = ''] = [],
    [WORDING_HASH_FIELD]: [wording = ''] = [],
    ...fields
  } = posted
  const session = await tryOrLog(c, loadFileSession(c))
  if (session === 'error') return renderNotSaved(c, undefined, { fields, replaces })
  if (!session) return renderSignedOutMeanwhile(c, { fields, replaces })
  if (!canAuthorise(session.own)) return redirectToFile(c)
  return validateAndSign(c, session, { fields, replaces, wording, damaged })
}

/** The page with the button that withdraws or declines. */
async function showStopPage(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  const possibleStop = canAuthorise(session.own) && findStopCase(session.own, Date.now())
  if (!possibleStop) return redirectToFile(c)
  return fillPage(c, '/file/stop/', {
    slots: slotsFor('', stopPageWording.cases, (stopCase) => stopCase === possibleStop),
  })
}

async function postStop(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  if (canAuthorise(session.own)) {
    const stopped = await withdrawOrDecline(c.get('env'), session, Date.now())
    log('authorisation_ended', { request: c.get('requestId'), stopped })
    c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  }
  return redirectToFile(c)
}

/** The hidden field that names the authorisation this one supersedes, so that no press replaces what it did not see. */
const REPLACES_FIELD = 'replaces'

/** The hidden field with the hash of the wording the page was shown with: nobody signs words that they did not see. */
const WORDING_HASH_FIELD = 'wording'

interface AuthorisePageOptions {
  readonly fields?: FormFields
  /** What the page takes the place of; what is current now, unless it was shown before. */
  readonly replaces?: string
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 410 | 422 | 500
}

/** The page that authorises; without what is known of the file, when that cannot be read. */
async function renderAuthorisePage(
  c: Context,
  own: ParentFile | undefined,
  options: AuthorisePageOptions = {},
): Promise<Response> {
  const {
    fields = { authorisedDays: [DEFAULT_AUTHORISED_DAYS] },
    problems = [],
    notice,
    status = 200,
  } = options
  const { replaces = own ? formatShownAuthorisation(own) : '' } = options
  const language = c.get('language')
  return fillPage(c, '/file/authorise/', {
    status,
    fields: {
      ...fields,
      [REPLACES_FIELD]: [replaces],
      [WORDING_HASH_FIELD]: [await hashCallWording(language)],
    },
    problems,
    ...(notice && { notice: notice[language] }),
    slots: buildAuthorisePageSlots(own, Date.now()),
  })
}

/** How long an authorisation is in force unless its parent chooses otherwise. */
const DEFAULT_AUTHORISED_DAYS = '60'

/** A fault on our side: everything typed is still there, and pressing again posts the same. */
const renderNotSaved = (
  c: Context,
  own: ParentFile | undefined,
  typed: { fields: FormFields; replaces: string },
) => renderAuthorisePage(c, own, { ...typed, notice: authorisationNotices.notSigned, status: 500 })

/** The file was closed while they read and typed: everything typed is still there, to be signed once it is open again. */
function renderSignedOutMeanwhile(
  c: Context,
  { fields, replaces }: { fields: FormFields; replaces: string },
) {
  const typed = pickExpectedFields(authoriseSection, fields)
  if (Object.keys(typed).length === 0) return signOutAndRedirect(c)
  return renderAuthorisePage(c, undefined, {
    fields: typed,
    replaces,
    notice: authorisationNotices.fileClosed,
    status: 410,
  })
}

interface PostedAuthorisation {
  readonly fields: FormFields
  readonly replaces: string
  readonly wording: string
  readonly damaged: boolean
}

async function validateAndSign(
  c: Context,
  { accessCodeHash, own }: { accessCodeHash: string; own: ParentFile },
  { fields, replaces, wording, damaged }: PostedAuthorisation,
): Promise<Response> {
  const page = { form: contactAuthorisationForm.id, section: authoriseSection }
  const reading = readSection(c, page, { fields, damaged })
  const typed = { fields: reading.fields, replaces }
  if (!reading.ok)
    return reading.reason === 'to_mend'
      ? renderAuthorisePage(c, own, { ...typed, problems: reading.problems, status: 422 })
      : renderAuthorisePage(c, own, { ...typed, notice: authorisationNotices.notAsExpected, status: 400 })
  if (wording !== (await hashCallWording(c.get('language')))) {
    log('wording_changed', { request: c.get('requestId') })
    return renderAuthorisePage(c, own, { ...typed, notice: authorisationNotices.wordingChanged, status: 409 })
  }
  const signing = {
    own,
    ...typed,
    language: c.get('language'),
    circumstances: readSigningCircumstances(c),
    now: Date.now(),
  }
  const outcome = await tryOrLog(c, signAuthorisation(c.get('env'), signing))
  if (outcome === 'error') return renderNotSaved(c, own, typed)
  log('authorisation_signed', { request: c.get('requestId'), outcome })
  if (outcome === 'stale') return renderStaleAuthorisation(c, accessCodeHash, reading.fields)
  if (outcome === 'granted') c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  return redirectTo(c, '/file/receipt/')
}

/** Something else was granted or ended meanwhile: the page says so, and pressing again supersedes that. */
async function renderStaleAuthorisation(
  c: Context,
  accessCodeHash: string,
  fields: FormFields,
): Promise<Response> {
  const current = await loadParentFile(c.get('env').db, accessCodeHash)
  if (!current || !canAuthorise(current)) return redirectToFile(c)
  const wasEnded = current.authorisation && isEndedByParent(current.authorisation)
  const notice = authorisationNotices[wasEnded ? 'stoppedMeanwhile' : 'alreadyAuthorised']
  return renderAuthorisePage(c, current, { fields, notice, status: 409 })
}

/** The receipt of the latest authorisation, as it was granted, and its state today. */
async function showReceiptPage(c: Context): Promise<Response> {
  const accessCodeHash = await readFileCookie(c)
  if (!accessCodeHash) return signOutAndRedirect(c)
  const { db, keys, portalOrigin } = c.get('env')
  const granted = await findLatestGrantWithReceipt(db, accessCodeHash)
  if (!granted?.sealedEvidence) return redirectToFile(c)
  await renewFileSession(c, accessCodeHash)
  const language = c.get('language')
  const evidence = (await unseal(
    keys,
    'answers',
    evidenceSealContext(granted.id),
    granted.sealedEvidence,
  )) as AuthorisationEvidence
  // A request made since then superseded one that had ended, and does not tell how it ended.
  const state = authorisationState({ ...granted, supersededAt: null }, granted.hasContactHold, Date.now())
  const isClosed = granted.status === 'closed'
  const date = state === 'withdrawn' ? granted.withdrawnAt : granted.expiresAt
  return fillPage(c, '/file/receipt/', {
    slots: {
      receipt: evidence.receipt.join('\n'),
      'receipt-hash': granted.receiptHash ?? '',
      // Written out, for paper.
      'receipt-check': `${portalOrigin}${localisedPath(language, '/receipt/')}`,
      'receipt-date': date === null ? undefined : formatCalendarDay(date, evidence.timeZone, language),
      'receipt-closed': isClosed,
      ...slotsFor('receipt-', receiptStates, (shown) => !isClosed && shown === state),
    },
  })
}
