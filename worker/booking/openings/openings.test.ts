import { describe, expect, it } from 'vitest'
import {
  type AppointmentKind,
  type Availability,
  availabilitySchema,
  type MeetingMode,
} from '../../../content/booking/availability.ts'
import {
  type BusyTime,
  buildOpening,
  getBusyQuarterHours,
  getDayBounds,
  listOpenings,
  pickOpeningAt,
} from './openings.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Parses an instant to milliseconds: `2026-11-02T14:00Z`. */
const at = (instant: string) => Date.parse(instant)
const written = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z')

/** Builds an availability, by default the mornings of working days in Toronto. */
const buildAvailability = (some: Partial<Availability> = {}): Availability =>
  availabilitySchema.parse({
    timeZone: 'America/Toronto',
    weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '11:00' })),
    closed: [],
    extra: [],
    minutesBefore: 0,
    minutesAfter: 0,
    minutesApart: 30,
    noticeHours: 0,
    daysAhead: 4,
    offered: { video: { individual: 60, joint: 90 } },
    mostADay: 5,
    ...some,
  })

/** Builds an availability with no weekly hours, only these on one day. */
const availabilityOnDay = (date: string, from: string, until: string, some: Partial<Availability> = {}) =>
  buildAvailability({ weekly: [], extra: [{ date, from, until }], ...some })

interface OpeningsQuery {
  readonly now?: string
  readonly from?: string
  readonly busyTimes?: readonly BusyTime[]
  readonly mode?: MeetingMode
  readonly kind?: AppointmentKind
}

/** Midnight at the start of a Monday in Toronto. */
const MONDAY = '2026-11-23T05:00Z'

/** Lists the start of each opening. */
const listStarts = (offeredAvailability: Availability, query: OpeningsQuery = {}): string[] => {
  const { now = MONDAY, from, busyTimes = [], mode = 'video', kind = 'individual' } = query
  const when = { now: at(now), ...(from && { from: at(from) }) }
  return [...listOpenings(offeredAvailability, busyTimes, { mode, kind }, when)].map(({ startsAt }) =>
    written(startsAt),
  )
}

/** Builds a busy time between two local times of Monday, with no free time around it. */
const busyBetween = (from: string, until: string): BusyTime => {
  const [busyFrom, busyUntil] = [at(`2026-11-23T${from}Z`), at(`2026-11-23T${until}Z`)]
  return { startsAt: busyFrom, busyFrom, busyUntil }
}

describe('where clocks change', () => {
  /** Gives the first opening of a day whose hours begin at 9 a.m. in a time zone. */
  const nineIn = (timeZone: Availability['timeZone'], date: string) =>
    listStarts(availabilityOnDay(date, '09:00', '10:00', { timeZone, daysAhead: 366 }), {
      now: '2026-01-02T12:00Z',
    })

  it.each<[Availability['timeZone'], string, string]>([
    // Toronto is an hour later in UTC from the first Sunday of November to the second of March.
    ['America/Toronto', '2026-10-31', '2026-10-31T13:00Z'],
    ['America/Toronto', '2026-11-01', '2026-11-01T14:00Z'],
    ['America/Toronto', '2026-03-07', '2026-03-07T14:00Z'],
    ['America/Toronto', '2026-03-08', '2026-03-08T13:00Z'],
    // Newfoundland has an offset of half an hour.
    ['America/St_Johns', '2026-10-31', '2026-10-31T11:30Z'],
    ['America/St_Johns', '2026-11-01', '2026-11-01T12:30Z'],
    ['America/St_Johns', '2026-03-07', '2026-03-07T12:30Z'],
    ['America/St_Johns', '2026-03-08', '2026-03-08T11:30Z'],
    // Saskatchewan never changes its clocks.
    ['America/Regina', '2026-01-15', '2026-01-15T15:00Z'],
    ['America/Regina', '2026-03-09', '2026-03-09T15:00Z'],
    ['America/Regina', '2026-07-15', '2026-07-15T15:00Z'],
    ['America/Regina', '2026-11-02', '2026-11-02T15:00Z'],
    // British Columbia changed its clocks for the last time in March 2026, and stays at UTC−7.
    ['America/Vancouver', '2026-03-07', '2026-03-07T17:00Z'],
    ['America/Vancouver', '2026-03-08', '2026-03-08T16:00Z'],
    ['America/Vancouver', '2026-10-31', '2026-10-31T16:00Z'],
    ['America/Vancouver', '2026-11-01', '2026-11-01T16:00Z'],
    ['America/Vancouver', '2026-12-31', '2026-12-31T16:00Z'],
  ])('nine o’clock in %s on %s is %s', (timeZone, date, instant) => {
    expect(nineIn(timeZone, date)).toEqual([instant])
  })

  it('British Columbia’s winter and next spring are UTC−7 as well', () => {
    const availability = buildAvailability({
      timeZone: 'America/Vancouver',
      weekly: [{ weekday: 7, from: '09:00', until: '10:00' }],
      daysAhead: 366,
    })
    const clocks = listStarts(availability, { now: '2026-10-20T12:00Z' }).map((instant) => instant.slice(11))
    expect(clocks.length).toBe(52)
    expect(new Set(clocks)).toEqual(new Set(['16:00Z']))
  })

  it.each<[string, Availability['timeZone'], string, string[]]>([
    [
      'the night that is an hour longer has its hour twice',
      'America/Toronto',
      '2026-11-01',
      ['2026-11-01T04:00Z', '2026-11-01T05:00Z', '2026-11-01T06:00Z', '2026-11-01T07:00Z'],
    ],
    [
      'the night that is an hour shorter has none of the hour that was left out',
      'America/Toronto',
      '2026-03-08',
      ['2026-03-08T05:00Z', '2026-03-08T06:00Z'],
    ],
    [
      'Newfoundland changes with its own clock',
      'America/St_Johns',
      '2026-11-01',
      ['2026-11-01T02:30Z', '2026-11-01T03:30Z', '2026-11-01T04:30Z', '2026-11-01T05:30Z'],
    ],
    [
      'British Columbia’s night of 1 November 2026 is as long as any other',
      'America/Vancouver',
      '2026-11-01',
      ['2026-11-01T07:00Z', '2026-11-01T08:00Z', '2026-11-01T09:00Z'],
    ],
  ])('%s', (_, timeZone, date, expected) => {
    const availability = availabilityOnDay(date, '00:00', '03:00', { timeZone, daysAhead: 366 })
    const onTheHour = (instant: string) => (at(instant) - at(expected[0] ?? '')) % HOUR === 0
    expect(listStarts(availability, { now: '2026-01-02T12:00Z' }).filter(onTheHour)).toEqual(expected)
  })

  it('a day of 25 hours is one day: it ends at its own midnight and is full with what it holds', () => {
    const availability = availabilityOnDay('2026-11-01', '23:00', '24:00', { mostADay: 1 })
    const now = '2026-10-31T12:00Z'
    expect(listStarts(availability, { now })).toEqual(['2026-11-02T04:00Z'])
    const early = { startsAt: at('2026-11-01T04:00Z'), busyFrom: at('2026-11-01T04:00Z') }
    const busyLonger = { ...early, busyUntil: at('2026-11-01T05:00Z') }
    expect(listStarts(availability, { now, busyTimes: [busyLonger] })).toEqual([])
    const dayBefore = { ...busyLonger, startsAt: at('2026-11-01T03:45Z') }
    expect(listStarts(availability, { now, busyTimes: [dayBefore] })).toEqual(['2026-11-02T04:00Z'])
  })

  it('a day lies between two midnights of its own zone', () => {
    const around = (instant: string, timeZone: string) => {
      const { from, until } = getDayBounds(at(instant), timeZone)
      return [written(from), written(until)]
    }
    expect(around('2026-11-01T12:00Z', 'America/Toronto')).toEqual(['2026-11-01T04:00Z', '2026-11-02T05:00Z'])
    expect(around('2026-03-08T12:00Z', 'America/Toronto')).toEqual(['2026-03-08T05:00Z', '2026-03-09T04:00Z'])
    expect(around('2026-11-01T12:00Z', 'America/Vancouver')).toEqual([
      '2026-11-01T07:00Z',
      '2026-11-02T07:00Z',
    ])
    expect(around('2026-11-01T02:29Z', 'America/St_Johns')[1]).toBe('2026-11-01T02:30Z')
    expect(around('2026-11-01T02:30Z', 'America/St_Johns')[0]).toBe('2026-11-01T02:30Z')
  })
})

describe('the hours', () => {
  it('offer a time every half hour from when they begin, while a whole session fits', () => {
    const availability = buildAvailability({ weekly: [{ weekday: 1, from: '09:15', until: '11:00' }] })
    expect(listStarts(availability)).toEqual(['2026-11-23T14:15Z', '2026-11-23T14:45Z'])
    expect(listStarts(availability, { kind: 'joint' })).toEqual(['2026-11-23T14:15Z'])
    expect(listStarts({ ...availability, offered: { video: { individual: 120, joint: 120 } } })).toEqual([])
  })

  it('leave out the days that are closed, the first and the last of each stretch too', () => {
    const days = (some: Partial<Availability>) => [
      ...new Set(listStarts(buildAvailability(some)).map((instant) => instant.slice(0, 10))),
    ]
    expect(days({})).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'])
    expect(days({ closed: [{ from: '2026-11-24', until: '2026-11-26' }] })).toEqual([
      '2026-11-23',
      '2026-11-27',
    ])
    expect(
      days({
        closed: [
          { from: '2026-11-23', until: '2026-11-23' },
          { from: '2026-11-20', until: '2026-11-24' },
          { from: '2026-11-27', until: '2027-01-04' },
        ],
      }),
    ).toEqual(['2026-11-25', '2026-11-26'])
  })

  it('of a closed day are those that were opened besides', () => {
    const availability = buildAvailability({
      daysAhead: 1,
      closed: [{ from: '2026-11-23', until: '2026-11-24' }],
      extra: [{ date: '2026-11-24', from: '18:00', until: '19:00' }],
    })
    expect(listStarts(availability)).toEqual(['2026-11-24T23:00Z'])
  })

  it('opened besides come on top of the weekly ones, in order', () => {
    const availability = buildAvailability({
      daysAhead: 1,
      extra: [
        { date: '2026-11-23', from: '18:00', until: '19:00' },
        { date: '2026-11-23', from: '07:00', until: '08:00' },
      ],
    })
    expect(listStarts(availability).slice(0, 5)).toEqual([
      '2026-11-23T12:00Z',
      '2026-11-23T14:00Z',
      '2026-11-23T14:30Z',
      '2026-11-23T15:00Z',
      '2026-11-23T23:00Z',
    ])
  })

  it.each([
    ['touch', '10:00', '11:00'],
    ['overlap', '09:45', '11:00'],
    ['hold one another', '09:15', '09:45'],
  ])('that %s are one interval, in which no time is offered twice', (_, from, until) => {
    const weekly = [
      { weekday: 1, from, until },
      { weekday: 1, from: '09:00', until: '10:00' },
    ]
    const whole = [{ weekday: 1, from: '09:00', until: until > '10:00' ? until : '10:00' }]
    expect(listStarts(buildAvailability({ weekly }))).toEqual(
      listStarts(buildAvailability({ weekly: whole })),
    )
    expect(listStarts(buildAvailability({ weekly })).length).toBeGreaterThan(0)
  })

  it('that end at 24:00 end with the day, and go on in no other', () => {
    const weekly = [
      { weekday: 1, from: '22:30', until: '24:00' },
      { weekday: 2, from: '00:00', until: '01:00' },
    ]
    expect(listStarts(buildAvailability({ weekly }))).toEqual([
      '2026-11-24T03:30Z',
      '2026-11-24T04:00Z',
      '2026-11-24T05:00Z',
    ])
  })

  it('are those of the coordinator’s day, whatever day it is in other time zones', () => {
    const availability = buildAvailability({
      timeZone: 'America/Vancouver',
      weekly: [{ weekday: 1, from: '20:00', until: '21:00' }],
    })
    expect(listStarts(availability)).toEqual(['2026-11-24T03:00Z'])
  })
})

describe('a busy time', () => {
  // 9 to 11 a.m. gives 14:00, 14:30 and 15:00 in UTC.
  const availability = buildAvailability({
    daysAhead: 1,
    weekly: [{ weekday: 1, from: '09:00', until: '11:00' }],
  })

  it.each<[string, BusyTime[], string[]]>([
    ['ends when a session begins', [busyBetween('13:00', '14:00')], ['14:00', '14:30', '15:00']],
    ['begins when a session ends', [busyBetween('15:00', '16:00')], ['14:00']],
    ['reaches a quarter hour into it', [busyBetween('13:00', '14:15')], ['14:30', '15:00']],
    ['lies in the middle of it', [busyBetween('14:15', '14:30')], ['14:30', '15:00']],
    ['is all of it and more', [busyBetween('13:00', '17:00')], []],
    ['comes in no order', [busyBetween('15:45', '16:00'), busyBetween('13:00', '14:15')], ['14:30']],
  ])('leaves what is free when it %s', (_, some, expected) => {
    expect(listStarts(availability, { busyTimes: some })).toEqual(
      expected.map((clock) => `2026-11-23T${clock}Z`),
    )
  })

  it('is clear of what is left free before and after both', () => {
    const withBuffers = { ...availability, minutesBefore: 15, minutesAfter: 30 }
    expect(listStarts(withBuffers, { busyTimes: [busyBetween('13:00', '14:00')] })).toEqual([
      '2026-11-23T14:30Z',
      '2026-11-23T15:00Z',
    ])
    expect(listStarts(withBuffers, { busyTimes: [busyBetween('15:15', '16:00')] })).toEqual([])
    expect(listStarts(withBuffers, { busyTimes: [busyBetween('15:30', '16:00')] })).toEqual([
      '2026-11-23T14:00Z',
    ])
  })

  it('is at its distance in person on both sides, and further where more is left free anyway', () => {
    const offered = { phone: { individual: 60, joint: 60 }, 'in-person': { individual: 60, joint: 60 } }
    const wide = { ...availability, offered, minutesBefore: 15, minutesAfter: 45, minutesApart: 30 }
    const busyMinutes = (mode: MeetingMode) => {
      const { startsAt, endsAt, busyFrom, busyUntil } = buildOpening(
        wide,
        { mode, kind: 'individual' },
        0,
        60,
      )
      return [busyFrom, startsAt, endsAt, busyUntil].map((ms) => ms / MINUTE)
    }
    expect(busyMinutes('phone')).toEqual([-15, 0, 60, 105])
    expect(busyMinutes('in-person')).toEqual([-30, 0, 60, 105])
    expect(listStarts(wide, { mode: 'in-person', busyTimes: [busyBetween('13:00', '13:45')] })).toEqual([
      '2026-11-23T14:30Z',
      '2026-11-23T15:00Z',
    ])
    expect(listStarts(wide, { mode: 'phone', busyTimes: [busyBetween('13:00', '13:45')] })[0]).toBe(
      '2026-11-23T14:00Z',
    )
  })

  it('fills a day with as many sessions as the coordinator takes, and no other', () => {
    const two = buildAvailability({ daysAhead: 1, mostADay: 2 })
    // These lie outside the hours, so that only their number counts.
    const evening = [busyBetween('22:00', '23:00'), busyBetween('23:00', '23:30')]
    const first = listStarts(two, { busyTimes: evening.slice(0, 1) })
    expect(first[0]).toBe('2026-11-23T14:00Z')
    expect(listStarts(two, { busyTimes: evening })[0]).toBe('2026-11-24T14:00Z')
    // Both begin on Sunday in Toronto; the second continues into Monday.
    const sunday = [busyBetween('03:00', '03:30'), busyBetween('04:30', '06:00')]
    expect(listStarts(two, { busyTimes: sunday })[0]).toBe('2026-11-23T14:00Z')
  })

  it('counts by when its session begins, not by what is left free before it', () => {
    const one = buildAvailability({ daysAhead: 1, mostADay: 1 })
    const atMidnight = { ...busyBetween('04:30', '06:00'), startsAt: at('2026-11-23T05:00Z') }
    expect(listStarts(one, { busyTimes: [atMidnight] })[0]).toBe('2026-11-24T14:00Z')
    const untilMidnight = { ...busyBetween('04:30', '06:00'), startsAt: at('2026-11-23T04:45Z') }
    expect(listStarts(one, { busyTimes: [untilMidnight] })[0]).toBe('2026-11-23T14:00Z')
  })
})

describe('what can be booked', () => {
  it('is not in the past, and leaves the notice that the coordinator wants', () => {
    expect(listStarts(buildAvailability(), { now: '2026-11-23T14:30Z' })[0]).toBe('2026-11-23T14:30Z')
    expect(listStarts(buildAvailability(), { now: '2026-11-23T14:30:00.001Z' })[0]).toBe('2026-11-23T15:00Z')
    const noticed = buildAvailability({ noticeHours: 48 })
    expect(listStarts(noticed, { now: '2026-11-23T14:30Z' })[0]).toBe('2026-11-25T14:30Z')
    expect(listStarts(noticed, { now: '2026-11-23T14:30:00.001Z' })[0]).toBe('2026-11-25T15:00Z')
  })

  it('counts the notice in hours, also when clocks change meanwhile', () => {
    const availability = availabilityOnDay('2026-11-01', '09:00', '12:00', { noticeHours: 24, daysAhead: 3 })
    expect(listStarts(availability, { now: '2026-10-31T14:30Z' })[0]).toBe('2026-11-01T14:30Z')
  })

  it('reaches to the end of the last day, and no further', () => {
    const availability = buildAvailability({ daysAhead: 2 })
    expect(listStarts(availability).at(-1)).toBe('2026-11-25T15:00Z')
    // It is still Sunday in Toronto, so the second day from then is Tuesday.
    expect(listStarts(availability, { now: '2026-11-23T04:59Z' }).at(-1)).toBe('2026-11-24T15:00Z')
    expect(listStarts(buildAvailability({ daysAhead: 2, noticeHours: 72 }))).toEqual([])
  })

  it('is nothing in a meeting mode, or of a kind, that the coordinator does not offer', () => {
    expect(listStarts(buildAvailability(), { mode: 'phone' })).toEqual([])
    expect(listStarts(buildAvailability(), { mode: 'in-person', kind: 'joint' })).toEqual([])
  })

  it('begins with what is asked for, and never before it could be booked', () => {
    expect(listStarts(buildAvailability(), { from: '2026-11-25T14:30Z' })[0]).toBe('2026-11-25T14:30Z')
    expect(listStarts(buildAvailability(), { from: '2026-11-25T14:31Z' })[0]).toBe('2026-11-25T15:00Z')
    expect(listStarts(buildAvailability(), { from: '2026-11-25T23:00Z' })[0]).toBe('2026-11-26T14:00Z')
    expect(listStarts(buildAvailability(), { from: '1999-01-01T00:00Z' })).toEqual(
      listStarts(buildAvailability()),
    )
    expect(listStarts(buildAvailability(), { from: '2030-01-01T00:00Z' })).toEqual([])
  })

  it('is told with what it takes', () => {
    const availability = buildAvailability({ minutesBefore: 15, minutesAfter: 30 })
    const [opening] = listOpenings(availability, [], { mode: 'video', kind: 'joint' }, { now: at(MONDAY) })
    expect(opening).toEqual({
      startsAt: at('2026-11-23T14:00Z'),
      endsAt: at('2026-11-23T15:30Z'),
      busyFrom: at('2026-11-23T13:45Z'),
      busyUntil: at('2026-11-23T16:00Z'),
    })
  })

  it('is looked for no further than it is asked for', () => {
    let looked = 0
    const availability = buildAvailability({ daysAhead: 366 })
    const watched = new Proxy(availability, {
      get(target, property) {
        if (property === 'weekly') looked += 1
        return Reflect.get(target, property)
      },
    })
    const found = listOpenings(watched, [], { mode: 'video', kind: 'individual' }, { now: at(MONDAY) })
    for (let time = 1; time <= 4; time++) found.next()
    expect(looked).toBe(2)
  })
})

describe('one time', () => {
  const format = { mode: 'video', kind: 'individual' } as const
  const one = (instant: string, some: readonly BusyTime[] = [], now = MONDAY) =>
    pickOpeningAt(buildAvailability({ daysAhead: 2 }), some, format, at(instant), at(now))

  it('is found with what it takes, exactly then', () => {
    expect(one('2026-11-24T14:30Z')).toEqual({
      startsAt: at('2026-11-24T14:30Z'),
      endsAt: at('2026-11-24T15:30Z'),
      busyFrom: at('2026-11-24T14:30Z'),
      busyUntil: at('2026-11-24T15:30Z'),
    })
  })

  it.each([
    ['between two that are offered', '2026-11-24T14:15Z'],
    ['outside the hours', '2026-11-24T18:00Z'],
    ['on a day without hours', '2026-11-28T14:00Z'],
    ['beyond the last day', '2026-11-26T14:00Z'],
    ['in the past', '2026-11-20T14:00Z'],
    ['a minute ago', '2026-11-23T04:59Z'],
    ['that is taken', '2026-11-23T14:00Z'],
    ['at the end of time', '+275760-09-13T00:00:00.000Z'],
    ['at its beginning', '-271821-04-20T00:00:00.000Z'],
  ])('is not found %s', (_, instant) => {
    expect(one(instant, [busyBetween('14:15', '14:30')])).toBeUndefined()
  })

  it('is not found within the notice, which counts from the moment given', () => {
    const availability = buildAvailability({ noticeHours: 24 })
    const start = at('2026-11-24T14:30Z')
    expect(pickOpeningAt(availability, [], format, start, start - 24 * HOUR)).toBeDefined()
    expect(pickOpeningAt(availability, [], format, start, start - 24 * HOUR + 1)).toBeUndefined()
  })
})

describe('the quarter hours', () => {
  const QUARTER = 15 * MINUTE

  it('of a session are all it takes, from the first to the last', () => {
    expect(getBusyQuarterHours({ busyFrom: 0, busyUntil: HOUR })).toEqual([0, 1, 2, 3])
    expect(getBusyQuarterHours({ busyFrom: 5 * QUARTER, busyUntil: 6 * QUARTER })).toEqual([5])
    const [first] = getBusyQuarterHours({
      busyFrom: at('2026-11-01T11:30Z'),
      busyUntil: at('2026-11-01T12:30Z'),
    })
    expect(first).toBe(at('2026-11-01T11:30Z') / QUARTER)
  })

  it('are taken whole where only part of one is', () => {
    expect(getBusyQuarterHours({ busyFrom: QUARTER - 1, busyUntil: 2 * QUARTER + 1 })).toEqual([0, 1, 2])
  })
})
