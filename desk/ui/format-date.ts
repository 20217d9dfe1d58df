import { resolveZoneAt } from '../../content/time/zone-laws.ts'
import { defaultLanguage, getLocaleTag, type Language } from '../../forms/language.ts'
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
  const date = getDateFormat(instant, language, { dateStyle: 'medium' }, zone).format(instant)
  return `${date}, ${formatTimeOfDay(instant, language, zone)} (${formatOffsetAt(instant, zone)})`
}

/** Formats an offset as `UTC−5` or `UTC−2:30`, with a true minus sign in every language. */
function formatOffsetAt(instant: number, zone: string): string {
  const parts = getDateFormat(instant, defaultLanguage, { timeZoneName: 'shortOffset' }, zone).formatToParts(
    instant,
  )
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offset.replace('GMT', 'UTC').replace('-', '−')
}

/** Formats the day of an instant (ms) in the device’s time zone, as short as a table needs it: `Nov 30, 2026`. */
export const formatShortDate = (at: number, language: Language): string =>
  getDateFormat(at, language, { dateStyle: 'medium' }).format(at)

/** Formats a day without a time zone, `2026-11-01`: `Nov 1, 2026`. */
export const formatDay = (day: string | undefined, language: Language): string =>
  day === undefined
    ? ''
    : getDateFormat(Date.parse(day), language, { dateStyle: 'medium' }, 'UTC').format(Date.parse(day))

/** Formats the time of day of an instant (ms), in the device’s time zone or in `zone`, on one line: `15 h 05`, `3:05 p.m.`. */
export const formatTimeOfDay = (at: number, language: Language, zone?: string): string =>
  getDateFormat(at, language, { timeStyle: 'short' }, zone).format(at).replace(/\s/gu, NO_BREAK_SPACE)

const NO_BREAK_SPACE = '\u00a0'

/** Creates a format when it is first needed, and once: that takes as long as writing dozens of times. */
function getDateFormat(
  at: number,
  language: Language,
  style: Intl.DateTimeFormatOptions,
  zone = getDeviceTimeZone(),
): Intl.DateTimeFormat {
  const options = { ...style, timeZone: resolveZoneAt(at, zone) }
  const key = language + JSON.stringify(options)
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(getLocaleTag(language), options)
  dateFormats.set(key, format)
  return format
}
const dateFormats = new Map<string, Intl.DateTimeFormat>()
