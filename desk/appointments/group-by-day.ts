import { addDaysToIsoDate, toIsoDateInZone } from '../../content/time/local-time.ts'
import type { AppointmentCalendar } from './queries.ts'

/**
 * Groups the appointments of a view by day. A day or a week has all of its days; a list has only those with
 * appointments.
 */
export function groupAppointmentsByDay({ view, first, next, timeZone, appointments }: AppointmentCalendar) {
  const byDate = Map.groupBy(appointments, ({ startsAt }) => toIsoDateInZone(startsAt, timeZone))
  const dates = view === 'list' ? [...byDate.keys()] : listDatesBetween(first, next)
  return dates.map((date) => ({ date, appointments: byDate.get(date) ?? [] }))
}

function listDatesBetween(first: string, next: string): string[] {
  const dates: string[] = []
  for (let date = first; date < next; date = addDaysToIsoDate(date, 1)) dates.push(date)
  return dates
}
