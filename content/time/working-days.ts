import { addDaysToIsoDate } from './local-time.ts'
import { isPublicHoliday } from './public-holidays.ts'

/**
 * The date some working days after another, or before it when `days` is negative: Monday to Friday, without public
 * holidays. Both are as ISO 8601: `2026-11-22`. With 0 it is the date itself, working day or not.
 */
export function addWorkingDaysToIsoDate(date: string, days: number): string {
  // Throws for a date that does not exist.
  const day = new Date(addDaysToIsoDate(date, 0))
  for (let left = Math.abs(days); left > 0; left -= isWorkingDay(day) ? 1 : 0) {
    day.setUTCDate(day.getUTCDate() + Math.sign(days))
  }
  return toIsoDate(day)
}

/** Whether a date, as ISO 8601, is a working day. */
export const isWorkingDate = (date: string): boolean => isWorkingDay(new Date(date))

const isWorkingDay = (day: Date): boolean => !isWeekend(day) && !isPublicHoliday(toIsoDate(day))

const isWeekend = (day: Date): boolean => [SUNDAY, SATURDAY].includes(day.getUTCDay())
const SUNDAY = 0
const SATURDAY = 6

const toIsoDate = (day: Date): string => day.toISOString().slice(0, 10)
