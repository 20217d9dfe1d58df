import type { Wording } from '../../../forms/language.ts'

/**
 * Says how old somebody is on a day, given as ISO 8601, from a date of birth whose parts may be unknown: `2014-XX-XX`. A
 * child under two is told in months. Gives undefined for a day to come, or without a year.
 */
export function buildAgeWording(birthDate: string, today: string): Wording | undefined {
  const [year = 0, month = Number.NaN, day = 1] = birthDate.split('-').map(Number)
  const [thisYear = 0, thisMonth = 0, thisDay = 0] = today.split('-').map(Number)
  if (Number.isNaN(year)) return undefined
  if (Number.isNaN(month)) return thisYear < year ? undefined : buildAboutYearsWording(thisYear - year)
  const isBeforeDay = thisDay < (Number.isNaN(day) ? 1 : day)
  const months = (thisYear - year) * MONTHS_A_YEAR + thisMonth - month - Number(isBeforeDay)
  if (months < 0) return undefined
  return months < MONTHS_UNTIL_YEARS
    ? buildMonthsWording(months)
    : buildYearsWording(Math.floor(months / MONTHS_A_YEAR))
}

const MONTHS_A_YEAR = 12
const MONTHS_UNTIL_YEARS = 24

const buildYearsWording = (years: number): Wording => ({ en: `${years} years old`, fr: `${years} ans` })

const buildMonthsWording = (months: number): Wording => ({
  en: months === 1 ? '1 month old' : `${months} months old`,
  fr: `${months} mois`,
})

const buildAboutYearsWording = (years: number): Wording => ({
  en: `about ${years} years old`,
  fr: `environ ${years} ans`,
})
