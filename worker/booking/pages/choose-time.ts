import { SHOW_TIMES_BUTTON } from '../../../content/file/page-cases.ts'
import { chooseTimeProblemWording } from '../../../content/file/problem-wording.ts'
import { loadBookingContext } from '../../../db/booking.ts'
import { retryWhileStale } from '../../../db/retry.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import type { Context } from '../../http/context.ts'
import { respondWithError } from '../../http/error-response.ts'
import { bookingNotices, type Notice } from '../../http/notices.ts'
import { getPressedButton, PRESSED_BUTTON_FIELD, type ReadForm } from '../../http/read-form.ts'
import { redirectTo } from '../../http/redirect.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../../http/try-or-log.ts'
import { log } from '../../log.ts'
import { redirectToFile, signOutAndRedirect } from '../../session/file-session.ts'
import {
  type BookingChoice,
  formatChoiceFields,
  parsePartialChoice,
  parsePostedChoice,
} from '../reserve/booking-choice.ts'
import { canMoveAppointment, getBookingState, isSameTimeAndMode } from '../reserve/own-appointment.ts'
import { type ChosenTime, holdChosenTime } from '../reserve/reserve.ts'
import { respondWithBookPage, respondWithBookPageWithoutFile } from './book-page.ts'
import { type BookingSession, loadBookingSession, redirectToAppointment } from './session.ts'

export async function showTimesPage(c: Context): Promise<Response> {
  const session = await loadBookingSession(c)
  if (!session) return signOutAndRedirect(c)
  const isPast = getBookingState(session.parentFile, Date.now()).state === 'past'
  const redirect = isPast ? undefined : redirectIfUnbookable(c, session)
  return redirect ?? respondWithBookPage(c, session, { fields: parseQueryFields(c) })
}

/**
 * Reads the fields that the address may have: the meeting mode, the parent’s time zone, and the date from which they
 * look.
 */
const parseQueryFields = (c: Context): FormFields =>
  Object.fromEntries(['way', 'timeZone', 'from'].map((name) => [name, c.req.queries(name) ?? []]))

/**
 * Shows the times for how and where a parent wants to meet, or holds the time that they chose while they look it over.
 * Whichever button was pressed, one form says how to meet, so nothing else than that is booked.
 */
export async function postTimeChoice(c: Context, posted: ReadForm): Promise<Response> {
  const { [PRESSED_BUTTON_FIELD]: _, ...fields } = posted.fields
  const { damaged } = posted
  if (getPressedButton(posted, [SHOW_TIMES_BUTTON])) return redirectToTimes(c, fields)
  const choice = damaged ? undefined : parsePostedChoice(fields)
  const time = choice && hasChosenTime(choice) ? choice : undefined
  const session = await tryOrLog(c, loadBookingSession(c))
  // The page still has the parent’s choice, so that they can post it again.
  if (isFault(session)) {
    const status = HTTP_STATUS_BY_FAULT[session]
    return time
      ? respondWithBookPageWithoutFile(c, time, bookingNotices.notSent, status)
      : respondWithError(c, status)
  }
  if (!session)
    return time
      ? respondWithBookPageWithoutFile(c, time, bookingNotices.fileClosed, 410)
      : signOutAndRedirect(c)
  const redirect = redirectIfUnbookable(c, session)
  if (redirect) return redirect
  if (!choice) return respondToUnexpectedFields(c, session, fields)
  if (!time) return rejectMissingTime(c, session, fields)
  const booking = getBookingState(session.parentFile, Date.now())
  if (booking.state === 'booked' && isSameTimeAndMode(booking.appointment, time))
    return redirectToAppointment(c)
  return holdTimeAndRedirectToCheck(c, session, time)
}

/** Shows the times again for what was chosen. A time that was chosen stays out of the address, and so of the history. */
function redirectToTimes(c: Context, fields: FormFields): Response {
  const { mode, timeZone } = parsePartialChoice(fields)
  const query = new URLSearchParams({ ...(mode && { way: mode }), ...(timeZone && { timeZone }) })
  return redirectTo(c, `/file/book/?${query}`)
}

/**
 * Redirects a parent who may not choose a time now, because they have no first session to book and none that they may
 * move.
 */
export function redirectIfUnbookable(
  c: Context,
  { parentFile, availabilityRows }: Pick<BookingSession, 'parentFile' | 'availabilityRows'>,
): Response | undefined {
  const booking = getBookingState(parentFile, Date.now())
  if (booking.state === 'none' || booking.state === 'past') return redirectToFile(c)
  if (booking.state === 'booked' && !canMoveAppointment(booking.appointment, availabilityRows, Date.now()))
    return redirectToAppointment(c)
  return undefined
}

export const hasChosenTime = (choice: BookingChoice): choice is ChosenTime => choice.start !== undefined

/** Rejects a post that cannot have come from the page as it is now. */
export function respondToUnexpectedFields(
  c: Context,
  session: BookingSession,
  fields: FormFields,
): Promise<Response> {
  log('booking_malformed', { request: c.get('requestId') })
  return respondWithBookPage(c, session, { fields, notice: bookingNotices.notAsExpected, status: 400 })
}

function rejectMissingTime(c: Context, session: BookingSession, fields: FormFields): Promise<Response> {
  log('booking_rejected', { request: c.get('requestId'), questions: ['start'] })
  const problem = { section: '', question: 'start', field: 'start', wording: chooseTimeProblemWording }
  return respondWithBookPage(c, session, { fields, problems: [problem], status: 422 })
}

/**
 * Holds a time and redirects to the page that checks it. Tries once more when something changed since the file was
 * read.
 */
export async function holdTimeAndRedirectToCheck(
  c: Context,
  session: BookingSession,
  choice: ChosenTime,
): Promise<Response> {
  let current = session
  const response = await retryWhileStale(2, async () => {
    const outcome = await tryOrLog(c, holdChosenTime(c.get('env'), current, choice, Date.now()))
    log('time_held', { request: c.get('requestId'), outcome })
    if (isFault(outcome))
      return respondWithNearestTimes(
        c,
        current,
        choice,
        bookingNotices.notSent,
        HTTP_STATUS_BY_FAULT[outcome],
      )
    if (outcome === 'reserved') return redirectTo(c, '/file/book/check/')
    if (outcome === 'not_available')
      return respondWithNearestTimes(c, current, choice, bookingNotices.slot_taken, 409)
    current = await reloadBookingSession(c, current)
    const redirect = redirectIfUnbookable(c, current)
    if (redirect) return redirect
    return outcome === 'stale'
      ? undefined
      : respondWithNearestTimes(c, current, choice, bookingNotices[outcome], 409)
  })
  return response ?? respondWithNearestTimes(c, current, choice, bookingNotices.stale, 409)
}

/** Reads the file again after it turned out to be stale. */
export async function reloadBookingSession(c: Context, session: BookingSession): Promise<BookingSession> {
  const current = await loadBookingContext(c.get('env').db, session.accessCodeHash, Date.now())
  return current ? { ...current, accessCodeHash: session.accessCodeHash } : session
}

/** Renders the page with the times nearest to the chosen one, and everything else as the parent chose it. */
export const respondWithNearestTimes = (
  c: Context,
  session: BookingSession,
  choice: ChosenTime,
  notice: Notice,
  status: 409 | 500 | 503,
): Promise<Response> =>
  respondWithBookPage(c, session, { fields: formatChoiceFields(choice), nearChosen: true, notice, status })
