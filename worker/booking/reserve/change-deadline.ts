import {
  addDaysToIsoDate,
  getWeekdayOfIsoDate,
  localTimeToInstant,
  toIsoClockInZone,
  toIsoDateInZone,
} from '../../../content/time/local-time.ts'

/**
 * Computes the instant until which a parent can move or cancel a session without calling: a number of working days
 * (Monday to Friday) before it begins, at the same local time in the coordinator’s time zone. Instants are in
 * milliseconds.
 */
export function computeChangeDeadline(startsAt: number, timeZone: string, workingDays: number): number {
  let day = toIsoDateInZone(startsAt, timeZone)
  for (let left = workingDays; left > 0; left -= getWeekdayOfIsoDate(day) <= FRIDAY ? 1 : 0) {
    day = addDaysToIsoDate(day, -1)
  }
  return localTimeToInstant(day, toIsoClockInZone(startsAt, timeZone), timeZone)
}

/** The ISO 8601 weekday, in which Monday is 1. */
const FRIDAY = 5
