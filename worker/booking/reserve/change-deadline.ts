import { localTimeToInstant, toIsoClockInZone, toIsoDateInZone } from '../../../content/time/local-time.ts'
import { addWorkingDaysToIsoDate } from '../../../content/time/working-days.ts'

/**
 * Computes the instant until which a parent can move or cancel a session without calling: a number of working days
 * before it begins, at the same local time in the coordinator’s time zone. Instants are in milliseconds.
 */
export const computeChangeDeadline = (startsAt: number, timeZone: string, workingDays: number): number =>
  localTimeToInstant(
    addWorkingDaysToIsoDate(toIsoDateInZone(startsAt, timeZone), -workingDays),
    toIsoClockInZone(startsAt, timeZone),
    timeZone,
  )
