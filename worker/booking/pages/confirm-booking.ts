import { bookingNotices } from '../../../content/booking/page-wording.ts'
import { check } from '../../../content/forms/booking/index.ts'
import { type FieldProblem, readSection } from '../../../forms/parse.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import { signedOut } from '../../file/session.ts'
import type { Context } from '../../http/context.ts'
import { errorPage } from '../../http/error-response.ts'
import { log } from '../../http/log.ts'
import { readForm } from '../../http/read-form.ts'
import { orFault } from '../../http/try-or-log.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { openDetails } from '../reserve/attendance-details.ts'
import { isAt, keptOf, type OwnSession, standingOf, stillKept } from '../reserve/own-appointment.ts'
import { book, type ChosenTime } from '../reserve/reserve.ts'
import { readChoice, understood } from './booking-choice.ts'
import { checkPage } from './check-page.ts'
import { elsewhere, isTime, keepChosen, notAsExpected, readAgain, timesAgain } from './choose-time.ts'
import { type BookingHere, bookingHere, ownBookingHere, toAppointment, toBooking } from './session.ts'

/** What is kept for a parent, once more before they book it. */
export async function showCheck(c: Context): Promise<Response> {
  const here = await ownBookingHere(c)
  if (!here) return signedOut(c)
  const there = elsewhere(c, here)
  if (there) return there
  const kept = stillKept(here.own, Date.now())
  if (!kept) return standingOf(here.own, Date.now()).state === 'booked' ? toAppointment(c) : toBooking(c)
  const details = await openDetails(c.get('env'), kept.attendanceId, kept.details)
  return checkPage(c, here, { ...details, way: kept.way, start: kept.startsAt })
}

/** The button was pressed: the time is booked, or the session they have moves to it. */
export async function bookChosen(c: Context): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const looked = posted.damaged ? undefined : lookedOver(posted.fields)
  const here = await orFault(c, bookingHere(c))
  if (here === 'fault') return looked ? withoutFile(c, looked.choice, 'notBooked', 500) : errorPage(c, 500)
  if (!here) return looked ? withoutFile(c, looked.choice, 'fileClosed', 410) : signedOut(c)
  if (looked) return bookLooked(c, here, looked)
  return elsewhere(c, here) ?? notAsExpected(c, here, posted.fields)
}

/** A time that was looked over, and what is still to be said before it is booked. */
interface LookedOver {
  readonly choice: ChosenTime
  readonly problems: readonly FieldProblem[]
}

function lookedOver({ calendarTitle = [], ...fields }: Fields): LookedOver | undefined {
  const choice = readChoice(fields)
  if (!choice || !isTime(choice) || calendarTitle.length > 1) return undefined
  const reading = readSection(check, { calendarTitle })
  return {
    choice: { ...choice, ...understood({ calendarTitle }) },
    problems: reading.ok ? [] : reading.problems,
  }
}

/** Nothing is known but what was posted: it is still there, and pressing again posts the same. */
const withoutFile = (
  c: Context,
  choice: ChosenTime,
  notice: 'notBooked' | 'fileClosed',
  status: 410 | 500,
): Promise<Response> => checkPage(c, undefined, choice, { notice: bookingNotices[notice], status })

/** Books it; once more when something changed since the file was read. */
async function bookLooked(c: Context, here: BookingHere, looked: LookedOver, attempt = 1): Promise<Response> {
  const { choice, problems } = looked
  const standing = standingOf(here.own, Date.now())
  // Pressed twice, perhaps.
  if (standing.state === 'booked' && isAt(standing.session, choice)) return toAppointment(c)
  const there = elsewhere(c, here)
  if (there) return there
  if (standing.state === 'booked' && !sawMove(here, standing.session, choice))
    return keepChosen(c, here, choice)
  if (problems.length > 0) {
    log('booking_rejected', { request: c.get('requestId'), questions: ['calendarTitle'] })
    return checkPage(c, here, choice, { problems, status: 422 })
  }
  const ended = await orFault(c, book(c.get('env'), here, choice, Date.now()))
  log('session_booked', { request: c.get('requestId'), ended, moved: standing.state === 'booked' })
  if (ended === 'fault') return checkPage(c, here, choice, { notice: bookingNotices.notBooked, status: 500 })
  if (ended === 'done') {
    c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
    return toAppointment(c)
  }
  if (ended === 'not-offered') return timesAgain(c, here, choice, bookingNotices.gone, 409)
  const current = await readAgain(c, here)
  if (ended === 'overtaken' && attempt === 1) return bookLooked(c, current, looked, 2)
  return timesAgain(c, current, choice, bookingNotices[ended], 409)
}

/**
 * Whether the page they pressed on said that their session would move: booking or moving lets go of whatever was kept
 * before, so a time kept since then was looked over with that session on the page.
 */
function sawMove({ own }: BookingHere, session: OwnSession, choice: ChosenTime): boolean {
  const kept = keptOf(own)
  return kept !== undefined && isAt(kept, choice) && kept.madeAt >= session.madeAt
}
