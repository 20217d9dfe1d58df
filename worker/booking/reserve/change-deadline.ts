import { Temporal } from 'temporal-polyfill'
import { isoDateInZone, localTimeToInstant, toZonedDateTime } from '../../../content/time/local-time.ts'

/**
 * Until when a parent moves or cancels a session without calling: some working days before it begins, Monday to Friday,
 * at the same clock time in the coordinator's time zone. Instants in milliseconds.
 */
export function computeChangeDeadline(startsAt: number, timeZone: string, workingDays: number): number {
  let day = Temporal.PlainDate.from(isoDateInZone(startsAt, timeZone))
  for (let left = workingDays; left > 0; left -= day.dayOfWeek <= FRIDAY ? 1 : 0) {
    day = day.subtract({ days: 1 })
  }
  const clock = toZonedDateTime(startsAt, timeZone).toPlainTime().toString().slice(0, 5)
  return localTimeToInstant(day.toString(), clock, timeZone)
}

/** Monday is 1, as in ISO 8601. */
const FRIDAY = 5
