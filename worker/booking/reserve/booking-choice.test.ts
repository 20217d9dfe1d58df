import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type BookingChoice,
  formatChoiceFields,
  formatStartField,
  parsePartialChoice,
  parsePostedChoice,
} from './booking-choice.ts'

const choice: BookingChoice = {
  mode: 'in-person',
  timeZone: 'America/St_Johns',
  calendarTitle: 'busy',
  start: Date.parse('2026-11-24T14:30Z'),
  from: '2026-11-24',
}
const fields = {
  way: ['in-person'],
  timeZone: ['America/St_Johns'],
  calendarTitle: ['busy'],
  start: ['2026-11-24T14:30Z'],
  from: ['2026-11-24'],
}

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-22T15:00Z'), toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

it('is read as it was posted, there and back', () => {
  expect(parsePostedChoice(fields)).toEqual(choice)
  expect(formatChoiceFields(choice)).toEqual(fields)
})

it('may leave out the time, the title and the date', () => {
  const { way, timeZone } = fields
  const least = { mode: 'in-person', timeZone: 'America/St_Johns' }
  expect(parsePostedChoice({ way, timeZone })).toEqual(least)
  expect(parsePostedChoice({ way, timeZone, start: [''], calendarTitle: [''], from: [''] })).toEqual(least)
})

describe('what cannot have come from the page', () => {
  it.each([
    ['no meeting mode', { way: [] }],
    ['an unknown meeting mode', { way: ['by letter'] }],
    ['a property of every object', { way: ['toString'] }],
    ['no time zone', { timeZone: [''] }],
    ['an unknown time zone', { timeZone: ['Europe/Lutetia'] }],
    ['an unknown title', { calendarTitle: ['Parenting'] }],
    ['a field it does not have', { coordinator: ['camille-verdier'] }],
    ['a field twice', { start: ['2026-11-24T14:30Z', '2026-11-24T15:00Z'] }],
    ['no time at all', { start: ['soon'] }],
    ['a thirtieth of February', { start: ['2027-02-30T14:30Z'] }],
    ['a twenty-fifth hour', { start: ['2026-11-24T25:00Z'] }],
    ['a time off the quarter hours', { start: ['2026-11-24T14:31Z'] }],
    ['seconds', { start: ['2026-11-24T14:30:00Z'] }],
    ['a time in another offset', { start: ['2026-11-24T14:30-05:00'] }],
    ['a year out of reach', { start: ['+275760-09-13T00:00Z'] }],
    ['the last time that is written with four digits', { start: ['9999-12-31T23:45Z'] }],
    ['a time three years ahead', { start: ['2029-11-24T14:30Z'] }],
    ['a time before anybody counted', { start: ['0001-01-01T00:00Z'] }],
    ['no date', { from: ['2026-11'] }],
    ['the first date', { from: ['0001-01-01'] }],
    ['the last date', { from: ['9999-12-31'] }],
    ['a thirty-first of November', { from: ['2026-11-31'] }],
  ])('is not read: %s', (_, other) => {
    expect(parsePostedChoice({ ...fields, ...other })).toBeUndefined()
  })

  it('is left out where the rest still shows times', () => {
    expect(parsePartialChoice({ ...fields, way: ['by letter'], start: ['soon'] })).toEqual({
      timeZone: 'America/St_Johns',
      calendarTitle: 'busy',
      from: '2026-11-24',
    })
    expect(parsePartialChoice({})).toEqual({})
  })
})

it('posts when a session begins to the minute, in UTC', () => {
  expect(formatStartField(Date.parse('2026-12-07T14:00-05:00'))).toBe('2026-12-07T19:00Z')
})
