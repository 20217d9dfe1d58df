import { publicHolidayRows } from './public-holiday-rows.ts'

/** The provinces whose public holidays the table holds: those of the practice. */
export const provincesOfHolidays = Object.keys(publicHolidayRows) as (keyof typeof publicHolidayRows)[]

/**
 * Whether a date, as ISO 8601, is a public holiday in each of some provinces: by default in every one of the practice.
 * On any other day somebody works, and what the practice promised counts. A holiday on a Sunday is kept on Monday.
 */
export const isPublicHoliday = (date: string, provinces: readonly string[] = provincesOfHolidays): boolean =>
  provinces.every((province) => findPublicHolidayLetter(date, province) !== undefined)

/** Lists the dates that are public holidays in each of some provinces. */
export function listPublicHolidays(provinces: readonly string[]): string[] {
  const [first = ''] = provinces
  return Object.entries(getHolidaysByYear(first)).flatMap(([year, days]) =>
    days.split(' ').flatMap((day) => {
      const date = `${year}-${day.slice(0, -1)}`
      return isPublicHoliday(date, provinces) ? [date] : []
    }),
  )
}

/** Finds the letter that stands for the public holiday of a date in a province; undefined on any other day. */
export function findPublicHolidayLetter(date: string, province: string): string | undefined {
  const days = getHolidaysByYear(province)[date.slice(0, 4)]
  return days?.split(date.slice(5))[1]?.[0]
}

/** The holidays of a province by year; none for a province that the table does not hold. */
const getHolidaysByYear = (province: string): Readonly<Record<string, string>> =>
  (publicHolidayRows as Readonly<Record<string, Readonly<Record<string, string>>>>)[province] ?? {}
