import { describe, expect, test } from 'vitest'
import { formatDateTimeWithOffset, formatDay } from './format-date.ts'

const january = Date.UTC(2026, 0, 14, 20, 5)
const july = Date.UTC(2026, 6, 14, 20, 5)
/** Replaces the no-break spaces of several kinds that Intl puts between a number and its unit. */
const plain = (text: string) => text.replace(/\s/gu, ' ')

describe('a written time', () => {
  test('reads as people write it in each language', () => {
    expect(plain(formatDateTimeWithOffset(january, 'en', 'America/Toronto'))).toBe(
      'Jan 14, 2026, 3:05 p.m. (UTC−5)',
    )
    expect(plain(formatDateTimeWithOffset(january, 'fr', 'America/Toronto'))).toBe(
      '14 janv. 2026, 15 h 05 (UTC−5)',
    )
  })

  test('names the offset of that day, not of today', () => {
    expect(formatDateTimeWithOffset(july, 'en', 'America/Toronto')).toContain('(UTC−4)')
    expect(formatDateTimeWithOffset(july, 'fr', 'America/Vancouver')).toContain('(UTC−7)')
  })

  test('breaks no line inside the time of day', () => {
    expect(formatDateTimeWithOffset(january, 'fr', 'America/Toronto')).toContain('15\u00a0h\u00a005')
  })

  test('keeps the minutes of an offset that has them', () => {
    expect(formatDateTimeWithOffset(july, 'en', 'America/St_Johns')).toContain('(UTC−2:30)')
  })

  test('follows a law that the device’s time-zone data may not know', () => {
    const winter = Date.UTC(2026, 11, 14, 16)
    expect(plain(formatDateTimeWithOffset(winter, 'en', 'America/Edmonton'))).toContain('10:00 a.m. (UTC−6)')
    expect(plain(formatDateTimeWithOffset(winter, 'en', 'America/Inuvik'))).toContain('10:00 a.m. (UTC−6)')
    expect(plain(formatDateTimeWithOffset(winter, 'fr', 'America/Vancouver'))).toContain('9 h 00 (UTC−7)')
  })
})

test('a day is the one that was written, in every time zone', () => {
  expect(formatDay('2026-11-01', 'en')).toBe('Nov 1, 2026')
  expect(plain(formatDay('2026-11-01', 'fr'))).toBe('1 nov. 2026')
})
