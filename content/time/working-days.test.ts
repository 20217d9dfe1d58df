import { expect, it } from 'vitest'
import { practice } from '../practice.ts'
import { isPublicHoliday, listPublicHolidays, provincesOfHolidays } from './public-holidays.ts'
import { addWorkingDaysToIsoDate } from './working-days.ts'

it.each([
  ['2026-11-23', 0, '2026-11-23'],
  ['2026-11-22', 0, '2026-11-22'],
  ['2026-11-23', 3, '2026-11-26'],
  ['2026-11-26', 3, '2026-12-01'],
  ['2026-11-28', 1, '2026-11-30'],
  ['2026-11-30', -2, '2026-11-26'],
  // Christmas is a Friday, and the day after it a Saturday.
  ['2026-12-24', 1, '2026-12-28'],
  ['2026-12-28', -1, '2026-12-24'],
  ['2026-12-31', 1, '2027-01-04'],
  // Thanksgiving.
  ['2026-10-09', 1, '2026-10-13'],
])('counts from %s by %i working days to %s', (date, days, expected) => {
  expect(addWorkingDaysToIsoDate(date, days)).toBe(expected)
})

it('knows the holidays of the provinces in which the practice works, and of no single one', () => {
  expect([...provincesOfHolidays].sort()).toEqual([...practice.provinces].sort())
  expect(isPublicHoliday('2027-02-15')).toBe(true)
  // British Columbia alone.
  expect(isPublicHoliday('2026-11-11')).toBe(false)
  expect(isPublicHoliday('2026-11-11', ['BC'])).toBe(true)
  expect(isPublicHoliday('2026-11-11', ['BC', 'QC'])).toBe(false)
  expect(listPublicHolidays(['ON', 'BC']).slice(0, 3)).toEqual(['2026-01-01', '2026-02-16', '2026-04-03'])
})
