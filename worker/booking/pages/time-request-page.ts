import { bookingForm, timeRequestSection } from '../../../content/forms/booking/index.ts'
import { buildParentAuditEvent } from '../../../db/audit.ts'
import { loadParentFileForBooking, type ParentFileForBooking } from '../../../db/parent-booking.ts'
import { replaceTimeRequest } from '../../../db/parent-requests.ts'
import { retryWhileStale } from '../../../db/retry.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { parseAnswersSoFar } from '../../../forms/parse.ts'
import { isUnserved } from '../../contact/display-name.ts'
import { type EnvelopePart, pickEnvelopePart } from '../../forms/envelope.ts'
import { loadFormVersion } from '../../forms/form-version.ts'
import { buildNewerAnswerHref, listNewerAnswers } from '../../forms/newer-answers.ts'
import type { Context } from '../../http/context.ts'
import { fillPage, type PostedFilling } from '../../http/fill-page.ts'
import type { ProblemsFilling } from '../../http/fill-problems.ts'
import { bookingNotices, newerPageNotices } from '../../http/notices.ts'
import { pickOnlyRevision, REVISION_FIELD, type ReadForm } from '../../http/read-form.ts'
import { parsePostedSection, pickExpectedFields } from '../../http/read-section.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../../http/try-or-log.ts'
import { log } from '../../log.ts'
import { createLeadRoutedFileNewsMessages } from '../../mail/coordinator-messages.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { redirectToFile, signOutAndRedirect } from '../../session/file-session.ts'
import { getBookingState } from '../reserve/own-appointment.ts'
import { sealTimePreferences, unsealTimePreferences } from '../reserve/time-request.ts'
import { type AppointmentSession, loadAppointmentSession } from './session.ts'

/** Shows the page on which a parent who found no time tells what would suit them, with their earlier answers. */
export async function showTimeRequestPage(c: Context): Promise<Response> {
  const session = await loadAppointmentSession(c)
  if (!session) return signOutAndRedirect(c)
  if (!(await canRequestTime(c, session))) return redirectToFile(c)
  const preferences = await openSavedPreferences(c, session)
  return renderTimeRequestPage(c, session, { fields: preferences ? formatAnswerFields(preferences) : {} })
}

/** Saves what would suit a parent, for the coordinator and in place of the parent’s earlier answers. */
export async function postTimeRequest(c: Context, posted: ReadForm): Promise<Response> {
  const { [REVISION_FIELD]: _, ...named } = posted.fields
  const fields = pickExpectedFields(timeRequestSection, named)
  const revision = pickOnlyRevision(posted) ?? ''
  const session = await tryOrLog(c, loadAppointmentSession(c))
  if (isFault(session))
    return renderTimeRequestPage(c, undefined, {
      fields,
      revision,
      notice: bookingNotices.notSent,
      status: HTTP_STATUS_BY_FAULT[session],
    })
  if (!session) return renderTimeRequestSignedOut(c, fields, revision)
  if (!(await canRequestTime(c, session))) return redirectToFile(c)
  const reading = parsePostedSection(
    c,
    { form: bookingForm.id, section: timeRequestSection },
    { ...posted, fields: named },
  )
  if (reading.ok) return submitTimeRequest(c, session, reading.fields, revision)
  return reading.reason === 'to_mend'
    ? renderTimeRequestPage(c, session, { ...reading, revision, status: 422 })
    : renderTimeRequestPage(c, session, {
        fields,
        revision,
        notice: bookingNotices.notAsExpected,
        status: 400,
      })
}

/**
 * Whether the parent may request a time. They may until their first session is over: with one to come, they may find no
 * time to which to move it. Nobody looks for a time for a family that nobody serves.
 */
const canRequestTime = async (c: Context, { parentFile }: ParentFileForBooking): Promise<boolean> => {
  const { state } = getBookingState(parentFile, Date.now())
  return state === 'booked' || (state === 'open' && !(await isUnserved(c.get('env').keys, parentFile)))
}

const openSavedPreferences = async (c: Context, { parentFile }: ParentFileForBooking) =>
  parentFile.timeRequest && unsealTimePreferences(c.get('env'), parentFile.timeRequest)

const formatAnswerFields = ({ answers }: Pick<EnvelopePart, 'answers'>): FormFields =>
  Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, [answer].flat() as string[]]))

/**
 * Renders the page with the time request that it was made from. When the file cannot be read, the page has nothing about
 * it.
 */
const renderTimeRequestPage = (
  c: Context,
  loaded: ParentFileForBooking | undefined,
  { revision = getRevision(loaded), ...posted }: TimeRequestFilling,
) =>
  fillPage(c, '/file/book/request/', {
    ...posted,
    fields: { ...posted.fields, [REVISION_FIELD]: [revision] },
    slots: { requested: loaded?.parentFile.timeRequest !== undefined },
  })

type TimeRequestFilling = PostedFilling &
  Pick<ProblemsFilling, 'problemHref'> & {
    /** The revision that a page which comes back was posted with. */
    readonly revision?: string
  }

/** The revision of a parent’s time request is its row, which is never changed but to end it; '' when there is none. */
const getRevision = (loaded: ParentFileForBooking | undefined): string =>
  loaded?.parentFile.timeRequest?.id ?? ''

/**
 * Renders the page when the session ended while the parent typed. Everything typed is still there, to be sent once the
 * file is open in the browser again.
 */
const renderTimeRequestSignedOut = (c: Context, fields: FormFields, revision: string) =>
  Object.keys(fields).length === 0
    ? signOutAndRedirect(c)
    : renderTimeRequestPage(c, undefined, {
        fields,
        revision,
        notice: bookingNotices.fileClosed,
        status: 410,
      })

/** Saves the time request, unless the same one is saved already. Tries once more when another window was faster. */
async function submitTimeRequest(
  c: Context,
  session: AppointmentSession,
  fields: FormFields,
  revision: string,
) {
  let current = session
  const response = await retryWhileStale(2, async () => {
    const attempted = await tryTimeRequest(c, current, fields, revision)
    if (attempted) return attempted
    const reloaded = await loadParentFileForBooking(c.get('env').db, session.accessCodeHash, Date.now())
    if (!reloaded || !(await canRequestTime(c, reloaded))) return redirectToFile(c)
    current = { ...reloaded, accessCodeHash: session.accessCodeHash }
    return undefined
  })
  return (
    response ??
    renderTimeRequestPage(c, current, { fields, revision, notice: bookingNotices.stale, status: 409 })
  )
}

/**
 * Tries to save the time request once, in place of the one that the page showed. Shows a newer one beside what was typed.
 * Gives undefined when another window was faster.
 */
async function tryTimeRequest(c: Context, session: AppointmentSession, fields: FormFields, revision: string) {
  const { answers, asked } = parseAnswersSoFar({ ...bookingForm, sections: [timeRequestSection] }, fields)
  const preferences = pickEnvelopePart('answers', asked, answers)
  const before = await openSavedPreferences(c, session)
  if (JSON.stringify(before?.answers) === JSON.stringify(preferences.answers)) return redirectToFile(c)
  if (before && getRevision(session) !== revision) {
    const problems = listNewerAnswers(timeRequestSection, fields, formatAnswerFields(before))
    const problemHref = buildNewerAnswerHref(c, '/file/book/request/')
    const notice = newerPageNotices.changed
    return renderTimeRequestPage(c, session, { fields, problems, problemHref, notice, status: 409 })
  }
  const outcome = await tryOrLog(c, writeTimeRequest(c, session, preferences, Date.now()))
  log('time_request_created', { request: c.get('requestId'), outcome })
  if (isFault(outcome))
    return renderTimeRequestPage(c, session, {
      fields,
      revision,
      notice: bookingNotices.notSent,
      status: HTTP_STATUS_BY_FAULT[outcome],
    })
  if (!outcome) return undefined
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  return redirectToFile(c)
}

async function writeTimeRequest(
  c: Context,
  { parentFile, lastAuditRow }: ParentFileForBooking,
  preferences: EnvelopePart,
  now: number,
) {
  const env = c.get('env')
  const id = crypto.randomUUID()
  const event = buildParentAuditEvent(parentFile, 'time_request_created', now)
  const [formVersion, sealedPreferences, messages] = await Promise.all([
    loadFormVersion(env, bookingForm),
    sealTimePreferences(env, id, preferences),
    createLeadRoutedFileNewsMessages(env, parentFile, 'time-requested', now),
  ])
  const row = {
    id,
    parentId: parentFile.parentId,
    formVersion,
    sealedPreferences,
    replaces: parentFile.timeRequest?.id,
  }
  return replaceTimeRequest(env.db, event, lastAuditRow, row, messages)
}
