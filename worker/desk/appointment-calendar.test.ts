import { describe, expect, it } from 'vitest'
import {
  computeCalendarSpan,
  computeCalendarSpanAcrossZones,
  getAppointmentState,
} from './appointment-calendar.ts'

const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z')

describe('the days of a view', () => {
  it.each([
    ['a day', 'day', '2026-11-22', 'America/Toronto', '2026-11-22', '2026-11-22T05:00Z', '2026-11-23T05:00Z'],
    [
      'a week from its Monday',
      'week',
      '2026-11-22',
      'America/Toronto',
      '2026-11-16',
      '2026-11-16T05:00Z',
      '2026-11-23T05:00Z',
    ],
    [
      'a Monday’s own week',
      'week',
      '2026-11-23',
      'America/Toronto',
      '2026-11-23',
      '2026-11-23T05:00Z',
      '2026-11-30T05:00Z',
    ],
    [
      'four weeks',
      'list',
      '2026-11-22',
      'America/Toronto',
      '2026-11-22',
      '2026-11-22T05:00Z',
      '2026-12-20T05:00Z',
    ],
    [
      'the day of 23 hours',
      'day',
      '2027-03-14',
      'America/Toronto',
      '2027-03-14',
      '2027-03-14T05:00Z',
      '2027-03-15T04:00Z',
    ],
    [
      'the day of 25 hours',
      'day',
      '2026-11-01',
      'America/Toronto',
      '2026-11-01',
      '2026-11-01T04:00Z',
      '2026-11-02T05:00Z',
    ],
    [
      'no such day in British Columbia',
      'day',
      '2026-11-01',
      'America/Vancouver',
      '2026-11-01',
      '2026-11-01T07:00Z',
      '2026-11-02T07:00Z',
    ],
    [
      'Newfoundland’s half hour',
      'day',
      '2026-11-22',
      'America/St_Johns',
      '2026-11-22',
      '2026-11-22T03:30Z',
      '2026-11-23T03:30Z',
    ],
    [
      'Saskatchewan in summer',
      'day',
      '2027-07-01',
      'America/Regina',
      '2027-07-01',
      '2027-07-01T06:00Z',
      '2027-07-02T06:00Z',
    ],
  ] as const)('are those of the wall calendar: %s', (_, view, date, zone, first, from, until) => {
    const span = computeCalendarSpan(view, date, zone)
    expect([span.first, iso(span.from), iso(span.until)]).toEqual([first, from, until])
  })

  it('lead to those before and after without a gap', () => {
    for (const view of ['day', 'week', 'list'] as const) {
      const span = computeCalendarSpan(view, '2026-10-30', 'America/Toronto')
      expect(computeCalendarSpan(view, span.next, 'America/Toronto').from).toBe(span.until)
      expect(computeCalendarSpan(view, span.previous, 'America/Toronto').until).toBe(span.from)
    }
  })

  it('hold, before it is known whose clock counts, those of every clock', () => {
    const now = Date.parse('2026-11-23T05:30Z')
    const anywhere = computeCalendarSpanAcrossZones('day', undefined, now)
    // The moment is half past midnight on Monday in Toronto, and still Sunday in Vancouver.
    expect([iso(anywhere.from), iso(anywhere.until)]).toEqual(['2026-11-22T06:00Z', '2026-11-24T05:00Z'])
    for (const [zone, date] of [
      ['America/Toronto', '2026-11-23'],
      ['America/Vancouver', '2026-11-22'],
    ] as const) {
      const { from, until } = computeCalendarSpan('day', date, zone)
      expect(from).toBeGreaterThanOrEqual(anywhere.from)
      expect(until).toBeLessThanOrEqual(anywhere.until)
    }
  })
})

it.each([
  ['held', { heldUntil: 20 }],
  ['cancelled', { cancelledAt: 5, outcome: null }],
  ['to-come', { startsAt: 11 }],
  ['to-note', { startsAt: 10 }],
  ['attended', { outcome: 'attended' }],
  ['missed', { outcome: 'missed' }],
] as const)('the state is %s', (state, facts) => {
  expect(getAppointmentState({ startsAt: 1, cancelledAt: null, outcome: null, ...facts }, 10)).toBe(state)
})
