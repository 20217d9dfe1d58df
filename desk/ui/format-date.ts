import { resolveZoneAt } from '../../content/time/zone-laws.ts'
import { getLocaleTag, type Language } from '../../forms/language.ts'
import { getDeviceTimeZone } from './device-time-zone.ts'

/**
 * Formats an instant in milliseconds with its UTC offset, in the device's time zone or in `zone`. The offset is written
 * out because it reveals outdated time-zone data.
 */
export function formatDateTimeWithOffset(
  instant: number,
  language: Language,
  zone = getDeviceTimeZone(),
): string {
  const timeZone = resolveZoneAt(instant, zone)
  const written = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(getLocaleTag(language), { ...style, timeZone }).format(instant)
  const clock = written({ timeStyle: 'short' }).replace(/\s/gu, NO_BREAK_SPACE)
  return `${written({ dateStyle: 'medium' })}, ${clock} (${formatOffsetAt(instant, timeZone)})`
}

/** Keeps `15 h 05` and `3:05 p.m.` on one line. */
const NO_BREAK_SPACE = '\u00a0'

/** Formats an offset as `UTC−5` or `UTC−2:30`, with a true minus sign in every language. */
function formatOffsetAt(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    instant,
  )
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offset.replace('GMT', 'UTC').replace('-', '−')
}

/** Formats the day of an instant (ms) in the device’s time zone, as short as a table needs it: `Nov 30, 2026`. */
export const formatShortDate = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(getLocaleTag(language), {
    ...{ dateStyle: 'medium', timeZone: resolveZoneAt(at, getDeviceTimeZone()) },
  }).format(at)

/** Formats the time of day of an instant (ms) in the device’s time zone. */
export const formatTimeOfDay = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(getLocaleTag(language), {
    ...{ timeStyle: 'short', timeZone: resolveZoneAt(at, getDeviceTimeZone()) },
  })
    .format(at)
    .replace(/\s/gu, NO_BREAK_SPACE)
