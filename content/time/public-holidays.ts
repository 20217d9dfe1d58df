/** The provinces whose public holidays the table holds: those of the practice. */
export const provincesOfHolidays = ['ON', 'BC'] as const

/**
 * The days of each year that are public holidays in every province of the practice, as month and day: on any other day
 * somebody works, and what the practice promised counts. Source: date-holidays 3.37.0, `getHolidays` of CA-ON and CA-BC, the
 * type `public`. A practice in other provinces makes the table anew.
 */
const holidaysByYear: Readonly<Record<string, string>> = {
  2026: '01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25',
  2027: '01-01 02-15 03-26 05-24 07-01 09-06 10-11 12-25',
  2028: '01-01 02-21 04-14 05-22 07-01 09-04 10-09 12-25',
  2029: '01-01 02-19 03-30 05-21 07-01 09-03 10-08 12-25',
  2030: '01-01 02-18 04-19 05-20 07-01 09-02 10-14 12-25',
  2031: '01-01 02-17 04-11 05-19 07-01 09-01 10-13 12-25',
  2032: '01-01 02-16 03-26 05-24 07-01 09-06 10-11 12-25',
}

/** Whether a date, as ISO 8601, is a public holiday in every province of the practice. */
export const isPublicHoliday = (date: string): boolean =>
  holidaysByYear[date.slice(0, 4)]?.includes(date.slice(5)) === true
