import { toIsoDateInZone } from '../../content/time/local-time.ts'
import type { AppointmentCalendar } from '../appointments/queries.ts'

/** Groups the appointments of a calendar by day, by the coordinator’s own clock. Only days with appointments are listed. */
export function groupAppointmentsByDay({ timeZone, appointments }: AppointmentCalendar) {
  const byDate = Map.groupBy(appointments, ({ startsAt }) => toIsoDateInZone(startsAt, timeZone))
  return [...byDate].map(([date, ofDay]) => ({ date, appointments: ofDay }))
}
