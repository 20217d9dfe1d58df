import type { Coordinator } from '../../content/practice.ts'
import type { loadBookedAppointment } from '../../db/desk-appointments.ts'
import { resolveAvailability } from '../booking/openings/effective-availability.ts'
import { buildOpening, listQuarterHours } from '../booking/openings/openings.ts'
import {
  type AnnouncedAppointment,
  type AppointmentNews,
  buildAppointmentMessages,
} from '../booking/reserve/appointment-messages.ts'
import { openAttendanceDetails } from '../booking/reserve/attendance-details.ts'
import type { Environment } from '../environment.ts'
import { canTakeOverAppointment } from './appointment-calendar.ts'

export type LoadedAppointment = NonNullable<Awaited<ReturnType<typeof loadBookedAppointment>>>

/** The appointment at another time to come, in the calendar it is in or in that of whoever leads; as long as it was. */
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
  const { id, fileId, kind, mode, createdAt, createdBy } = appointment
  return {
    ...opening,
    ...{ id, fileId, kind, mode, createdAt, createdBy, coordinatorId },
    quarters: listQuarterHours(opening),
  }
}

/** A message to each parent who takes part, by themselves; `all` says whether each has an address they called safe. */
export async function createMessagesToParents(
  env: Environment,
  { fileId, parents }: LoadedAppointment,
  kind: AppointmentNews,
  appointment: AnnouncedAppointment,
  now: number,
) {
  const messages = await Promise.all(
    parents.map(async ({ id: parentId, attendanceId, ...parent }) => {
      const details = await openAttendanceDetails(env, attendanceId, parent.sealedDetails)
      return buildAppointmentMessages(
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
