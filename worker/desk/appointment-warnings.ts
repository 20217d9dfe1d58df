import * as z from 'zod/mini'
import { type AppointmentWarning, appointmentWarnings } from '../../content/booking/appointment-warnings.ts'
import type { Availability } from '../../content/booking/availability.ts'
import type { NearbyAppointment } from '../../db/nearby-appointments.ts'
import { getDayBounds, listOpenTimes } from '../booking/openings/openings.ts'

/**
 * Lists what a coordinator has to accept before an appointment is booked or moved, with the availability of its
 * coordinator and the appointments that are booked from now on. A moved one is no warning to itself.
 */
export function listAppointmentWarnings(
  availability: Availability,
  appointment: NearbyAppointment,
  nearby: readonly NearbyAppointment[],
  now: number,
): AppointmentWarning[] {
  const others = nearby.filter(({ id }) => id !== appointment.id)
  const isWarned: Record<AppointmentWarning, boolean> = {
    'outside-hours': !isWithinOpenTimes(availability, appointment),
    'has-appointment': others.some(
      ({ startsAt, parentIds }) =>
        startsAt > now && parentIds.some((id) => appointment.parentIds.includes(id)),
    ),
    'back-to-back':
      appointment.mode === 'in-person' && others.some((other) => isNearInPerson(appointment, other)),
  }
  return appointmentWarnings.filter((warning) => isWarned[warning])
}

/**
 * Accepts the warnings that the page showed. A page that shows none leaves it out, and is warned of nothing.
 */
export const acceptedWarningsSchema = z.optional(
  z.array(z.enum(appointmentWarnings)).check(z.maxLength(appointmentWarnings.length)),
)

/** Whether some warning was not accepted. */
export const isWarningNew = (
  warnings: readonly AppointmentWarning[],
  accepted: readonly AppointmentWarning[] | undefined,
): boolean => accepted !== undefined && warnings.some((warning) => !accepted.includes(warning))

function isWithinOpenTimes(
  availability: Availability,
  { startsAt, endsAt }: Pick<NearbyAppointment, 'startsAt' | 'endsAt'>,
) {
  const day = getDayBounds(startsAt, availability.timeZone)
  return listOpenTimes(availability, day.from, day.until).some(
    ({ from, until }) => from <= startsAt && endsAt <= until,
  )
}

const isNearInPerson = (one: NearbyAppointment, other: NearbyAppointment): boolean =>
  other.mode === 'in-person' &&
  other.coordinatorId === one.coordinatorId &&
  other.startsAt - one.endsAt < BACK_TO_BACK_MS &&
  one.startsAt - other.endsAt < BACK_TO_BACK_MS

/**
 * How near two sessions in person are back to back. An hour between them is reserved; somebody who stays on and somebody
 * who is early may still meet.
 */
const BACK_TO_BACK_MS = 90 * 60_000
