import { practice } from '../../../content/practice.ts'
import { buildParentAuditEvent } from '../../../db/audit.ts'
import {
  type BookingContext,
  type BookingOutcome,
  bookAppointment,
  holdSlot,
  moveAppointment,
  type Reservation,
} from '../../../db/booking.ts'
import type { Environment } from '../../environment.ts'
import { createLeadRoutedFileNewsMessages } from '../../mail/coordinator-messages.ts'
import { loadOfferedAvailability, suitsParent } from '../openings/offered-times.ts'
import { type BusyTime, getBusyQuarterHours, getDayBounds, pickOpeningAt } from '../openings/openings.ts'
import { buildAppointmentOutboxRowsToParent, getInitialRemindedAt } from './appointment-messages.ts'
import { type AttendanceDetails, sealAttendanceDetails } from './attendance-details.ts'
import type { BookingChoice } from './booking-choice.ts'
import { getBookingState, pickActiveHold, pickLatestHold } from './own-appointment.ts'

/** A choice that includes a start. */
export type ChosenTime = BookingChoice & { readonly start: number }

/**
 * The outcome of a reservation; `not_available` when the time was already taken, or not offered, when the file was
 * read.
 */
export type ReservationOutcome = BookingOutcome | 'not_available'

/** Holds a chosen time for a parent while they look it over. */
export async function holdChosenTime(
  env: Environment,
  loaded: BookingContext,
  choice: ChosenTime,
  now: number,
): Promise<ReservationOutcome> {
  const reservation = await prepareReservation(env, loaded, choice, crypto.randomUUID(), now)
  return reservation ? holdSlot(env.db, reservation, now + practice.holdMinutes * 60_000) : 'not_available'
}

/**
 * Books the time that a parent looked over, or moves their appointment to it. The messages to the parent and to the
 * lead coordinator are queued in the same batch.
 */
export async function bookChosenTimeOrMoveAppointment(
  env: Environment,
  loaded: BookingContext,
  choice: ChosenTime,
  now: number,
): Promise<ReservationOutcome> {
  const moves = findAppointmentToMove(loaded, now)
  const attendanceId = moves?.attendanceId ?? crypto.randomUUID()
  const reservation = await prepareReservation(env, loaded, choice, attendanceId, now)
  if (!reservation) return 'not_available'
  const { parentFile, lastAuditRow } = loaded
  const { appointment } = reservation
  const { kind, mode, coordinatorId: coordinator } = appointment
  const action = moves ? 'appointment_moved' : 'appointment_booked'
  const event = buildParentAuditEvent(parentFile, action, now, { kind, mode, coordinator })
  const announced = {
    startsAt: appointment.startsAt,
    endsAt: appointment.endsAt,
    sequence: moves ? moves.sequence + 1 : 0,
  }
  const attending = { ...parentFile, attendanceId, details: pickAttendanceDetails(choice) }
  const messages = (
    await Promise.all([
      createLeadRoutedFileNewsMessages(
        env,
        // Whoever learns too late that a session moves waits at its earlier start.
        { ...parentFile, startsAt: Math.min(appointment.startsAt, moves?.startsAt ?? Infinity) },
        moves ? 'appointment-moved' : 'appointment-booked',
        now,
      ),
      buildAppointmentOutboxRowsToParent(env, moves ? 'moved' : 'booked', attending, announced, now),
    ])
  ).flat()
  return moves
    ? moveAppointment(env.db, event, lastAuditRow, { ...reservation, moves }, messages)
    : bookAppointment(env.db, event, lastAuditRow, reservation, messages)
}

/** Lists the times that others have taken. It leaves out this parent’s hold and their appointment that would move. */
export function pickBusyTimesOfOthers(
  { parentFile, busyTimes }: BookingContext,
  now: number,
): readonly BusyTime[] {
  const ownIds = [pickLatestHold(parentFile)?.id, findAppointmentToMove({ parentFile }, now)?.id]
  return busyTimes.filter(({ busyAppointmentId }) => !ownIds.includes(busyAppointmentId))
}

/** Finds the parent’s upcoming appointment, which a choice would move. */
function findAppointmentToMove({ parentFile }: Pick<BookingContext, 'parentFile'>, now: number) {
  const booking = getBookingState(parentFile, now)
  return booking.state === 'booked' ? booking.appointment : undefined
}

const pickAttendanceDetails = ({ timeZone, calendarTitle }: BookingChoice): AttendanceDetails => ({
  timeZone,
  ...(calendarTitle && { calendarTitle }),
})

/** Prepares the rows of a chosen time; gives undefined when the time is not offered or is taken. */
async function prepareReservation(
  env: Environment,
  loaded: BookingContext,
  choice: ChosenTime,
  attendanceId: string,
  now: number,
): Promise<Reservation | undefined> {
  const { parentFile } = loaded
  const effective = await loadOfferedAvailability(env, parentFile, loaded.availabilityRows)
  const { mode, start } = choice
  // The coordinator’s notice period counts from when the time was first held.
  const noticeFrom = pickActiveHold(parentFile, now, choice)?.createdAt ?? now
  const opening =
    effective &&
    suitsParent(start, mode, effective.channels) &&
    pickOpeningAt(
      effective.availability,
      pickBusyTimesOfOthers(loaded, now),
      { mode, kind: 'individual' },
      start,
      noticeFrom,
    )
  if (!effective || !opening) return undefined
  const { timeZone, mostADay } = effective.availability
  const sealedDetails = await sealAttendanceDetails(env, attendanceId, pickAttendanceDetails(choice))
  return {
    appointment: {
      ...opening,
      id: crypto.randomUUID(),
      fileId: parentFile.fileId,
      coordinatorId: effective.coordinatorId,
      kind: 'individual',
      mode,
      createdAt: now,
      createdBy: 'parent',
      quarters: getBusyQuarterHours(opening),
    },
    attendance: {
      id: attendanceId,
      parentId: parentFile.parentId,
      sealedDetails,
      remindedAt: getInitialRemindedAt(start, now),
    },
    offered: { revision: effective.revision, day: getDayBounds(start, timeZone), mostADay },
    moves: findAppointmentToMove(loaded, now),
  }
}
