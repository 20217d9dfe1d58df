import { isoDateInZone } from '../../../content/time/local-time.ts'
import type { Opening } from './openings.ts'

/** When the openings of a page begin, and the date on which it goes on, if it does. */
export interface ShownOpenings {
  readonly starts: readonly number[]
  /** In the time zone they are read in: `2026-11-30`. */
  readonly later?: string
}

/** The first whole days of openings, as they lie in the time zone of whoever reads them. */
export function selectFirstDays(openings: Iterable<Opening>, timeZone: string): ShownOpenings {
  const starts: number[] = []
  const dates = new Set<string>()
  for (const { startsAt } of openings) {
    const date = isoDateInZone(startsAt, timeZone)
    if (!dates.has(date) && (dates.size >= MAX_SHOWN_DAYS || starts.length >= MAX_SHOWN_STARTS)) {
      return { starts, later: date }
    }
    dates.add(date)
    starts.push(startsAt)
  }
  return { starts }
}

/** The openings nearest to a moment, before and after it. */
export function selectNearestOpenings(openings: Iterable<Opening>, moment: number): ShownOpenings {
  const distance = (startsAt: number) => Math.abs(startsAt - moment)
  const starts = [...openings]
    .map(({ startsAt }) => startsAt)
    .toSorted((one, other) => distance(one) - distance(other))
    .slice(0, MAX_NEAREST_OPENINGS)
    .toSorted((one, other) => one - other)
  return { starts }
}

/** No more days than a small screen shows without getting lost; and after this many times, the day that began. */
const MAX_SHOWN_DAYS = 6
const MAX_SHOWN_STARTS = 40

const MAX_NEAREST_OPENINGS = 12
