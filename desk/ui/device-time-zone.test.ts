import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getDeviceTimeZone, getDeviceToday } from './device-time-zone.ts'

const HOUR_MINUTES = 60
const readOptions = vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions')
const offset = vi.spyOn(Date.prototype, 'getTimezoneOffset')

function setDevice(timeZone: string, hoursBehind: number): void {
  readOptions.mockReturnValue({ timeZone } as Intl.ResolvedDateTimeFormatOptions)
  offset.mockReturnValue(hoursBehind * HOUR_MINUTES)
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 2) })
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells the day where the device is, not in Greenwich', () => {
  setDevice('America/Edmonton', 6)
  expect(getDeviceToday()).toBe('2026-11-22')
  setDevice('Europe/Paris', -1)
  expect(getDeviceToday()).toBe('2026-11-23')
})

it('asks the browser for its time zone once, and again when its clock has another offset', () => {
  setDevice('America/Toronto', 5)
  readOptions.mockClear()
  expect([getDeviceTimeZone(), getDeviceTimeZone()]).toEqual(['America/Toronto', 'America/Toronto'])
  expect(readOptions).toHaveBeenCalledTimes(1)
  setDevice('America/Vancouver', 7)
  expect(getDeviceTimeZone()).toBe('America/Vancouver')
})
