import { readFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import { expect, it } from 'vitest'
import { practice } from '../content/practice.ts'
import { isPublicHoliday } from '../content/time/public-holidays.ts'
import { type Province, provinceNamesByAbbreviation } from '../forms/provinces.ts'
import { writePublicHolidayRows } from './public-holidays.ts'

it('finds the table as the installed library gives it', () => {
  expect(readFileSync('content/time/public-holiday-rows.ts', 'utf8')).toBe(writePublicHolidayRows())
})

it.each(practice.provinces)('knows every public holiday of %s that the library knows', (province) => {
  const library = new Holidays('CA', province)
  const days = Array.from({ length: 7 }, (_, index) => library.getHolidays(2026 + index, 'en')).flat()
  const onWorkingDays = days.filter(
    ({ type, name, date }) =>
      type === 'public' && name !== 'Easter Monday' && new Date(date.slice(0, 10)).getUTCDay() % 7 !== 0,
  )
  expect(onWorkingDays.length).toBeGreaterThan(50)
  for (const { date } of onWorkingDays)
    expect([date, isPublicHoliday(date.slice(0, 10), [province])]).toEqual([date, true])
})

it.each(Object.keys(provinceNamesByAbbreviation) as Province[])(
  'has a name of its own for each holiday of %s',
  (province) => {
    expect(writePublicHolidayRows([province])).toMatch(/ 2026: '01-01N .*12-25X/)
  },
)

it.each([
  // Canada Day and New Year's Day on a Sunday are kept on Monday.
  ['2029-07-01', 'ON', false],
  ['2029-07-02', 'ON', true],
  ['2028-01-01', 'BC', true],
  // Boxing Day on a Sunday, behind Christmas on a Saturday.
  ['2027-12-25', 'ON', true],
  ['2027-12-27', 'ON', true],
  ['2027-12-27', 'BC', false],
  ['2027-09-30', 'BC', true],
  ['2027-09-30', 'ON', false],
  ['2027-03-29', 'ON', false],
] as const)('%s in %s: %s', (date, province, expected) => {
  expect(isPublicHoliday(date, [province])).toBe(expected)
})
