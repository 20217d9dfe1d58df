import { Hono } from 'hono'
import { authorisationNotices } from '../../content/file/page-wording.ts'
import { authorise } from '../../content/forms/contact-authorisation/index.ts'
import { localDay } from '../../content/time/local-time.ts'
import { readReceipt } from '../../db/authorisations.ts'
import { type OwnFile, readOwnFile } from '../../db/parent-file.ts'
import { pathIn, type Wording } from '../../forms/language.ts'
import { type FieldProblem, readSection } from '../../forms/parse.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { keepOpen, openedHere, ownFileHere, signedOut } from '../file/session.ts'
import { builtPage } from '../http/built-page.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { orFault } from '../http/try-or-log.ts'
import { known, strangeFields } from '../http/unexpected-fields.ts'
import { drainOutbox } from '../mail/drain.ts'
import { open } from '../privacy/seal.ts'
import { callingOf, mayAuthorise } from './authorisation-filling.ts'
import {
  type Evidence,
  evidencePlace,
  isEnded,
  shownWord,
  signAuthorisation,
  wordingHashOf,
} from './grant.ts'
import { circumstancesOf } from './signing-circumstances.ts'
import { stateOf } from './state.ts'
import { stopCalls, stopCase } from './withdraw-or-decline.ts'

/** A parent's word on the call to the other parent, under “Your file”: giving it, its receipt, taking it back. */
export const authorisationRoutes = new Hono<AppEnv>()
  .get('/authorise/', async (c) => {
    const here = await ownFileHere(c)
    if (!here) return signedOut(c)
    return mayAuthorise(here.own) ? authorisePage(c, here.own) : toFile(c)
  })
  .post('/authorise/', async (c) => {
    const posted = await readForm(c.req.raw)
    if (!posted.ok) return errorPage(c, posted.status)
    const { [REPLACES]: [replaces = ''] = [], [WORDING]: [wording = ''] = [], ...fields } = posted.fields
    const here = await orFault(c, ownFileHere(c))
    if (here === 'fault') return notSaved(c, undefined, { fields, replaces })
    if (!here) return closedMeanwhile(c, { fields, replaces })
    if (!mayAuthorise(here.own)) return toFile(c)
    return sign(c, here, { fields, replaces, wording, damaged: posted.damaged })
  })
  .all('/authorise/', takesOnly('GET', 'HEAD', 'POST'))
  .get('/receipt/', receiptPage)
  .all('/receipt/', takesOnly('GET', 'HEAD'))
  .get('/stop/', async (c) => {
    const here = await ownFileHere(c)
    if (!here) return signedOut(c)
    const ends = mayAuthorise(here.own) && stopCase(here.own, Date.now())
    if (!ends) return toFile(c)
    const language = c.get('language')
    return fillPage(await builtPage(c, pathIn(language, '/file/stop/')), { language, shown: [ends] })
  })
  .post('/stop/', async (c) => {
    const here = await ownFileHere(c)
    if (!here) return signedOut(c)
    if (mayAuthorise(here.own)) {
      const stopped = await stopCalls(c.get('env'), here, Date.now())
      log('calls_stopped', { request: c.get('requestId'), stopped })
      c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
    }
    return toFile(c)
  })
  .all('/stop/', takesOnly('GET', 'HEAD', 'POST'))

/** The hidden field that says which word this one takes the place of, so that no press replaces what it did not see. */
const REPLACES = 'replaces'

/** The hidden field with the hash of the wording the page was shown with: nobody signs words that they did not see. */
const WORDING = 'wording'

const toFile = (c: Context) => c.redirect(pathIn(c.get('language'), '/file/yours/'), 303)

interface Filled {
  readonly fields?: Fields
  /** What the page takes the place of; what is current now, unless it was shown before. */
  readonly replaces?: string
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 410 | 422 | 500
}

/** The page that authorises; without what is known of the file, when that cannot be read. */
async function authorisePage(c: Context, own: OwnFile | undefined, filled: Filled = {}): Promise<Response> {
  const { fields = { authorisedDays: [USUAL_DAYS] }, problems = [], notice, status = 200 } = filled
  const { replaces = own ? shownWord(own) : '' } = filled
  const language = c.get('language')
  return fillPage(await builtPage(c, pathIn(language, '/file/authorise/'), status), {
    language,
    fields: { ...fields, [REPLACES]: [replaces], [WORDING]: [await wordingHashOf(language)] },
    problems,
    ...(notice && { notice: notice[language] }),
    ...(own && (await callingOf(c.get('env'), own, language, Date.now()))),
  })
}

/** How long a word is in force unless its parent chooses otherwise. */
const USUAL_DAYS = '60'

/** A fault on our side: everything typed is still there, and pressing again posts the same. */
const notSaved = (c: Context, own: OwnFile | undefined, typed: { fields: Fields; replaces: string }) =>
  authorisePage(c, own, { ...typed, notice: authorisationNotices.notSigned, status: 500 })

/** The file was closed while they read and typed: everything typed is still there, to be signed once it is open again. */
function closedMeanwhile(c: Context, { fields, replaces }: { fields: Fields; replaces: string }) {
  const typed = known(authorise, fields)
  if (Object.keys(typed).length === 0) return signedOut(c)
  return authorisePage(c, undefined, {
    fields: typed,
    replaces,
    notice: authorisationNotices.fileClosed,
    status: 410,
  })
}

interface Posted {
  readonly fields: Fields
  readonly replaces: string
  readonly wording: string
  readonly damaged: boolean
}

async function sign(
  c: Context,
  { accessId, own }: { accessId: string; own: OwnFile },
  { fields, replaces, wording, damaged }: Posted,
): Promise<Response> {
  const strange = strangeFields(authorise, fields)
  if (strange || damaged) {
    log('authorisation_refused', { request: c.get('requestId'), reason: strange ?? 'damaged' })
    const notice = authorisationNotices.notAsExpected
    return authorisePage(c, own, { fields: known(authorise, fields), replaces, notice, status: 400 })
  }
  const reading = readSection(authorise, fields)
  const typed = { fields: reading.fields, replaces }
  if (!reading.ok) {
    const questions = reading.problems.map(({ question }) => question)
    log('authorisation_rejected', { request: c.get('requestId'), questions })
    return authorisePage(c, own, { ...typed, problems: reading.problems, status: 422 })
  }
  if (wording !== (await wordingHashOf(c.get('language')))) {
    log('wording_changed', { request: c.get('requestId') })
    return authorisePage(c, own, { ...typed, notice: authorisationNotices.wordingChanged, status: 409 })
  }
  const signing = {
    own,
    ...typed,
    language: c.get('language'),
    circumstances: circumstancesOf(c),
    now: Date.now(),
  }
  const ended = await orFault(c, signAuthorisation(c.get('env'), signing))
  if (ended === 'fault') return notSaved(c, own, typed)
  log('authorisation_signed', { request: c.get('requestId'), ended })
  if (ended === 'overtaken') return overtaken(c, accessId, reading.fields)
  if (ended === 'given') c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  return c.redirect(pathIn(c.get('language'), '/file/receipt/'), 303)
}

/** Something else was given or ended meanwhile: the page says so, and pressing again takes the place of that. */
async function overtaken(c: Context, accessId: string, fields: Fields): Promise<Response> {
  const current = await readOwnFile(c.get('env').db, accessId)
  if (!current || !mayAuthorise(current)) return toFile(c)
  const ended = current.authorisation && isEnded(current.authorisation)
  const notice = authorisationNotices[ended ? 'stoppedMeanwhile' : 'alreadyAuthorised']
  return authorisePage(c, current, { fields, notice, status: 409 })
}

/** The receipt of the latest word given, as it was given, and where it stands today. */
async function receiptPage(c: Context): Promise<Response> {
  const accessId = await openedHere(c)
  if (!accessId) return signedOut(c)
  const { db, keys, portalOrigin } = c.get('env')
  const given = await readReceipt(db, accessId)
  if (!given?.evidence) return toFile(c)
  await keepOpen(c, accessId)
  const language = c.get('language')
  const evidence = (await open(keys, 'answers', evidencePlace(given.id), given.evidence)) as Evidence
  // What was asked for since then took the place of one that had ended, and says nothing of how.
  const state = stateOf({ ...given, supersededAt: null }, given.frozen, Date.now())
  const date = state === 'withdrawn' ? given.withdrawnAt : given.expiresAt
  return fillPage(await builtPage(c, pathIn(language, '/file/receipt/')), {
    language,
    slots: {
      receipt: evidence.receipt.join('\n'),
      'receipt-hash': given.receiptHash ?? '',
      // Written out, for paper.
      'receipt-check': `${portalOrigin}${pathIn(language, '/receipt/')}`,
      ...(date !== null && { 'receipt-date': localDay(date, evidence.timeZone, language) }),
    },
    shown: [given.standing === 'closed' ? 'receipt-closed' : `receipt-${state}`],
  })
}
