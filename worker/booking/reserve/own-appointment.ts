import type { MeetingMode } from '../../../content/booking/availability.ts'
import { practice } from '../../../content/practice.ts'
import type { ParentFileForBooking } from '../../../db/parent-booking.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import { resolveAvailability } from '../openings/effective-availability.ts'
import { computeChangeDeadline } from './change-deadline.ts'

export type OwnAppointment = ParentFile['appointments'][number]

/**
 * The state of a parent’s first session, which depends only on their own rows: `none` when they may not book, `open`
 * when they may, `booked` when it is to come, and `past` when it is over and they did not miss it.
 */
export type BookingState =
  | { readonly state: 'none' | 'open' | 'past' }
  | { readonly state: 'booked'; readonly appointment: OwnAppointment }

export function getBookingState({ status, appointments }: ParentFile, now: number): BookingState {
  if (status !== 'received') return { state: 'none' }
  const bookedAppointments = appointments.filter(
    ({ heldUntil, outcome }) => heldUntil === null && outcome !== 'missed',
  )
  // The rows are newest first. If the desk booked a second appointment, this finds the one that comes first.
  const appointment = bookedAppointments.findLast(({ endsAt, outcome }) => endsAt > now && outcome === null)
  if (appointment) return { state: 'booked', appointment }
  return { state: bookedAppointments.length > 0 ? 'past' : 'open' }
}

/**
 * Finds the cancelled appointment that a parent still has to be told of: its time has not passed, and nothing of its kind was
 * booked since. A joint one comes first, since the other parent may have cancelled it.
 */
export function pickCancelledAppointment(
  { appointments, cancelledAppointments }: ParentFile,
  now: number,
): OwnAppointment | undefined {
  const untold = cancelledAppointments.filter(
    ({ kind, endsAt, cancelledAt }) =>
      endsAt > now &&
      !appointments.some(
        (other) => other.heldUntil === null && other.kind === kind && other.createdAt >= (cancelledAt ?? 0),
      ),
  )
  return untold.find(({ kind }) => kind === 'joint') ?? untold.at(-1)
}

/** Finds the appointment of a parent that was cancelled last. */
export const pickLastCancelledAppointment = ({
  cancelledAppointments,
}: ParentFile): OwnAppointment | undefined =>
  [...cancelledAppointments].sort((a, b) => (b.cancelledAt ?? 0) - (a.cancelledAt ?? 0))[0]

/**
 * Whether a joint appointment was ever booked, which told each parent that the other one came and agreed to it. Nothing else
 * tells them that.
 */
export const hasHadJointAppointment = ({ appointments, cancelledAppointments }: ParentFile): boolean =>
  [...appointments, ...cancelledAppointments].some(
    ({ kind, heldUntil }) => kind === 'joint' && heldUntil === null,
  )

/** Finds the latest hold of a parent, whether or not it has expired. */
export const pickLatestHold = ({
  appointments,
}: Pick<ParentFile, 'appointments'>): OwnAppointment | undefined =>
  appointments.find(({ heldUntil }) => heldUntil !== null)

/** Finds the parent’s hold while it has not expired and, when a time is given, only if it holds that time. */
export function pickActiveHold(
  parentFile: Pick<ParentFile, 'appointments'>,
  now: number,
  time?: { readonly mode: MeetingMode; readonly start: number },
): (OwnAppointment & { readonly heldUntil: number }) | undefined {
  const hold = pickLatestHold(parentFile)
  if (!hold || hold.heldUntil === null || hold.heldUntil <= now) return undefined
  return !time || isSameTimeAndMode(hold, time) ? { ...hold, heldUntil: hold.heldUntil } : undefined
}

/** Whether an appointment has this start and this meeting mode. */
export const isSameTimeAndMode = (
  { startsAt, mode }: OwnAppointment,
  time: { readonly mode: MeetingMode; readonly start: number },
): boolean => startsAt === time.start && mode === time.mode

/**
 * Gives the instant until which a parent may change a session without calling. It is already past when the session’s
 * coordinator has left.
 */
export function getAppointmentChangeDeadline(
  { coordinatorId, startsAt }: Pick<OwnAppointment, 'coordinatorId' | 'startsAt'>,
  availabilityRows: ParentFileForBooking['availabilityRows'],
): number {
  const effective = resolveAvailability(coordinatorId, availabilityRows)
  return effective
    ? computeChangeDeadline(startsAt, effective.availability.timeZone, practice.changeWorkingDays)
    : 0
}

/** Whether a parent may still cancel a session without calling. */
export const canCancelAppointment = (
  appointment: OwnAppointment,
  availabilityRows: ParentFileForBooking['availabilityRows'],
  now: number,
): boolean => now < getAppointmentChangeDeadline(appointment, availabilityRows)

/**
 * Whether a parent may still move a session without calling. A joint session is moved by the coordinator, who speaks
 * with both parents.
 */
export const canMoveAppointment = (
  appointment: OwnAppointment,
  availabilityRows: ParentFileForBooking['availabilityRows'],
  now: number,
): boolean => appointment.kind === 'individual' && canCancelAppointment(appointment, availabilityRows, now)
