import { expect, it } from 'vitest'
import {
  formatAppointmentTime,
  formatAppointmentTimeLines,
  formatDateInZone,
  formatInstantInZone,
  getUtcOffsetMinutes,
  localTimeToInstant,
} from './local-time.ts'
import { resolveZoneAt } from './zone-laws.ts'

const parseInstant = (iso: string) => Date.parse(iso)

it.each([
  ['America/Toronto', '2026-12-01T17:00:00Z', -300],
  ['America/Toronto', '2026-07-01T17:00:00Z', -240],
  ['America/St_Johns', '2026-12-01T17:00:00Z', -210],
  ['America/St_Johns', '2026-07-01T17:00:00Z', -150],
  ['America/Regina', '2026-12-01T17:00:00Z', -360],
  ['America/Regina', '2026-07-01T17:00:00Z', -360],
  ['America/Vancouver', '2025-12-01T17:00:00Z', -480],
  ['America/Vancouver', '2026-07-01T17:00:00Z', -420],
  ['UTC', '2026-12-01T17:00:00Z', 0],
  ['Asia/Kolkata', '2026-12-01T17:00:00Z', 330],
])('knows how far %s is from UTC on %s: %i minutes', (timeZone, instant, minutes) => {
  expect(getUtcOffsetMinutes(parseInstant(instant), timeZone)).toBe(minutes)
})

it('keeps British Columbia on UTC−7 from the hour its clocks would have gone back, whatever the runtime believes', () => {
  const back = parseInstant('2026-11-01T09:00:00Z')
  expect(getUtcOffsetMinutes(back - 1, 'America/Vancouver')).toBe(-420)
  for (const later of [back, parseInstant('2026-12-01T17:00:00Z'), parseInstant('2031-01-15T17:00:00Z')]) {
    expect(getUtcOffsetMinutes(later, 'America/Vancouver')).toBe(-420)
    // A fixed offset needs no time-zone data.
    expect(resolveZoneAt(later, 'America/Vancouver')).toBe('-07:00')
  }
  expect(localTimeToInstant('2027-01-15', '09:00', 'America/Vancouver')).toBe(
    parseInstant('2027-01-15T16:00:00Z'),
  )
  expect(localTimeToInstant('2026-11-01', '01:30', 'America/Vancouver')).toBe(
    parseInstant('2026-11-01T08:30:00Z'),
  )
})

it.each([
  ['2026-12-01', '09:00', 'America/St_Johns', '2026-12-01T12:30:00Z'],
  ['2027-07-01', '09:00', 'America/St_Johns', '2027-07-01T11:30:00Z'],
  ['2027-03-14', '09:00', 'America/Toronto', '2027-03-14T13:00:00Z'],
  ['2027-03-13', '09:00', 'America/Toronto', '2027-03-13T14:00:00Z'],
  ['2026-11-01', '09:00', 'America/Toronto', '2026-11-01T14:00:00Z'],
  ['2027-07-01', '09:00', 'America/Regina', '2027-07-01T15:00:00Z'],
  ['2027-03-13', '24:00', 'America/Toronto', '2027-03-14T05:00:00Z'],
  // The clock skips this hour, so the time counts from the clock before the change.
  ['2027-03-14', '02:30', 'America/Toronto', '2027-03-14T07:30:00Z'],
  // The clock shows this hour twice, and the first one counts.
  ['2026-11-01', '01:30', 'America/Toronto', '2026-11-01T05:30:00Z'],
])('finds %s, %s in %s at %s', (date, clock, timeZone, instant) => {
  expect(localTimeToInstant(date, clock, timeZone)).toBe(parseInstant(instant))
})

it('writes when a session is, the way people call their time zone', () => {
  const session = parseInstant('2026-11-24T15:00:00Z')
  expect(formatAppointmentTime(session, 'America/Regina', 'en')).toBe(
    'Tuesday, November 24, 2026, 9:00\u00a0a.m., Saskatchewan time, UTC−06:00',
  )
  expect(formatAppointmentTime(session, 'America/St_Johns', 'fr')).toBe(
    'mardi 24 novembre 2026, 11\u00a0h\u00a030, heure de Terre-Neuve, UTC−03:30',
  )
})

it('writes when a session is in three lines, whose hours break nowhere', () => {
  const session = {
    startsAt: parseInstant('2026-11-24T15:00:00Z'),
    endsAt: parseInstant('2026-11-24T16:30:00Z'),
  }
  expect(formatAppointmentTimeLines(session, 'America/Toronto', 'en')).toBe(
    'Tuesday, November 24, 2026\n10:00_a.m._to_11:30_a.m.\nEastern time, UTC−05:00'.replaceAll('_', '\u00a0'),
  )
  expect(formatAppointmentTimeLines({ startsAt: session.startsAt }, 'America/Vancouver', 'fr')).toBe(
    'mardi 24 novembre 2026\n8_h\nHeure du Pacifique, UTC−07:00'.replaceAll('_', '\u00a0'),
  )
})

it.each([
  [
    '2026-11-22T21:15:00Z',
    'America/Toronto',
    'November 22, 2026, 4:15\u00a0p.m. (UTC−05:00, America/Toronto)',
    '22 novembre 2026, 16\u00a0h\u00a015 (UTC−05:00, America/Toronto)',
  ],
  [
    '2026-12-01T08:05:00Z',
    'America/Vancouver',
    'December 1, 2026, 1:05\u00a0a.m. (UTC−07:00, America/Vancouver)',
    '1er décembre 2026, 1\u00a0h\u00a005 (UTC−07:00, America/Vancouver)',
  ],
  [
    '2027-01-01T03:30:00Z',
    'America/St_Johns',
    'January 1, 2027, 12:00\u00a0a.m. (UTC−03:30, America/St_Johns)',
    '1er janvier 2027, 0\u00a0h (UTC−03:30, America/St_Johns)',
  ],
  [
    '2026-08-15T12:30:00Z',
    'UTC',
    'August 15, 2026, 12:30\u00a0p.m. (UTC+00:00, UTC)',
    '15 août 2026, 12\u00a0h\u00a030 (UTC+00:00, UTC)',
  ],
])('writes %s in %s with the offset and the zone', (instant, timeZone, en, fr) => {
  expect(formatInstantInZone(parseInstant(instant), timeZone, 'en')).toBe(en)
  expect(formatInstantInZone(parseInstant(instant), timeZone, 'fr')).toBe(fr)
})

it('names the day where the reader is, which may not be the day in UTC', () => {
  const late = parseInstant('2027-02-01T02:00:00Z')
  expect(formatDateInZone(late, 'America/Toronto', 'en')).toBe('January 31, 2027')
  expect(formatDateInZone(late, 'America/Toronto', 'fr')).toBe('31 janvier 2027')
  expect(formatDateInZone(late, 'UTC', 'fr')).toBe('1er février 2027')
})
