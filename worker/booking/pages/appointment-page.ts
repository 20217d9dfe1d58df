import { appointmentKindOptions } from '../../../content/booking/meeting-modes.ts'
import { practice } from '../../../content/practice.ts'
import { buildPrefixedSlotValues } from '../../../content/slots-for.ts'
import { formatAppointmentTimeLines } from '../../../content/time/local-time.ts'
import { HOUR_MS } from '../../../content/time/units.ts'
import { buildParentAuditEvent } from '../../../db/audit.ts'
import { cancelAppointment } from '../../../db/booking.ts'
import { loadParentFileWithAttendees, type ParentFileWithAttendees } from '../../../db/parent-booking.ts'
import { loadContactChannels } from '../../contact/contactability.ts'
import type { Context } from '../../http/context.ts'
import { fillPage } from '../../http/fill-page.ts'
import type { ReadForm } from '../../http/read-form.ts'
import { redirectTo } from '../../http/redirect.ts'
import { takeNews } from '../../http/returned-page.ts'
import { log } from '../../log.ts'
import { createLeadRoutedFileNewsMessages } from '../../mail/coordinator-messages.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { loadFileSessionWithLoader, redirectToFile, signOutAndRedirect } from '../../session/file-session.ts'
import { buildCancellationOutboxRows } from '../reserve/appointment-messages.ts'
import { type AttendanceDetails, unsealAttendanceDetails } from '../reserve/attendance-details.ts'
import { formatStartField } from '../reserve/booking-choice.ts'
import { CALENDAR_FILE_NAME, getCalendarContentType, renderCalendarFile } from '../reserve/calendar-file.ts'
import {
  canCancelAppointment,
  canMoveAppointment,
  getAppointmentChangeDeadline,
  getBookingState,
  type OwnAppointment,
  pickLastCancelledAppointment,
} from '../reserve/own-appointment.ts'
import { buildAppointmentPageSlotValues } from './appointment-filling.ts'
import { type AppointmentSession, loadAppointmentSession, redirectToAppointment } from './session.ts'

/** Shows a parent’s upcoming appointment: when, with whom and how, and what the parent can still change. */
export const showAppointmentPage = (c: Context): Promise<Response> =>
  withBookedAppointment(c, async (session, appointment, { timeZone, calendarTitle }) => {
    const language = c.get('language')
    const { endsAt, coordinatorId } = appointment
    const channels = await loadContactChannels(c.get('env'), session.parentFile)
    const changeDeadline = getAppointmentChangeDeadline(appointment, session.availabilityRows)
    const canCancel = canCancelAppointment(appointment, session.availabilityRows, Date.now())
    return fillPage(c, '/file/appointment/', {
      slots: {
        ...buildAppointmentPageSlotValues(
          { ...appointment, channels, arrangement: { endsAt, coordinatorId } },
          timeZone,
          language,
        ),
        'can-mail': channels.includes('mail'),
        'will-remind': appointment.startsAt - Date.now() > practice.reminderHours * HOUR_MS,
        moved: (await takeNews(c)) === 'moved' && appointment.sequence > 0,
        'can-cancel': canCancel,
        'can-move': canMoveAppointment(appointment, session.availabilityRows, Date.now()),
        'too-late': !canCancel,
        'calendar-entry': calendarTitle !== 'none',
        'change-until': formatAppointmentTimeLines({ startsAt: changeDeadline }, timeZone, language),
      },
    })
  })

/**
 * Downloads the parent’s calendar entry as a file. A parent who chose none gets none: their device may not be theirs alone.
 * Whoever was not asked, since a coordinator booked, gets the plainest one.
 */
export const respondWithCalendarEntry = (c: Context): Promise<Response> =>
  withBookedAppointment(c, async (_session, appointment, { calendarTitle }) => {
    if (calendarTitle === 'none') return redirectToAppointment(c)
    const title = calendarTitle ?? 'appointment'
    return c.body(
      renderCalendarFile({ ...appointment, title }, 'PUBLISH', c.get('language'), Date.now()),
      200,
      {
        'Content-Type': getCalendarContentType('PUBLISH'),
        'Content-Disposition': `attachment; filename="${CALENDAR_FILE_NAME}"`,
      },
    )
  })

export const showCancelPage = (c: Context): Promise<Response> =>
  withBookedAppointment(c, async (session, appointment, { timeZone }) => {
    if (!canCancelAppointment(appointment, session.availabilityRows, Date.now()))
      return redirectToAppointment(c)
    const language = c.get('language')
    return fillPage(c, '/file/appointment/cancel/', {
      fields: { start: [formatStartField(appointment.startsAt)] },
      slots: {
        when: formatAppointmentTimeLines(appointment, timeZone, language),
        ...buildPrefixedSlotValues('kind-', appointmentKindOptions, (kind) => kind === appointment.kind),
      },
    })
  })

async function withBookedAppointment(
  c: Context,
  respond: (
    session: AppointmentSession,
    appointment: OwnAppointment,
    details: AttendanceDetails,
  ) => Promise<Response>,
) {
  const session = await loadAppointmentSession(c)
  if (!session) return signOutAndRedirect(c)
  const booking = getBookingState(session.parentFile, Date.now())
  if (booking.state !== 'booked') return redirectToFile(c)
  const { attendanceId, sealedDetails } = booking.appointment
  const details = await unsealAttendanceDetails(c.get('env'), attendanceId, sealedDetails)
  return respond(session, booking.appointment, details)
}

/** Cancels the appointment for everybody who takes part, and sends a separate message to each of them. */
export async function postCancellation(c: Context, posted: ReadForm): Promise<Response> {
  const session = await loadFileSessionWithLoader(c, (accessCodeHash) =>
    loadParentFileWithAttendees(c.get('env').db, accessCodeHash, Date.now()),
  )
  if (!session) return signOutAndRedirect(c)
  const booking = getBookingState(session.parentFile, Date.now())
  // The button was probably pressed twice.
  if (booking.state !== 'booked') return redirectTo(c, CANCELLED_PAGE)
  const { appointment } = booking
  if (!canCancelAppointment(appointment, session.availabilityRows, Date.now()))
    return redirectToAppointment(c)
  // The appointment has moved since the page was shown, so the page is shown again.
  if (posted.fields.start?.[0] !== formatStartField(appointment.startsAt)) return showCancelPage(c)
  const cancelled = await cancelAndNotify(c, session, appointment, Date.now())
  log('appointment_cancelled', { request: c.get('requestId'), cancelled })
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  // If the appointment was moved in this moment, that page leads back to it.
  return redirectTo(c, CANCELLED_PAGE)
}

const CANCELLED_PAGE = '/file/appointment/cancelled/'

/** Says that a session is cancelled, and how to clear a calendar, unless there is one that is still booked. */
export async function showCancelledPage(c: Context): Promise<Response> {
  const session = await loadAppointmentSession(c)
  if (!session) return signOutAndRedirect(c)
  const { state } = getBookingState(session.parentFile, Date.now())
  if (state === 'booked') return redirectToAppointment(c)
  const kind = pickLastCancelledAppointment(session.parentFile)?.kind
  // Whoever cancelled nothing, and types the address, is not told that they did.
  if (state === 'none' || !kind) return redirectToFile(c)
  return fillPage(c, CANCELLED_PAGE, {
    slots: {
      'can-book': state === 'open',
      ...buildPrefixedSlotValues('kind-', appointmentKindOptions, (shown) => shown === kind),
    },
  })
}

/**
 * Cancels the appointment and queues the messages. A parent who cancels a joint session also withdraws their consent to
 * one.
 */
async function cancelAndNotify(
  c: Context,
  loaded: ParentFileWithAttendees,
  appointment: OwnAppointment,
  now: number,
): Promise<boolean> {
  const env = c.get('env')
  const { parentFile, lastAuditRow, attendees } = loaded
  const { id, kind, mode, sequence, startsAt } = appointment
  const queued = await Promise.all([
    createLeadRoutedFileNewsMessages(env, { ...parentFile, startsAt }, 'appointment-cancelled', now),
    buildCancellationOutboxRows(env, { ...appointment, fileId: parentFile.fileId }, attendees, now),
  ])
  const detail = { kind, mode, coordinator: appointment.coordinatorId }
  const event = buildParentAuditEvent(parentFile, 'appointment_cancelled', now, detail)
  const consentWithdrawal = kind === 'joint' ? { consentWithdrawnBy: parentFile.parentId } : {}
  return cancelAppointment(env.db, event, lastAuditRow, { id, sequence, ...consentWithdrawal }, queued.flat())
}
