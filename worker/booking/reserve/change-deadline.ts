import { Temporal } from 'temporal-polyfill'
import { localTimeToInstant, toIsoDateInZone, toZonedDateTime } from '../../../content/time/local-time.ts'

/**
 * Computes the instant until which a parent can move or cancel a session without calling: a number of working days
 * (Monday to Friday) before it begins, at the same local time in the coordinator’s time zone. Instants are in
 * milliseconds.
 */
export function computeChangeDeadline(startsAt: number, timeZone: string, workingDays: number): number {
  let day = Temporal.PlainDate.from(toIsoDateInZone(startsAt, timeZone))
  for (let left = workingDays; left > 0; left -= day.dayOfWeek <= FRIDAY ? 1 : 0) {
    day = day.subtract({ days: 1 })
  }
  const clock = toZonedDateTime(startsAt, timeZone).toPlainTime().toString().slice(0, 5)
  return localTimeToInstant(day.toString(), clock, timeZone)
}

/** The ISO 8601 weekday, in which Monday is 1. */
const FRIDAY = 5
