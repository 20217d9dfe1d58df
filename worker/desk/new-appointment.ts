import type { meetingModeOptions } from '../../content/booking/availability.ts'
import type { AppointmentWithSlots } from '../../db/booking.ts'
import type { loadDeskFileWithParentsAndAvailability } from '../../db/desk-file-parents.ts'
import { resolveAvailability } from '../booking/openings/effective-availability.ts'
import { buildOpening, getBusyQuarterHours } from '../booking/openings/openings.ts'
import {
  buildAppointmentOutboxRowsToParent,
  getInitialRemindedAt,
} from '../booking/reserve/appointment-messages.ts'
import { sealAttendanceDetails } from '../booking/reserve/attendance-details.ts'
import { getParentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { listAppointmentWarnings } from './appointment-warnings.ts'
import type { ParentSide } from './parent-side.ts'

type LoadedForBooking = NonNullable<Awaited<ReturnType<typeof loadDeskFileWithParentsAndAvailability>>>

interface RequestedAppointment {
  readonly with: ParentSide | 'both'
  readonly mode: keyof typeof meetingModeOptions
  readonly startsAt: number
}

/**
 * Builds an appointment with whoever acts as the lead at the time they ask for, as long as their availability says for its
 * kind and mode. Gives undefined for a time in the past, or for a mode they do not offer.
 */
export function buildAppointmentWithSlots(
  leadId: string,
  { file, availabilityRows }: LoadedForBooking,
  { with: who, mode, startsAt }: RequestedAppointment,
): AppointmentWithSlots | undefined {
  const kind = who === 'both' ? 'joint' : 'individual'
  const now = Date.now()
  const availability = resolveAvailability(leadId, availabilityRows)?.availability
  const minutes = availability?.offered[mode]?.[kind]
  if (!availability || minutes === undefined || startsAt <= now) return undefined
  const opening = buildOpening(availability, { mode, kind }, startsAt, minutes)
  return {
    ...opening,
    id: crypto.randomUUID(),
    fileId: file.id,
    coordinatorId: leadId,
    kind,
    mode,
    createdAt: now,
    createdBy: leadId,
    quarters: getBusyQuarterHours(opening),
  }
}

/** Lists what is unusual about the time of a new appointment with some parents. */
export function listNewAppointmentWarnings(
  { availabilityRows, nearbyAppointments }: LoadedForBooking,
  appointment: AppointmentWithSlots,
  parentIds: readonly string[],
) {
  const rules = resolveAvailability(appointment.coordinatorId, availabilityRows)?.availability
  return rules
    ? listAppointmentWarnings(rules, { ...appointment, parentIds }, nearbyAppointments, appointment.createdAt)
    : []
}

/**
 * Builds a parent's attendance of an appointment, and the messages to that parent. The calendar title is the discreet
 * one.
 */
export async function buildAttendanceAndMessages(
  env: Environment,
  appointment: AppointmentWithSlots,
  parent: LoadedForBooking['parents'][number],
) {
  const { id: parentId, language, sealedContactRules, sharedEmailTokens } = parent
  const [id, now] = [crypto.randomUUID(), appointment.createdAt]
  const rules = await unsealContactRules(env, parentId, sealedContactRules)
  const details = { timeZone: getParentTimeZone(rules), calendarTitle: 'appointment' } as const
  const attending = {
    attendanceId: id,
    parentId,
    fileId: appointment.fileId,
    language,
    sealedContactRules,
    sharedEmailTokens,
    details,
  }
  return {
    id,
    parentId,
    sealedDetails: await sealAttendanceDetails(env, id, details),
    remindedAt: getInitialRemindedAt(appointment.startsAt, now),
    messages: await buildAppointmentOutboxRowsToParent(
      env,
      'booked',
      attending,
      { ...appointment, sequence: 0 },
      now,
    ),
  }
}
