import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Availability,
  appointmentKindOptions,
  availabilitySchema,
  meetingModeOptions,
} from '../../../content/booking/availability.ts'
import { countPropertyRuns } from '../../../tests/support/property-runs.ts'
import {
  type AppointmentFormat,
  type BusyTime,
  getBusyQuarterHours,
  listOpenings,
  type Opening,
  pickOpeningAt,
} from './openings.ts'

// These tests compute the openings a second time, quarter hour by quarter hour, with time zones written by hand. The
// computation is slow and plain, and shares nothing with the code that it checks.

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The offset from UTC in minutes until an instant, for the years of these tests. */
const offsets: Readonly<Partial<Record<Availability['timeZone'], readonly (readonly [string, number])[]>>> = {
  'America/Toronto': [
    ['2026-03-08T07:00Z', -300],
    ['2026-11-01T06:00Z', -240],
    ['2027-03-14T07:00Z', -300],
    ['2027-11-07T06:00Z', -240],
    ['9999-01-01T00:00Z', -300],
  ],
  'America/St_Johns': [
    ['2026-03-08T05:30Z', -210],
    ['2026-11-01T04:30Z', -150],
    ['2027-03-14T05:30Z', -210],
    ['2027-11-07T04:30Z', -150],
    ['9999-01-01T00:00Z', -210],
  ],
  'America/Regina': [['9999-01-01T00:00Z', -360]],
  'America/Vancouver': [
    ['2026-03-08T10:00Z', -480],
    ['9999-01-01T00:00Z', -420],
  ],
}

/** Gives the local date, the weekday (1 is Monday) and the minutes since midnight of an instant. */
function wall(ms: number, timeZone: Availability['timeZone']) {
  const [, offset] = offsets[timeZone]?.find(([until]) => ms < Date.parse(until)) ?? ['', Number.NaN]
  const local = new Date(ms + offset * MINUTE)
  return {
    date: local.toISOString().slice(0, 10),
    weekday: local.getUTCDay() || 7,
    minutes: local.getUTCHours() * 60 + local.getUTCMinutes(),
  }
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

const clocks = fc.nat(96).map((quarter) => {
  const minutes = String((quarter % 4) * 15).padStart(2, '0')
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${minutes}`
})
const hours = fc
  .tuple(clocks, clocks)
  .filter(([one, other]) => one !== other)
  .map((both) => both.toSorted())
  .map(([from = '', until = '']) => ({ from, until }))
const minutes = (most: number) => fc.nat(most / 15).map((quarters) => quarters * 15)
const lengths = fc.record({
  individual: minutes(150).map((length) => length + 15),
  joint: minutes(225).map((length) => length + 15),
})

/** Generates dates around an instant, and some beyond the last that can be booked. */
const dateNear = (now: number) =>
  fc.integer({ min: -1, max: 6 }).map((days) => new Date(now + days * DAY).toISOString().slice(0, 10))

const availabilityNear = (now: number) =>
  fc
    .record({
      timeZone: fc.constantFrom(...(Object.keys(offsets) as Availability['timeZone'][])),
      weekly: fc.array(
        fc.tuple(fc.integer({ min: 1, max: 7 }), hours).map(([weekday, each]) => ({ weekday, ...each })),
        { maxLength: 12 },
      ),
      closed: fc.array(
        fc.tuple(dateNear(now), dateNear(now)).map((both) => {
          const [from = '', until = ''] = both.toSorted()
          return { from, until }
        }),
        { maxLength: 1 },
      ),
      extra: fc.array(
        fc.tuple(dateNear(now), hours).map(([date, each]) => ({ date, ...each })),
        { maxLength: 3 },
      ),
      minutesBefore: minutes(60),
      minutesAfter: minutes(60),
      minutesApart: minutes(60).map((apart) => apart + 30),
      noticeHours: fc.oneof(fc.nat(6), fc.nat(72)),
      daysAhead: fc.integer({ min: 1, max: 4 }),
      offered: fc
        .record({ video: lengths, phone: lengths, 'in-person': lengths }, { requiredKeys: [] })
        .filter((offered) => Object.keys(offered).length > 0),
      mostADay: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(20)),
    })
    .map((fields) => availabilitySchema.parse(fields))

/**
 * Instants to the millisecond. Half of them are near a change of clocks, or where British Columbia’s would have been.
 */
const moments = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('2026-03-08T08:00Z', '2026-11-01T06:00Z', '2027-03-14T08:00Z'),
      fc.integer({ min: -3 * DAY, max: DAY }),
    )
    .map(([change, away]) => Date.parse(change) + away),
  fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2027, 10, 30) }),
)

/** Generates busy times of up to some hours within a few days. Two of them may overlap. */
const busyTimesNear = (now: number) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -48, max: 6 * 96 }), fc.nat(4), fc.integer({ min: 1, max: 16 }), fc.nat(4))
      .map(([start, before, length, after]): BusyTime => {
        const startsAt = (Math.floor(now / QUARTER) + start) * QUARTER
        return {
          startsAt,
          busyFrom: startsAt - before * QUARTER,
          busyUntil: startsAt + (length + after) * QUARTER,
        }
      }),
    { maxLength: 12 },
  )

const formats = fc.record({
  mode: fc.constantFrom(...(Object.keys(meetingModeOptions) as AppointmentFormat['mode'][])),
  kind: fc.constantFrom(...(Object.keys(appointmentKindOptions) as AppointmentFormat['kind'][])),
})

const cases = moments.chain((now) =>
  fc.record({
    now: fc.constant(now),
    availability: availabilityNear(now),
    busyTimes: busyTimesNear(now),
    format: formats,
  }),
)
type Case = typeof cases extends fc.Arbitrary<infer Each> ? Each : never

/** The fixed seed keeps the cases the same from run to run. */
const PROPERTY_RUNS = { numRuns: countPropertyRuns(300), seed: 20261101 }

it('offers exactly the times that a walk through every quarter hour finds, in order', () => {
  let found = 0
  fc.assert(
    fc.property(cases, (each) => {
      const offered = [...listOpenings(each.availability, each.busyTimes, each.format, each)]
      expect(offered.map(({ startsAt }) => written(startsAt))).toEqual(findStartsByWalking(each).map(written))
      found += offered.length
    }),
    PROPERTY_RUNS,
  )
  expect(found).toBeGreaterThan(1000)
})

const written = (ms: number) => new Date(ms).toISOString()

/** Finds every start of an opening by checking each quarter hour of each day. */
function findStartsByWalking({ now, availability, busyTimes, format }: Case): number[] {
  const length = availability.offered[format.mode]?.[format.kind]
  if (length === undefined) return []
  const apart = format.mode === 'in-person' ? availability.minutesApart : 0
  const before = Math.max(availability.minutesBefore, apart)
  const after = Math.max(availability.minutesAfter, apart)
  const busyQuarters = new Set(
    busyTimes.flatMap(({ busyFrom, busyUntil }) => quartersBetween(busyFrom, busyUntil)),
  )
  const last = new Date(
    Date.parse(`${wall(now, availability.timeZone).date}T00:00Z`) + availability.daysAhead * DAY,
  )
  const starts: number[] = []
  for (const [date, day] of daysFrom(now, availability)) {
    if (date > last.toISOString().slice(0, 10)) break
    if (
      busyTimes.filter(({ startsAt }) => wall(startsAt, availability.timeZone).date === date).length >=
      availability.mostADay
    )
      continue
    const open = openQuarters(availability, date, day)
    let began: number | undefined
    for (const quarter of day) {
      began = open.has(quarter) ? (began ?? quarter) : undefined
      if (began === undefined || (quarter - began) % (30 * MINUTE) !== 0) continue
      const session = quartersBetween(quarter, quarter + length * MINUTE)
      const needed = quartersBetween(quarter - before * MINUTE, quarter + (length + after) * MINUTE)
      const fits = session.every((each) => open.has(each)) && needed.every((each) => !busyQuarters.has(each))
      if (fits && quarter >= now + availability.noticeHours * HOUR) starts.push(quarter)
    }
  }
  return starts
}

const quartersBetween = (from: number, until: number): number[] =>
  Array.from({ length: (until - from) / QUARTER }, (_, index) => from + index * QUARTER)

/** Gives each date from today on, with every quarter hour of its local time. */
function daysFrom(now: number, { timeZone, daysAhead }: Availability): Map<string, number[]> {
  const days = new Map<string, number[]>()
  const today = Math.floor(now / DAY) * DAY
  for (const quarter of quartersBetween(today - DAY, today + (daysAhead + 3) * DAY)) {
    const { date } = wall(quarter, timeZone)
    const day = days.get(date)
    if (day) day.push(quarter)
    else days.set(date, [quarter])
  }
  const [partOfADay = ''] = days.keys()
  days.delete(partOfADay)
  return days
}

/** Gives the quarter hours of a day that lie within the availability. */
function openQuarters(availability: Availability, date: string, day: readonly number[]): Set<number> {
  const [midnight = 0] = day
  const { weekday } = wall(midnight, availability.timeZone)
  const isClosed = availability.closed.some(({ from, until }) => from <= date && date <= until)
  const clocks = [
    ...(isClosed ? [] : availability.weekly.filter((each) => each.weekday === weekday)),
    ...availability.extra.filter((each) => each.date === date),
  ]
  // Finds the first quarter hour with this local time. A local time that the change of clocks skipped is where it would
  // have been.
  const when = (clock: string) =>
    clock === '24:00'
      ? (day.at(-1) ?? 0) + QUARTER
      : (day.find((quarter) => wall(quarter, availability.timeZone).minutes === minutesOf(clock)) ??
        midnight + minutesOf(clock) * MINUTE)
  return new Set(
    clocks.flatMap(({ from, until }) => quartersBetween(when(from), Math.max(when(from), when(until)))),
  )
}

it('offers nothing in the past, within the notice, over a busy time or past the last day, a year ahead as well', () => {
  let found = 0
  const aYear = cases.map(({ availability, ...each }) => ({
    ...each,
    availability: { ...availability, daysAhead: 366 },
  }))
  fc.assert(
    fc.property(aYear, (each) => {
      const offered = [...listOpenings(each.availability, each.busyTimes, each.format, each)]
      expect(offered.filter((opening) => !isSound(each, opening))).toEqual([])
      found += offered.length
    }),
    { ...PROPERTY_RUNS, numRuns: countPropertyRuns(30) },
  )
  expect(found).toBeGreaterThan(1000)
})

/** Whether one opening has every property that openings must have. */
function isSound({ now, availability, busyTimes, format }: Case, opening: Opening): boolean {
  const { startsAt, endsAt, busyFrom, busyUntil } = opening
  const apart = format.mode === 'in-person' ? availability.minutesApart : 0
  const today = Date.parse(`${wall(now, availability.timeZone).date}T00:00Z`)
  return (
    endsAt - startsAt === (availability.offered[format.mode]?.[format.kind] ?? 0) * MINUTE &&
    startsAt - busyFrom === Math.max(availability.minutesBefore, apart) * MINUTE &&
    busyUntil - endsAt === Math.max(availability.minutesAfter, apart) * MINUTE &&
    startsAt - now >= availability.noticeHours * HOUR &&
    Date.parse(`${wall(startsAt, availability.timeZone).date}T00:00Z`) - today <=
      availability.daysAhead * DAY &&
    busyTimes.every((other) => other.busyUntil <= busyFrom || other.busyFrom >= busyUntil)
  )
}

it.each(Object.keys(offsets) as Availability['timeZone'][])(
  'begins at the same clock every day of a year in %s, whatever the clocks do',
  (timeZone) => {
    const daily = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '10:00' }))
    const availability = availabilitySchema.parse({
      timeZone,
      weekly: daily,
      closed: [],
      extra: [],
      minutesBefore: 0,
      minutesAfter: 0,
      minutesApart: 30,
      noticeHours: 0,
      daysAhead: 366,
      offered: { video: { individual: 60, joint: 60 } },
      mostADay: 1,
    })
    // Begins once on each day of the week, so that a change of clocks may lie anywhere in the weeks that follow.
    for (let day = 1; day <= 7; day++) {
      const now = Date.UTC(2026, 1, day, 12)
      const shown = [...listOpenings(availability, [], { mode: 'video', kind: 'individual' }, { now })].map(
        ({ startsAt }) => wall(startsAt, timeZone),
      )
      expect(new Set(shown.map(({ date }) => date)).size).toBe(367)
      expect(new Set(shown.map(({ minutes }) => minutes))).toEqual(new Set([540]))
    }
  },
)

it('finds one time by itself exactly when it is among those that are offered', () => {
  let found = 0
  const queries = fc.tuple(cases, fc.integer({ min: -3 * 96, max: 6 * 96 }), fc.nat(200))
  fc.assert(
    fc.property(queries, ([each, quarter, which]) => {
      const { availability, busyTimes, format, now } = each
      const offered = [...listOpenings(availability, busyTimes, format, { now })]
      const anywhere = (Math.floor(now / QUARTER) + quarter) * QUARTER
      for (const startsAt of [anywhere, offered[which % offered.length]?.startsAt ?? anywhere]) {
        const expected = offered.find((opening) => opening.startsAt === startsAt)
        expect(pickOpeningAt(availability, busyTimes, format, startsAt, now)).toEqual(expected)
        if (expected) found += 1
      }
    }),
    PROPERTY_RUNS,
  )
  expect(found).toBeGreaterThan(50)
})

it('offers from a moment on what it offers anyway, without what comes before', () => {
  const queries = fc.tuple(cases, fc.integer({ min: -DAY, max: 6 * DAY }))
  fc.assert(
    fc.property(queries, ([{ availability, busyTimes, format, now }, later]) => {
      const from = now + later
      const all = [...listOpenings(availability, busyTimes, format, { now })]
      expect([...listOpenings(availability, busyTimes, format, { now, from })]).toEqual(
        all.filter(({ startsAt }) => startsAt >= from),
      )
    }),
    PROPERTY_RUNS,
  )
})

it('fills a coordinator’s days one time after another: no quarter hour twice, none in person closer than twice the distance', () => {
  let booked = 0
  const crowds = fc.tuple(cases, fc.array(fc.tuple(formats, fc.nat(200)), { minLength: 5, maxLength: 25 }))
  fc.assert(
    fc.property(crowds, ([{ availability, now }, requestedFormats]) => {
      const bookedOpenings: (Opening & { mode: string })[] = []
      for (const [format, which] of requestedFormats) {
        const free = [...listOpenings(availability, bookedOpenings, format, { now })]
        const chosen = free[which % free.length]
        if (chosen) bookedOpenings.push({ ...chosen, mode: format.mode })
      }
      const quarters = bookedOpenings.flatMap(getBusyQuarterHours)
      expect(new Set(quarters).size).toBe(quarters.length)
      const inPerson = bookedOpenings
        .filter(({ mode }) => mode === 'in-person')
        .toSorted((a, b) => a.startsAt - b.startsAt)
      for (const [index, next] of inPerson.slice(1).entries())
        expect(next.startsAt - (inPerson[index]?.endsAt ?? 0)).toBeGreaterThanOrEqual(
          2 * availability.minutesApart * MINUTE,
        )
      const perDay = Map.groupBy(bookedOpenings, ({ startsAt }) => wall(startsAt, availability.timeZone).date)
      for (const day of perDay.values()) expect(day.length).toBeLessThanOrEqual(availability.mostADay)
      booked += bookedOpenings.length
    }),
    PROPERTY_RUNS,
  )
  expect(booked).toBeGreaterThan(500)
})
