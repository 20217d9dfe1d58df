import { getOfferedMeetingModes } from '../../../content/booking/availability.ts'
import { getTimeZoneOfProvince } from '../../../content/time/province-zones.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import { getParentTimeZone } from '../../contact/contact-rules.ts'
import type { Environment } from '../../environment.ts'
import type { EffectiveAvailability } from '../openings/effective-availability.ts'
import type { OfferedAvailability } from '../openings/offered-times.ts'
import { unsealAttendanceDetails } from '../reserve/attendance-details.ts'
import { type BookingChoice, parsePartialChoice } from '../reserve/booking-choice.ts'
import { getBookingState, pickLatestHold } from '../reserve/own-appointment.ts'

/**
 * Loads the choices by which a page shows times when the parent chose nothing else: those of the time held for them or
 * of the appointment they would move; otherwise the first meeting mode offered and the time zone in which they live.
 */
export async function resolveDefaultChoice(
  env: Environment,
  parentFile: ParentFile,
  effective: OfferedAvailability,
  now: number,
): Promise<BookingChoice> {
  const booking = getBookingState(parentFile, now)
  const before = pickLatestHold(parentFile) ?? (booking.state === 'booked' ? booking.appointment : undefined)
  if (before) {
    const details = await unsealAttendanceDetails(env, before.attendanceId, before.sealedDetails)
    return { ...details, mode: resolveOfferedMode(before.mode, effective) }
  }
  const { contactRules, province, availability } = effective
  // What was sent before the rules held a time zone tells the province all the same.
  const zone = contactRules?.timeZone ?? getTimeZoneOfProvince(province)
  const { timeZone = availability.timeZone } = parsePartialChoice({
    timeZone: [zone ?? getParentTimeZone(contactRules)],
  })
  return { mode: resolveOfferedMode(undefined, effective), timeZone }
}

/** Gives a meeting mode while it is offered, or the first one that is. */
export function resolveOfferedMode(
  mode: BookingChoice['mode'] | undefined,
  { availability }: EffectiveAvailability,
): BookingChoice['mode'] {
  const offered = getOfferedMeetingModes(availability)
  const [first = 'video'] = offered
  return mode && offered.includes(mode) ? mode : first
}
