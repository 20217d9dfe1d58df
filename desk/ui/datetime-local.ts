import { localTimeToInstant, toIsoClockInZone, toIsoDateInZone } from '../../content/time/local-time.ts'
import { getDeviceTimeZone } from './device-time-zone.ts'

/** Formats an instant in milliseconds for a `datetime-local` field, in the device's time zone: `2026-11-20T13:05`. */
export const formatDatetimeLocal = (instant: number, timeZone = getDeviceTimeZone()): string =>
  `${toIsoDateInZone(instant, timeZone)}T${toIsoClockInZone(instant, timeZone)}`

/** Parses the value of a `datetime-local` field to milliseconds; NaN when it is empty. */
export function parseDatetimeLocal(value: string, timeZone = getDeviceTimeZone()): number {
  const [date = '', clock = ''] = value.split('T')
  try {
    return localTimeToInstant(date, clock, timeZone)
  } catch {
    return Number.NaN
  }
}

/** As above, but null for an empty field, which JSON can hold. */
export function parseDatetimeLocalOrNull(value: string): number | null {
  const instant = parseDatetimeLocal(value)
  return Number.isNaN(instant) ? null : instant
}
