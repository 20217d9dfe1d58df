import { checkSection } from '../../../content/forms/booking/index.ts'
import { retryWhileStale } from '../../../db/retry.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { type FieldProblem, parseSectionFields } from '../../../forms/parse.ts'
import { loadContactChannels } from '../../contact/contactability.ts'
import type { Context } from '../../http/context.ts'
import { respondWithError } from '../../http/error-response.ts'
import { bookingNotices } from '../../http/notices.ts'
import type { ReadForm } from '../../http/read-form.ts'
import { HTTP_STATUS_BY_FAULT, isFault, tryOrLog } from '../../http/try-or-log.ts'
import { log } from '../../log.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { signOutAndRedirect } from '../../session/file-session.ts'
import { unsealAttendanceDetails } from '../reserve/attendance-details.ts'
import { parsePartialChoice, parsePostedChoice } from '../reserve/booking-choice.ts'
import {
  getBookingState,
  isSameTimeAndMode,
  type OwnAppointment,
  pickActiveHold,
  pickLatestHold,
} from '../reserve/own-appointment.ts'
import { bookChosenTimeOrMoveAppointment, type ChosenTime } from '../reserve/reserve.ts'
import { respondWithCheckPage } from './check-page.ts'
import {
  hasChosenTime,
  holdTimeAndRedirectToCheck,
  redirectIfUnbookable,
  reloadBookingSession,
  respondToUnexpectedFields,
  respondWithNearestTimes,
} from './choose-time.ts'
import {
  type BookingSession,
  loadAppointmentSession,
  loadBookingSession,
  redirectToAppointment,
  redirectToBooking,
  redirectToMovedAppointment,
} from './session.ts'

/** Shows the time held for a parent once more before they book it. */
export async function showCheckPage(c: Context): Promise<Response> {
  const session = await loadAppointmentSession(c)
  if (!session) return signOutAndRedirect(c)
  const redirect = redirectIfUnbookable(c, session)
  if (redirect) return redirect
  const hold = pickActiveHold(session.parentFile, Date.now())
  if (!hold)
    return getBookingState(session.parentFile, Date.now()).state === 'booked'
      ? redirectToAppointment(c)
      : redirectToBooking(c)
  const details = await unsealAttendanceDetails(c.get('env'), hold.attendanceId, hold.sealedDetails)
  return respondWithCheckPage(c, session, { ...details, mode: hold.mode, start: hold.startsAt })
}

/** Books the time when the parent presses the button, or moves their session to it. */
export async function postBooking(c: Context, posted: ReadForm): Promise<Response> {
  const reviewed = posted.damaged ? undefined : parseReviewedBooking(posted.fields)
  const session = await tryOrLog(c, loadBookingSession(c))
  if (isFault(session)) {
    const status = HTTP_STATUS_BY_FAULT[session]
    return reviewed
      ? renderCheckPageWithoutFile(c, reviewed.choice, 'notBooked', status)
      : respondWithError(c, status)
  }
  if (!session)
    return reviewed
      ? renderCheckPageWithoutFile(c, reviewed.choice, 'fileClosed', 410)
      : signOutAndRedirect(c)
  if (reviewed) return bookReviewedTime(c, session, reviewed)
  return redirectIfUnbookable(c, session) ?? respondToUnexpectedFields(c, session, posted.fields)
}

/** A time that the parent looked over, with the problems that keep it from being booked. */
interface ReviewedBooking {
  readonly choice: ChosenTime
  readonly problems: readonly FieldProblem[]
}

function parseReviewedBooking({ calendarTitle = [], ...fields }: FormFields): ReviewedBooking | undefined {
  const choice = parsePostedChoice(fields)
  if (!choice || !hasChosenTime(choice) || calendarTitle.length > 1) return undefined
  const reading = parseSectionFields(checkSection, { calendarTitle })
  return {
    choice: { ...choice, ...parsePartialChoice({ calendarTitle }) },
    problems: reading.ok ? [] : reading.problems,
  }
}

/**
 * Renders the page when only the posted fields are available. The choice is still there, and pressing again posts the
 * same.
 */
const renderCheckPageWithoutFile = (
  c: Context,
  choice: ChosenTime,
  notice: 'notBooked' | 'fileClosed',
  status: 410 | 500 | 503,
): Promise<Response> => respondWithCheckPage(c, undefined, choice, { notice: bookingNotices[notice], status })

/** Books the reviewed time. Tries once more when something changed since the file was read. */
async function bookReviewedTime(c: Context, session: BookingSession, reviewed: ReviewedBooking) {
  let current = session
  const response = await retryWhileStale(2, async () => {
    const attempted = await tryBooking(c, current, reviewed)
    if (attempted instanceof Response) return attempted
    current = await reloadBookingSession(c, current)
    return attempted === 'stale'
      ? undefined
      : respondWithNearestTimes(c, current, reviewed.choice, bookingNotices[attempted], 409)
  })
  return response ?? respondWithNearestTimes(c, current, reviewed.choice, bookingNotices.stale, 409)
}

/** Tries to book once. Gives the response, or the reason why the time was not booked. */
async function tryBooking(c: Context, session: BookingSession, { choice, problems }: ReviewedBooking) {
  const booking = getBookingState(session.parentFile, Date.now())
  // The button was probably pressed twice.
  if (booking.state === 'booked' && isSameTimeAndMode(booking.appointment, choice))
    return (booking.appointment.sequence > 0 ? redirectToMovedAppointment : redirectToAppointment)(c)
  const redirect = redirectIfUnbookable(c, session)
  if (redirect) return redirect
  if (booking.state === 'booked' && !hasSeenMove(session, booking.appointment, choice))
    return holdTimeAndRedirectToCheck(c, session, choice)
  if (problems.length > 0 && (await asksForCalendarTitle(c, session))) {
    log('booking_rejected', { request: c.get('requestId'), questions: ['calendarTitle'] })
    return respondWithCheckPage(c, session, choice, { problems, status: 422 })
  }
  const outcome = await tryOrLog(
    c,
    bookChosenTimeOrMoveAppointment(c.get('env'), session, choice, Date.now()),
  )
  log('appointment_booked', { request: c.get('requestId'), outcome, moved: booking.state === 'booked' })
  if (isFault(outcome))
    return respondWithCheckPage(c, session, choice, {
      notice: bookingNotices.notBooked,
      status: HTTP_STATUS_BY_FAULT[outcome],
    })
  if (outcome === 'reserved') {
    c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
    return (booking.state === 'booked' ? redirectToMovedAppointment : redirectToAppointment)(c)
  }
  if (outcome === 'not_available')
    return respondWithNearestTimes(c, session, choice, bookingNotices.slot_taken, 409)
  return outcome
}

/** Whether the page asked what a calendar may say: only an e-mail brings an entry, and whoever gets none is not asked. */
const asksForCalendarTitle = async (c: Context, { parentFile }: BookingSession): Promise<boolean> =>
  (await loadContactChannels(c.get('env'), parentFile)).includes('mail')

/**
 * Whether the parent’s page said that their session would move. Booking and moving delete every earlier hold, so a time
 * held since then was looked over with that session on the page.
 */
function hasSeenMove({ parentFile }: BookingSession, appointment: OwnAppointment, choice: ChosenTime) {
  const hold = pickLatestHold(parentFile)
  return hold !== undefined && isSameTimeAndMode(hold, choice) && hold.createdAt >= appointment.createdAt
}
