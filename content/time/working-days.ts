import { addDaysToIsoDate, getWeekdayOfIsoDate } from './local-time.ts'
import { isPublicHoliday } from './public-holidays.ts'

/**
 * The date some working days after another, or before it when `days` is negative: Monday to Friday, without public
 * holidays. Both are as ISO 8601: `2026-11-22`. With 0 it is the date itself, working day or not.
 */
export function addWorkingDaysToIsoDate(date: string, days: number): string {
  let day = date
  for (let left = Math.abs(days); left > 0; left -= isWorkingDay(day) ? 1 : 0) {
    day = addDaysToIsoDate(day, Math.sign(days))
  }
  return day
}

const isWorkingDay = (date: string): boolean => getWeekdayOfIsoDate(date) <= FRIDAY && !isPublicHoliday(date)

/** The ISO 8601 weekday, in which Monday is 1. */
const FRIDAY = 5
