import { Temporal } from 'temporal-polyfill'
import { dateOf } from '../../content/time/local-time.ts'
import type { Agenda, Appointment } from '../app/api-client.ts'

/** A day on the wall calendar, `2026-11-22`, with what begins on it. */
interface Day {
  readonly date: string
  readonly appointments: readonly Appointment[]
}

/** The days of a view: each of a day’s and a week’s, and of a list those that have something. */
export function daysOf({ view, first, next, timeZone, appointments }: Agenda): Day[] {
  const byDate = Map.groupBy(appointments, ({ startsAt }) => dateOf(startsAt, timeZone))
  const dates = view === 'list' ? [...byDate.keys()] : datesBetween(first, next)
  return dates.map((date) => ({ date, appointments: byDate.get(date) ?? [] }))
}

function datesBetween(first: string, next: string): string[] {
  const dates: string[] = []
  for (let day = Temporal.PlainDate.from(first); day.toString() < next; day = day.add({ days: 1 }))
    dates.push(day.toString())
  return dates
}
