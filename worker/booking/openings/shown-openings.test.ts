import { describe, expect, it } from 'vitest'
import { toIsoDateInZone } from '../../../content/time/local-time.ts'
import type { Opening } from './openings.ts'
import { pickNearestOpenings, pickOpeningsOfFirstDays } from './shown-openings.ts'

const HOUR = 3_600_000
const opening = (startsAt: number): Opening => ({
  startsAt,
  endsAt: startsAt + HOUR,
  busyFrom: startsAt,
  busyUntil: startsAt + HOUR,
})
/** Builds openings on a number of days, a number each day, every half hour from 14:00 in UTC. */
const days = (count: number, each: number) =>
  Array.from({ length: count }, (_, day) =>
    Array.from({ length: each }, (__, index) =>
      opening(Date.UTC(2026, 10, 23 + day, 14) + (index * HOUR) / 2),
    ),
  ).flat()

describe('the first days of openings', () => {
  it('are six at the most, and lead to the next', () => {
    const { starts, later } = pickOpeningsOfFirstDays(days(10, 2), 'America/Toronto')
    expect(starts).toHaveLength(12)
    expect(later).toBe('2026-11-29')
  })

  it('are fewer when each has many times, and never half a day', () => {
    const { starts, later } = pickOpeningsOfFirstDays(days(10, 13), 'America/Toronto')
    expect(starts).toHaveLength(52)
    expect(later).toBe('2026-11-27')
  })

  it('lead nowhere when there are no more', () => {
    expect(pickOpeningsOfFirstDays(days(6, 2), 'America/Toronto')).toEqual({ starts: expect.any(Array) })
    expect(pickOpeningsOfFirstDays([], 'America/Toronto')).toEqual({ starts: [] })
  })

  it('are those of whoever reads them', () => {
    // 10:30 p.m. in Vancouver is 2 a.m. on the next day in Newfoundland.
    const late = [opening(Date.parse('2026-11-24T04:00Z')), opening(Date.parse('2026-11-24T05:30Z'))]
    const dates = (timeZone: string) =>
      pickOpeningsOfFirstDays(late, timeZone).starts.map((start) => toIsoDateInZone(start, timeZone))
    expect(dates('America/Vancouver')).toEqual(['2026-11-23', '2026-11-23'])
    expect(dates('America/St_Johns')).toEqual(['2026-11-24', '2026-11-24'])
    expect(dates('America/Toronto')).toEqual(['2026-11-23', '2026-11-24'])
  })

  it('are looked for no further than they are shown', () => {
    let produced = 0
    const counted = (function* () {
      for (const each of days(300, 2)) {
        produced++
        yield each
      }
    })()
    pickOpeningsOfFirstDays(counted, 'America/Toronto')
    expect(produced).toBe(13)
  })
})

it('are the nearest to a moment, before and after it, in order of time', () => {
  const chosen = Date.UTC(2026, 10, 25, 14)
  const all = days(10, 4).filter(({ startsAt }) => startsAt !== chosen)
  const { starts, later } = pickNearestOpenings(all, chosen)
  expect(starts).toHaveLength(12)
  expect(starts).toEqual(starts.toSorted((one, other) => one - other))
  expect(later).toBeUndefined()
  const distance = (start: number) => Math.abs(start - chosen)
  const furthest = Math.max(...starts.map(distance))
  const left = all.filter(({ startsAt }) => !starts.includes(startsAt))
  expect(Math.min(...left.map(({ startsAt }) => distance(startsAt)))).toBeGreaterThanOrEqual(furthest)
  expect(starts.some((start) => start < chosen) && starts.some((start) => start > chosen)).toBe(true)
  expect(pickNearestOpenings([], chosen)).toEqual({ starts: [] })
})
