import { expect, it } from 'vitest'
import { formatDatetimeLocal, parseDatetimeLocal } from './datetime-local.ts'

it('is the same moment again, to the minute, in winter and in summer', () => {
  for (const instant of [Date.UTC(2026, 10, 20, 18, 5), Date.UTC(2027, 6, 1, 3, 59)]) {
    expect(parseDatetimeLocal(formatDatetimeLocal(instant))).toBe(instant)
    expect(parseDatetimeLocal(formatDatetimeLocal(instant + 59_999))).toBe(instant)
  }
})

it('is written as the field needs it, and an empty field is no moment', () => {
  expect(formatDatetimeLocal(Date.UTC(2026, 0, 5, 9, 7))).toMatch(/^2026-01-0\d{1}T\d\d:\d7$/)
  expect(parseDatetimeLocal('')).toBeNaN()
})

it('follows a law that the device’s time-zone data may not know', () => {
  const winter = Date.UTC(2026, 11, 14, 16)
  for (const [zone, written] of [
    ['America/Edmonton', '2026-12-14T10:00'],
    ['America/Inuvik', '2026-12-14T10:00'],
    ['America/Vancouver', '2026-12-14T09:00'],
  ] as const) {
    expect(formatDatetimeLocal(winter, zone)).toBe(written)
    expect(parseDatetimeLocal(written, zone)).toBe(winter)
  }
})
