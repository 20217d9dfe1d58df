import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { toIsoClockInZone, toIsoDateInZone } from '../../../content/time/local-time.ts'
import { isPublicHoliday } from '../../../content/time/public-holidays.ts'
import { timeZoneOptions } from '../../../content/time/time-zones.ts'
import { countPropertyRuns } from '../../../tests/support/property-runs.ts'
import { computeChangeDeadline } from './change-deadline.ts'

const at = (iso: string) => Date.parse(iso)

describe('two working days before a session', () => {
  it.each([
    ['on a Thursday is Tuesday', '2026-11-26T15:00Z', 'America/Toronto', '2026-11-24T15:00Z'],
    ['on a Monday is Thursday', '2026-11-23T14:00Z', 'America/Toronto', '2026-11-19T14:00Z'],
    ['on a Tuesday is Friday', '2026-11-24T14:00Z', 'America/Toronto', '2026-11-20T14:00Z'],
    ['on a Saturday is Thursday', '2026-11-28T15:00Z', 'America/Toronto', '2026-11-26T15:00Z'],
    ['on a Sunday is Thursday', '2026-11-29T15:00Z', 'America/Toronto', '2026-11-26T15:00Z'],
    // 9 a.m. in Toronto is 14:00 in UTC in winter and 13:00 in summer.
    ['is at the same clock across spring', '2027-03-15T13:00Z', 'America/Toronto', '2027-03-11T14:00Z'],
    ['is at the same clock across autumn', '2026-11-02T14:00Z', 'America/Toronto', '2026-10-29T13:00Z'],
    ['is at the same clock in Newfoundland', '2026-11-02T12:30Z', 'America/St_Johns', '2026-10-29T11:30Z'],
    ['knows no change in Saskatchewan', '2026-11-02T15:00Z', 'America/Regina', '2026-10-29T15:00Z'],
    [
      'knows no change in British Columbia any more',
      '2026-11-02T16:00Z',
      'America/Vancouver',
      '2026-10-29T16:00Z',
    ],
    ['leaves Christmas Day out', '2026-12-29T15:00Z', 'America/Toronto', '2026-12-24T15:00Z'],
    // Monday evening in Vancouver is Tuesday in UTC.
    ['counts the coordinator’s days', '2026-12-01T01:00Z', 'America/Vancouver', '2026-11-27T01:00Z'],
  ])('%s', (_, startsAt, timeZone, until) => {
    expect(new Date(computeChangeDeadline(at(startsAt), timeZone, 2)).toISOString()).toBe(
      new Date(at(until)).toISOString(),
    )
  })
})

it('is always that many working days before, at the same clock', () => {
  const zones = Object.keys(timeZoneOptions)
  const quarters = fc.integer({
    min: at('2026-01-01T00:00Z') / 900_000,
    max: at('2030-01-01T00:00Z') / 900_000,
  })
  fc.assert(
    fc.property(
      quarters,
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 10 }),
      (quarter, zone, days) => {
        const startsAt = quarter * 900_000
        const until = computeChangeDeadline(startsAt, zone, days)
        expect(until).toBeLessThan(startsAt)
        let [count, day] = [0, Temporal.PlainDate.from(toIsoDateInZone(until, zone))]
        while (day.toString() < toIsoDateInZone(startsAt, zone)) {
          if (day.dayOfWeek <= 5 && !isPublicHoliday(day.toString())) count++
          day = day.add({ days: 1 })
        }
        expect(count).toBe(days)
        const [at, begins] = [until, startsAt].map((ms) => toIsoClockInZone(ms, zone))
        expect(at).toBe(begins)
      },
    ),
    { numRuns: countPropertyRuns(100) },
  )
})
