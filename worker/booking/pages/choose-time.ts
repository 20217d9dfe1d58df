import { bookingNotices, chooseTime as chooseTimeWords } from '../../../content/booking/page-wording.ts'
import { readBooking } from '../../../db/booking.ts'
import { pathIn, type Wording } from '../../../forms/language.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import { signedOut } from '../../file/session.ts'
import type { Context } from '../../http/context.ts'
import { errorPage } from '../../http/error-response.ts'
import { log } from '../../http/log.ts'
import { readForm } from '../../http/read-form.ts'
import { orFault } from '../../http/try-or-log.ts'
import { isAt, mayMove, standingOf } from '../reserve/own-appointment.ts'
import { type ChosenTime, keep } from '../reserve/reserve.ts'
import { bookPage, bookPageWithout } from './book-page.ts'
import { type Choice, fieldsOfChoice, readChoice } from './booking-choice.ts'
import { type BookingHere, bookingHere, toAppointment, toFile } from './session.ts'

/** The times a parent may choose from, the nearest first. */
export async function showTimes(c: Context): Promise<Response> {
  const here = await bookingHere(c)
  if (!here) return signedOut(c)
  const isPast = standingOf(here.own, Date.now()).state === 'past'
  const there = isPast ? undefined : elsewhere(c, here)
  return there ?? bookPage(c, here, { fields: askedFor(c) })
}

/** What the address may say: how they would like to meet, in which time zone they read, and from when on. */
const askedFor = (c: Context): Fields =>
  Object.fromEntries(['way', 'timeZone', 'from'].map((name) => [name, c.req.queries(name) ?? []]))

/** A time was chosen: it is kept for them while they look it over. */
export async function chooseTime(c: Context): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const { fields, damaged } = posted
  const choice = damaged ? undefined : readChoice(fields)
  const time = choice && isTime(choice) ? choice : undefined
  const here = await orFault(c, bookingHere(c))
  // What they chose is still there, to be posted again.
  if (here === 'fault')
    return time ? bookPageWithout(c, time, bookingNotices.notSent, 500) : errorPage(c, 500)
  if (!here) return time ? bookPageWithout(c, time, bookingNotices.fileClosed, 410) : signedOut(c)
  const there = elsewhere(c, here)
  if (there) return there
  if (!choice) return notAsExpected(c, here, fields)
  if (!time) return nothingChosen(c, here, fields)
  const standing = standingOf(here.own, Date.now())
  if (standing.state === 'booked' && isAt(standing.session, time)) return toAppointment(c)
  return keepChosen(c, here, time)
}

/** Where somebody is led who may not choose a time now: they have no first session to book, and none they may move. */
export function elsewhere(
  c: Context,
  { own, rules }: Pick<BookingHere, 'own' | 'rules'>,
): Response | undefined {
  const standing = standingOf(own, Date.now())
  if (standing.state === 'none' || standing.state === 'past') return toFile(c)
  if (standing.state === 'booked' && !mayMove(standing.session, rules, Date.now())) return toAppointment(c)
  return undefined
}

export const isTime = (choice: Choice): choice is ChosenTime => choice.start !== undefined

/** What was posted cannot have come from the page as it is. */
export function notAsExpected(c: Context, here: BookingHere, fields: Fields): Promise<Response> {
  log('booking_refused', { request: c.get('requestId') })
  return bookPage(c, here, { fields, notice: bookingNotices.notAsExpected, status: 400 })
}

function nothingChosen(c: Context, here: BookingHere, fields: Fields): Promise<Response> {
  log('booking_rejected', { request: c.get('requestId'), questions: ['start'] })
  const problem = { section: '', question: 'start', field: 'start', wording: chooseTimeWords }
  return bookPage(c, here, { fields, problems: [problem], status: 422 })
}

/** Keeps a time and leads to where it is looked over; once more when something changed since the file was read. */
export async function keepChosen(
  c: Context,
  here: BookingHere,
  choice: ChosenTime,
  attempt = 1,
): Promise<Response> {
  const ended = await orFault(c, keep(c.get('env'), here, choice, Date.now()))
  log('time_kept', { request: c.get('requestId'), ended })
  if (ended === 'fault') return timesAgain(c, here, choice, bookingNotices.notSent, 500)
  if (ended === 'done') return c.redirect(pathIn(c.get('language'), '/file/book/check/'), 303)
  if (ended === 'not-offered') return timesAgain(c, here, choice, bookingNotices.gone, 409)
  const current = await readAgain(c, here)
  const there = elsewhere(c, current)
  if (there) return there
  if (ended === 'overtaken' && attempt === 1) return keepChosen(c, current, choice, 2)
  return timesAgain(c, current, choice, bookingNotices[ended], 409)
}

/** What stands now, after something came between. */
export async function readAgain(c: Context, here: BookingHere): Promise<BookingHere> {
  const current = await readBooking(c.get('env').db, here.accessId, Date.now())
  return current ? { ...current, accessId: here.accessId } : here
}

/** The nearest times to the one they chose, and everything else as they chose it. */
export const timesAgain = (
  c: Context,
  here: BookingHere,
  choice: ChosenTime,
  notice: Wording,
  status: 409 | 500,
): Promise<Response> =>
  bookPage(c, here, { fields: fieldsOfChoice(choice), nearChosen: true, notice, status })
