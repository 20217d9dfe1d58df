import { toIsoDateInZone } from '../../../content/time/local-time.ts'
import type { Opening } from './openings.ts'

/** The starts of the openings on a page, and the date from which the next page continues, if there is one. */
export interface ShownOpenings {
  readonly starts: readonly number[]
  /** The date in the reader’s time zone: `2026-11-30`. */
  readonly later?: string
}

/** Selects the openings of the first whole days, as days lie in the reader’s time zone. */
export function pickOpeningsOfFirstDays(openings: Iterable<Opening>, timeZone: string): ShownOpenings {
  const starts: number[] = []
  const dates = new Set<string>()
  for (const { startsAt } of openings) {
    const date = toIsoDateInZone(startsAt, timeZone)
    if (!dates.has(date) && (dates.size >= MAX_SHOWN_DAYS || starts.length >= MAX_SHOWN_STARTS)) {
      return { starts, later: date }
    }
    dates.add(date)
    starts.push(startsAt)
  }
  return { starts }
}

/** Selects the openings nearest to an instant, before and after it. */
export function pickNearestOpenings(openings: Iterable<Opening>, moment: number): ShownOpenings {
  const distance = (startsAt: number) => Math.abs(startsAt - moment)
  const starts = [...openings]
    .map(({ startsAt }) => startsAt)
    .toSorted((one, other) => distance(one) - distance(other))
    .slice(0, MAX_NEAREST_OPENINGS)
    .toSorted((one, other) => one - other)
  return { starts }
}

/**
 * The most days on a page, so that nobody gets lost on a small screen. Once a page has `MAX_SHOWN_STARTS` times, it
 * ends with the day that has begun.
 */
const MAX_SHOWN_DAYS = 6
const MAX_SHOWN_STARTS = 40

const MAX_NEAREST_OPENINGS = 12
