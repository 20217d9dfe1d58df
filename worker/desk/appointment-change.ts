import type { Coordinator } from '../../content/practice.ts'
import type { loadDeskAppointmentContext } from '../../db/desk-appointments.ts'
import { resolveAvailability } from '../booking/openings/effective-availability.ts'
import { buildOpening, getBusyQuarterHours } from '../booking/openings/openings.ts'
import {
  type AnnouncedAppointment,
  type AppointmentNews,
  buildAppointmentOutboxRowsToParent,
} from '../booking/reserve/appointment-messages.ts'
import { unsealAttendanceDetails } from '../booking/reserve/attendance-details.ts'
import type { Environment } from '../environment.ts'
import { canTakeOverAppointment } from './appointment-calendar.ts'
import { listAppointmentWarnings } from './appointment-warnings.ts'

export type LoadedAppointment = NonNullable<Awaited<ReturnType<typeof loadDeskAppointmentContext>>>

/**
 * Builds the appointment at another time, with the same length, and what is unusual about that time. It stays in its
 * calendar unless `newCoordinator` takes it over. Gives undefined for a time in the past, or when that coordinator may not
 * take it over.
 */
export function buildMovedAppointment(
  appointment: LoadedAppointment,
  startsAt: number,
  newCoordinator: Coordinator | undefined,
) {
  const { coordinatorId: currentId, startsAt: before, endsAt } = appointment
  if (
    newCoordinator &&
    newCoordinator.id !== currentId &&
    !canTakeOverAppointment(newCoordinator, appointment, 'to-come')
  )
    return undefined
  const coordinatorId = newCoordinator?.id ?? currentId
  const rules = resolveAvailability(coordinatorId, appointment.availabilityRows)?.availability
  if (!rules || startsAt <= Date.now()) return undefined
  const opening = buildOpening(rules, appointment, startsAt, (endsAt - before) / 60_000)
  const { id, fileId, kind, mode, createdAt, createdBy, parents, nearbyAppointments } = appointment
  const moved = { ...opening, id, fileId, kind, mode, createdAt, createdBy, coordinatorId }
  const attending = { ...moved, parentIds: parents.map((parent) => parent.id) }
  return {
    ...moved,
    quarters: getBusyQuarterHours(opening),
    warnings: listAppointmentWarnings(rules, attending, nearbyAppointments, Date.now()),
  }
}

/**
 * Builds a separate message to each parent who takes part. `all` tells whether each has an address they called safe.
 */
export async function createAppointmentOutboxRowsAndReachability(
  env: Environment,
  { fileId, parents }: LoadedAppointment,
  kind: AppointmentNews,
  appointment: AnnouncedAppointment,
  now: number,
) {
  const messages = await Promise.all(
    parents.map(async ({ id: parentId, attendanceId, ...parent }) => {
      const details = await unsealAttendanceDetails(env, attendanceId, parent.sealedDetails)
      return buildAppointmentOutboxRowsToParent(
        env,
        kind,
        { ...parent, parentId, attendanceId, fileId, details },
        appointment,
        now,
      )
    }),
  )
  return { rows: messages.flat(), all: messages.every((rows) => rows.length > 0) }
}
