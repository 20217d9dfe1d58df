import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatInstantInZone, getUtcOffsetMinutes, localTimeToInstant } from '../content/time/local-time.ts'
import { lawsByZone, listZonesKnownToData, resolveZoneAt } from '../content/time/zone-laws.ts'
import type { LocalTimeCall, OtherZoneData } from './other-zone-data.fixture.ts'

const parseInstant = (iso: string) => Date.parse(iso)

/** Zones that have the clocks of each zone with a law, in data that do not know the law and in data that do. */
const standIns = {
  old: {
    'America/Vancouver': 'America/Los_Angeles',
    'Canada/Pacific': 'America/Los_Angeles',
    'America/Edmonton': 'America/Denver',
    'Canada/Mountain': 'America/Denver',
    'America/Yellowknife': 'America/Denver',
    'America/Inuvik': 'America/Denver',
    'Africa/Casablanca': 'Africa/Lagos',
    'Africa/El_Aaiun': 'Africa/Lagos',
  },
  new: {
    'America/Vancouver': 'America/Phoenix',
    'Canada/Pacific': 'America/Phoenix',
    'America/Edmonton': 'America/Regina',
    'Canada/Mountain': 'America/Regina',
    'America/Yellowknife': 'America/Regina',
    'America/Inuvik': 'America/Regina',
  },
} as const

function computeWithZoneData(data: keyof typeof standIns, calls: readonly LocalTimeCall[]): number[] {
  const fixture = join(import.meta.dirname, 'other-zone-data.fixture.ts')
  const input = JSON.stringify({ standIns: standIns[data], calls } satisfies OtherZoneData)
  return JSON.parse(execFileSync(process.execPath, [fixture, input], { encoding: 'utf8' }))
}

const hour = 60

/** What the laws say, at the last instant of the clocks before and from then on. */
const offsets: readonly (readonly [timeZone: string, instant: string, minutes: number])[] = [
  ['America/Edmonton', '2026-12-14T16:00:00Z', -6 * hour],
  ['America/Edmonton', '2026-07-14T16:00:00Z', -6 * hour],
  ['America/Edmonton', '2026-11-01T07:59:59.999Z', -6 * hour],
  ['America/Edmonton', '2026-11-01T08:00:00Z', -6 * hour],
  ['America/Edmonton', '2027-03-14T08:59:59Z', -6 * hour],
  ['America/Edmonton', '2027-03-14T09:00:00Z', -6 * hour],
  ['America/Edmonton', '2031-01-15T16:00:00Z', -6 * hour],
  ['Canada/Mountain', '2026-12-14T16:00:00Z', -6 * hour],
  ['America/Yellowknife', '2026-12-14T16:00:00Z', -6 * hour],
  ['America/Inuvik', '2026-12-14T16:00:00Z', -6 * hour],
  ['America/Vancouver', '2026-12-14T16:00:00Z', -7 * hour],
  ['America/Vancouver', '2026-11-01T08:59:59.999Z', -7 * hour],
  ['America/Vancouver', '2026-11-01T09:00:00Z', -7 * hour],
  ['America/Vancouver', '2031-01-15T16:00:00Z', -7 * hour],
  ['Canada/Pacific', '2026-12-14T16:00:00Z', -7 * hour],
  // Neighbours that have no such law, or have had their offset all year for long.
  ['America/Dawson_Creek', '2026-12-14T16:00:00Z', -7 * hour],
  ['America/Fort_Nelson', '2026-12-14T16:00:00Z', -7 * hour],
  ['America/Creston', '2026-12-14T16:00:00Z', -7 * hour],
  ['America/Whitehorse', '2026-12-14T16:00:00Z', -7 * hour],
  ['America/Cambridge_Bay', '2026-12-14T16:00:00Z', -7 * hour],
  ['America/Regina', '2026-12-14T16:00:00Z', -6 * hour],
  ['America/Winnipeg', '2026-12-14T16:00:00Z', -6 * hour],
  ['America/Los_Angeles', '2026-12-14T16:00:00Z', -8 * hour],
  ['America/Denver', '2026-12-14T16:00:00Z', -7 * hour],
]

/** Local times, and the instants they mean. */
const localTimes: readonly (readonly [timeZone: string, date: string, clock: string, instant: string])[] = [
  ['America/Edmonton', '2026-12-14', '10:00', '2026-12-14T16:00:00Z'],
  ['America/Edmonton', '2026-10-31', '23:30', '2026-11-01T05:30:00Z'],
  ['America/Edmonton', '2026-11-01', '00:00', '2026-11-01T06:00:00Z'],
  ['America/Edmonton', '2026-11-01', '01:30', '2026-11-01T07:30:00Z'],
  ['America/Edmonton', '2026-11-01', '02:00', '2026-11-01T08:00:00Z'],
  ['America/Edmonton', '2026-11-01', '24:00', '2026-11-02T06:00:00Z'],
  // No hour is skipped in March any more.
  ['America/Edmonton', '2027-03-14', '02:30', '2027-03-14T08:30:00Z'],
  ['America/Yellowknife', '2027-01-04', '09:00', '2027-01-04T15:00:00Z'],
  ['America/Inuvik', '2027-01-04', '09:00', '2027-01-04T15:00:00Z'],
  ['America/Vancouver', '2027-01-15', '09:00', '2027-01-15T16:00:00Z'],
  ['America/Vancouver', '2026-11-01', '01:30', '2026-11-01T08:30:00Z'],
  ['America/Vancouver', '2026-11-01', '02:00', '2026-11-01T09:00:00Z'],
  ['America/Vancouver', '2027-03-14', '02:30', '2027-03-14T09:30:00Z'],
]

describe.each(['old', 'new'] as const)('with time-zone data that are %s', (data) => {
  it('reads every instant by the law', () => {
    const computed = computeWithZoneData(
      data,
      offsets.map(([timeZone, instant]) => ['getUtcOffsetMinutes', parseInstant(instant), timeZone]),
    )
    expect(offsets.map(([zone, instant], index) => [zone, instant, computed[index]])).toEqual(offsets)
  })

  it('finds the instant of every local time by the law', () => {
    const computed = computeWithZoneData(
      data,
      localTimes.map(([timeZone, date, clock]) => ['localTimeToInstant', date, clock, timeZone]),
    )
    const instants = computed.map((ms) => new Date(ms).toISOString().replace('.000Z', 'Z'))
    expect(localTimes.map(([zone, date, clock], index) => [zone, date, clock, instants[index]])).toEqual(
      localTimes,
    )
  })
})

it('leaves Morocco at UTC from the hour its clocks went back, in data that have it an hour ahead', () => {
  const computed = computeWithZoneData('old', [
    ['getUtcOffsetMinutes', parseInstant('2026-09-20T00:59:59Z'), 'Africa/Casablanca'],
    ['getUtcOffsetMinutes', parseInstant('2026-09-20T01:00:00Z'), 'Africa/Casablanca'],
    ['getUtcOffsetMinutes', parseInstant('2027-07-01T12:00:00Z'), 'Africa/El_Aaiun'],
    ['localTimeToInstant', '2026-12-01', '09:00', 'Africa/Casablanca'],
  ])
  expect(computed).toEqual([60, 0, 0, parseInstant('2026-12-01T09:00:00Z')])
})

it('reads and writes by the law with the data of this runtime, and shows the offset', () => {
  for (const [zone, instant, minutes] of offsets) {
    expect(getUtcOffsetMinutes(parseInstant(instant), zone), zone).toBe(minutes)
  }
  for (const [zone, date, clock, instant] of localTimes) {
    expect(localTimeToInstant(date, clock, zone), `${zone} ${date} ${clock}`).toBe(parseInstant(instant))
  }
  expect(formatInstantInZone(parseInstant('2026-12-14T16:00:00Z'), 'America/Edmonton', 'en')).toBe(
    'December 14, 2026, 10:00\u00a0a.m. (UTC−06:00, America/Edmonton)',
  )
})

it('needs no time-zone data from the instant of a law on, and leaves earlier instants to the data', () => {
  for (const [zone, { from, offset }] of Object.entries(lawsByZone)) {
    expect(resolveZoneAt(from - 1, zone)).toBe(zone)
    expect(resolveZoneAt(from, zone)).toBe(offset)
  }
})

it('says in which year each law can be deleted, by the release of the data and not by today', () => {
  expect(listZonesKnownToData('2027d')).toEqual([])
  expect(listZonesKnownToData('2028a')).toEqual(Object.keys(lawsByZone))
  const release = process.versions.tz ?? ''
  expect(release).toMatch(/^20\d\d[a-z]$/)
  expect(
    listZonesKnownToData(release),
    `Data of ${release} are two years newer than these laws: delete their rows`,
  ).toEqual([])
})
