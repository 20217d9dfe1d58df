import { writeFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import { practice } from '../content/practice.ts'
import { publicHolidayNames } from '../content/time/public-holiday-names.ts'
import { defaultLanguage } from '../forms/language.ts'
import type { Province } from '../forms/provinces.ts'
import { parseCommandLine } from './command-line.ts'

// `npm run public-holidays` writes the table of public holidays; run it when that package or the practice's provinces
// change, and once a year, so that it reaches far enough ahead.
const FILE = 'content/time/public-holiday-rows.ts'
const YEARS = [2026, 2027, 2028, 2029, 2030, 2031, 2032]

/**
 * What the library says otherwise than the law. Sources: Ontario's Employment Standards Act, 2000, section 1, which has
 * no Easter Monday; British Columbia's Employment Standards Act, section 1, which has had the National Day for Truth and
 * Reconciliation since 2023.
 */
const withoutByProvince: Readonly<Record<string, readonly string[]>> = { ON: ['Easter Monday'] }
const alsoByProvince: Readonly<Record<string, readonly string[]>> = {
  BC: ['National Day for Truth and Reconciliation'],
}

/** Writes the module with the public holidays of some provinces, the practice's: of each year, the days with their letters. */
export function writePublicHolidayRows(of: readonly Province[] = practice.provinces): string {
  const provinces = of.map((province) => {
    const years = YEARS.map((year) => `    ${year}: '${listPublicHolidays(province, year).join(' ')}',`)
    return [`  ${province}: {`, ...years, '  },'].join('\n')
  })
  return [
    '// Written by `npm run public-holidays` from date-holidays.',
    '',
    '/** The public holidays of each province of the practice by year: month, day and the letter of the name. */',
    'export const publicHolidayRows = {',
    ...provinces,
    '} as const',
    '',
  ].join('\n')
}

/** Lists the public holidays of a province in a year, in order: `12-25X`. */
function listPublicHolidays(province: string, year: number): string[] {
  const also = alsoByProvince[province] ?? []
  const without = withoutByProvince[province] ?? []
  const days = new Holidays('CA', province)
    .getHolidays(year, defaultLanguage)
    .flatMap(({ date, name, type }) => {
      const isHoliday = (type === 'public' && !without.includes(name)) || also.includes(name)
      return isHoliday ? [{ day: date.slice(0, 10), letter: findLetter(name) }] : []
    })
  return days.map(({ day, letter }) => `${toObservedDay(day, days).slice(5)}${letter}`).toSorted()
}

/**
 * A holiday on a Sunday is kept on the next day that is none, as the federal Holidays Act says of Canada Day; the library
 * moves none of Canada's.
 */
function toObservedDay(day: string, days: readonly { readonly day: string }[]): string {
  if (new Date(day).getUTCDay() !== 0) return day
  const next = (from: string): string => {
    const following = new Date(Date.parse(from) + 86_400_000).toISOString().slice(0, 10)
    return days.some((other) => other.day === following) ? next(following) : following
  }
  return next(day)
}

function findLetter(name: string): string {
  const found = Object.entries(publicHolidayNames).find(
    ([, wording]) => wording[defaultLanguage] === name.replaceAll("'", '’'),
  )
  if (!found) throw new Error(`A holiday without a name of ours: ${name}`)
  return found[0]
}

if (import.meta.main) {
  parseCommandLine({ usage: 'npm run public-holidays' })
  writeFileSync(FILE, writePublicHolidayRows())
}
