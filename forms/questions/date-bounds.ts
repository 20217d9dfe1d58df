import type { Wording } from '../language.ts'

/** What happened on a day, which bounds when that was. */
export type DateSubject = keyof typeof dateSubjects

interface DateBounds {
  /** Earlier days are refused. The bound is beyond what anybody has to tell, and catches a year with a wrong digit. */
  readonly mostYearsAgo: number
  /** Later days are refused: 0 refuses those to come. */
  readonly leastYearsAgo: number
  readonly tooLate: Wording
}

const todayOrEarlier: Wording = {
  en: 'Enter today’s date or an earlier one',
  fr: 'Entrez la date d’aujourd’hui ou une date antérieure',
}
const untilToday = { leastYearsAgo: 0, tooLate: todayOrEarlier }

export const dateSubjects = {
  'birth-of-adult': {
    mostYearsAgo: 110,
    leastYearsAgo: 12,
    tooLate: {
      en: 'Check the year: a parent was born at least 12 years ago',
      fr: 'Vérifiez l’année : la naissance d’un parent remonte à 12 ans au moins',
    },
  },
  // Some families ask for help with a grown child who still depends on them.
  'birth-of-child': {
    mostYearsAgo: 50,
    leastYearsAgo: 0,
    tooLate: {
      en: `${todayOrEarlier.en}. For a child who isn’t born yet, tick that too`,
      fr: `${todayOrEarlier.fr}. Pour un enfant à naître, cochez aussi cette case`,
    },
  },
  order: { mostYearsAgo: 50, ...untilToday },
  document: { mostYearsAgo: 50, ...untilToday },
  'event-of-couple': { mostYearsAgo: 90, ...untilToday },
} as const satisfies Record<string, DateBounds>

/** Says what is wrong with days of which the first and the last are given, as ISO 8601 dates; undefined if nothing is. */
export function findBoundsProblem(subject: DateSubject, first: string, last: string): Wording | undefined {
  const { mostYearsAgo, leastYearsAgo, tooLate } = dateSubjects[subject]
  if (first > toIsoDayYearsAgo(leastYearsAgo, LATEST_ZONE_HOURS)) return tooLate
  return last < toIsoDayYearsAgo(mostYearsAgo, -LATEST_ZONE_HOURS)
    ? buildTooEarlyProblem(mostYearsAgo)
    : undefined
}

const buildTooEarlyProblem = (years: number): Wording => ({
  en: `Check the year: this is more than ${years} years ago`,
  fr: `Vérifiez l’année : cette date remonte à plus de ${years} ans`,
})

/** The date in UTC some hours from now, some years earlier. */
const toIsoDayYearsAgo = (years: number, hours: number) => {
  const day = new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10)
  return `${Number(day.slice(0, 4)) - years}${day.slice(4)}`
}

/** It is already tomorrow in the time zone fourteen hours ahead of UTC. */
export const LATEST_ZONE_HOURS = 14
