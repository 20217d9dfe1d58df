import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import {
  addDaysToIsoDate,
  getUtcOffsetMinutes,
  getWeekdayOfIsoDate,
  localTimeToInstant,
  toIsoClockInZone,
  toIsoDateInZone,
} from '../content/time/local-time.ts'
import { resolveZoneAt } from '../content/time/zone-laws.ts'
import { countPropertyRuns } from '../tests/support/property-runs.ts'

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
/** Since every zone has had whole minutes, and until the end of what a calendar offers. */
const instant = fc.integer({ min: Date.UTC(1973, 0, 1), max: Date.UTC(2100, 0, 1) })
const toZoned = (ms: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(resolveZoneAt(ms, timeZone))

it('reads every instant as Temporal does, in every zone', () => {
  fc.assert(
    fc.property(instant, zone, (ms, timeZone) => {
      const zoned = toZoned(ms, timeZone)
      expect(getUtcOffsetMinutes(ms, timeZone)).toBe(zoned.offsetNanoseconds / 60e9)
      expect(toIsoDateInZone(ms, timeZone)).toBe(zoned.toPlainDate().toString())
      expect(toIsoClockInZone(ms, timeZone)).toBe(zoned.toPlainTime().toString().slice(0, 5))
      expect(getWeekdayOfIsoDate(toIsoDateInZone(ms, timeZone))).toBe(zoned.dayOfWeek)
    }),
    { numRuns: countPropertyRuns(1000) },
  )
})

it('finds the instant of every local time as Temporal does, where the clock skips or repeats one too', () => {
  const change = fc
    .tuple(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }), zone)
    .map(([ms, timeZone]) => ({ timeZone, at: toZoned(ms, timeZone).getTimeZoneTransition('next') }))
  const minutes = fc.integer({ min: -180, max: 180 })
  let changes = 0
  fc.assert(
    fc.property(change, minutes, instant, ({ timeZone, at }, distance, anywhere) => {
      if (at) changes += 1
      const ms = at ? at.epochMilliseconds + distance * 60_000 : anywhere
      // A law keeps one offset, so it neither skips nor repeats an hour after it begins.
      if (resolveZoneAt(ms + 86_400_000, timeZone) !== timeZone) return
      const date = toIsoDateInZone(ms, timeZone)
      const clock = `${String((distance + 1440) % 24).padStart(2, '0')}:${String((distance + 1440) % 60).padStart(2, '0')}`
      for (const typed of [clock, toIsoClockInZone(ms, timeZone), '00:00', '24:00']) {
        const day = Temporal.PlainDate.from(date).add({ days: typed === '24:00' ? 1 : 0 })
        const plainTime = Temporal.PlainTime.from(typed === '24:00' ? '00:00' : typed)
        const meant = day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
        expect(localTimeToInstant(date, typed, timeZone), `${date} ${typed} ${timeZone}`).toBe(meant)
      }
    }),
    { numRuns: countPropertyRuns(1000) },
  )
  expect(changes).toBeGreaterThan(100)
})

it('counts days as Temporal does, and refuses what is no date or time', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -800, max: 800 }), (ms, days) => {
      const date = toIsoDateInZone(ms, 'UTC')
      expect(addDaysToIsoDate(date, days)).toBe(Temporal.PlainDate.from(date).add({ days }).toString())
    }),
    { numRuns: countPropertyRuns(200) },
  )
  for (const date of [
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '',
    'today',
    '12026-01-01',
  ])
    expect(() => addDaysToIsoDate(date, 1), date).toThrow(RangeError)
  for (const clock of ['24:01', '25:00', '9:00', '09:60', '', '-1:00', '09:00:00'])
    expect(() => localTimeToInstant('2026-12-01', clock, 'UTC'), clock).toThrow(RangeError)
})
