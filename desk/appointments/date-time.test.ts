import { describe, expect, it } from 'vitest'
import { parseBookableInstant, toDateTimeFieldValues } from './date-time.ts'

const at = (iso: string) => Date.parse(iso)
const NOW = at('2026-11-22T15:00Z')

describe('a day and a clock', () => {
  it.each([
    ['2026-12-01', '14:15', 'America/Toronto', '2026-12-01T19:15Z'],
    ['2026-12-01', '14:15', 'America/Vancouver', '2026-12-01T21:15Z'],
    ['2026-12-01', '14:15', 'America/St_Johns', '2026-12-01T17:45Z'],
    ['2027-07-01', '09:00', 'America/Regina', '2027-07-01T15:00Z'],
    // The change to summer time skips this hour; the clock then shows an hour later.
    ['2027-03-14', '02:30', 'America/Toronto', '2027-03-14T07:30Z'],
  ])('%s %s in %s is %s, and is written so again', (date, clock, timeZone, instant) => {
    const moment = parseBookableInstant({ date, clock }, timeZone, NOW)
    expect(moment).toBe(at(instant))
    if (!date.startsWith('2027-03'))
      expect(toDateTimeFieldValues(at(instant), timeZone)).toEqual({ date, clock })
  })

  it.each([
    ['', '14:15'],
    ['2026-12-01', ''],
    ['2026-02-31', '14:15'],
    ['2026-12-01', '14:10'],
    ['2026-12-01', '25:00'],
    ['2026-11-22', '10:00'],
    ['20261-12-01', '10:00'],
    ['9999-12-31', '10:00'],
    ['2029-01-01', '10:00'],
    ['0001-01-01', '10:00'],
  ])('are no moment to book when they are %s %s', (date, clock) => {
    expect(parseBookableInstant({ date, clock }, 'America/Toronto', NOW)).toBeUndefined()
  })
})
