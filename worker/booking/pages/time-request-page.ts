import { bookingNotices } from '../../../content/booking/page-wording.ts'
import { booking, request } from '../../../content/forms/booking/index.ts'
import { type OwnBooking, readOwnBooking } from '../../../db/parent-booking.ts'
import { requestTime } from '../../../db/parent-requests.ts'
import { pathIn, type Wording } from '../../../forms/language.ts'
import { type FieldProblem, readSection, readSoFar } from '../../../forms/parse.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import { signedOut } from '../../file/session.ts'
import { builtPage } from '../../http/built-page.ts'
import type { Context } from '../../http/context.ts'
import { errorPage } from '../../http/error-response.ts'
import { fillPage } from '../../http/fill-page.ts'
import { log } from '../../http/log.ts'
import { readForm } from '../../http/read-form.ts'
import { orFault } from '../../http/try-or-log.ts'
import { known, strangeFields } from '../../http/unexpected-fields.ts'
import { type EnvelopePart, partOf } from '../../intake/send.ts'
import { newsOfFile } from '../../mail/coordinator-messages.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { standingOf } from '../reserve/own-appointment.ts'
import { openWanted, sealWanted } from '../reserve/time-request.ts'
import { type OwnBookingHere, ownBookingHere, toFile } from './session.ts'

/** Where a parent says what would suit who found no time, with what they said before. */
export async function showRequest(c: Context): Promise<Response> {
  const here = await ownBookingHere(c)
  if (!here) return signedOut(c)
  if (!mayRequest(here)) return toFile(c)
  const wanted = await wantedOf(c, here)
  return requestPage(c, here, { fields: wanted ? fieldsOf(wanted) : {} })
}

/** What would suit them is kept for the coordinator, in place of what they said before. */
export async function sendRequest(c: Context): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const fields = known(request, posted.fields)
  const here = await orFault(c, ownBookingHere(c))
  if (here === 'fault')
    return requestPage(c, undefined, { fields, notice: bookingNotices.notSent, status: 500 })
  if (!here) return closedMeanwhile(c, fields)
  if (!mayRequest(here)) return toFile(c)
  if (posted.damaged || strangeFields(request, posted.fields)) {
    log('request_refused', { request: c.get('requestId') })
    return requestPage(c, here, { fields, notice: bookingNotices.notAsExpected, status: 400 })
  }
  const reading = readSection(request, fields)
  if (!reading.ok) {
    const questions = reading.problems.map(({ question }) => question)
    log('request_rejected', { request: c.get('requestId'), questions })
    return requestPage(c, here, { ...reading, status: 422 })
  }
  return keepRequest(c, here, reading.fields)
}

/** Whoever has no session behind them may say what would suit; with one to come, they may find nothing to move it to. */
const mayRequest = ({ own }: OwnBooking): boolean => {
  const { state } = standingOf(own, Date.now())
  return state === 'open' || state === 'booked'
}

const wantedOf = async (c: Context, { own }: OwnBooking): Promise<EnvelopePart | undefined> =>
  own.request && openWanted(c.get('env'), own.request)

/** What was answered, as it is typed. */
const fieldsOf = ({ answers }: EnvelopePart): Fields =>
  Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, [answer].flat() as string[]]))

interface Requested {
  readonly fields: Fields
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Wording
  readonly status?: 200 | 400 | 409 | 410 | 422 | 500
}

/** The page; without what is known of the file, when that cannot be read. */
async function requestPage(
  c: Context,
  here: OwnBooking | undefined,
  { fields, problems = [], notice, status = 200 }: Requested,
): Promise<Response> {
  const language = c.get('language')
  return fillPage(await builtPage(c, pathIn(language, '/file/book/request/'), status), {
    language,
    fields,
    problems,
    ...(notice && { notice: notice[language] }),
    shown: here?.own.request ? ['requested'] : [],
  })
}

/** The file was closed while they typed: everything is still there, to be sent once it is open again. */
const closedMeanwhile = (c: Context, fields: Fields) =>
  Object.keys(fields).length === 0
    ? signedOut(c)
    : requestPage(c, undefined, { fields, notice: bookingNotices.fileClosed, status: 410 })

/** Keeps it, unless the same is kept already; once more when another window was faster. */
async function keepRequest(c: Context, here: OwnBookingHere, fields: Fields, attempt = 1): Promise<Response> {
  const { answers, asked } = readSoFar({ ...booking, sections: [request] }, fields)
  const wanted = partOf('answers', asked, answers)
  const before = await wantedOf(c, here)
  if (JSON.stringify(before?.answers) === JSON.stringify(wanted.answers)) return toFile(c)
  const kept = await orFault(c, keep(c, here, wanted, Date.now()))
  log('times_requested', { request: c.get('requestId'), kept })
  if (kept === 'fault') return requestPage(c, here, { fields, notice: bookingNotices.notSent, status: 500 })
  if (kept) {
    c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
    return toFile(c)
  }
  const current = await readOwnBooking(c.get('env').db, here.accessId)
  if (!current || !mayRequest(current)) return toFile(c)
  if (attempt === 1) return keepRequest(c, { ...current, accessId: here.accessId }, fields, 2)
  return requestPage(c, current, { fields, notice: bookingNotices.overtaken, status: 409 })
}

async function keep(c: Context, { own, last }: OwnBooking, wanted: EnvelopePart, now: number) {
  const env = c.get('env')
  const id = crypto.randomUUID()
  const event = {
    fileId: own.fileId,
    actor: 'parent',
    action: 'times_requested',
    detail: {},
    happenedAt: now,
  } as const
  const [sealed, mail] = await Promise.all([
    sealWanted(env, id, wanted),
    newsOfFile(env, { id: own.fileId, reference: own.fileReference }, 'times-requested', now),
  ])
  const row = { id, parentId: own.parentId, wanted: sealed, replaces: own.request?.id }
  return requestTime(env.db, event, last, row, mail)
}
