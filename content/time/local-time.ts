import { getISO } from 'temporal-polyfill/fns/Calendar'
import * as Instant from 'temporal-polyfill/fns/Instant'
import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import * as PlainTime from 'temporal-polyfill/fns/PlainTime'
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime'
import type { Language } from '../../forms/language.ts'
import { timeZoneOptions } from './time-zones.ts'
import { resolveZoneAt } from './zone-laws.ts'

// Nothing here uses the runtime's own formats, so that a receipt reads the same in years.

/**
 * Formats an instant (ms) as local time with the offset and the zone written out:
 * `November 22, 2026, 4:15 p.m. (UTC−05:00, America/Toronto)`.
 */
export const formatInstantInZone = (ms: number, timeZone: string, language: Language): string =>
  `${formatDateInZone(ms, timeZone, language)}, ${formatClockTimeInZone(ms, timeZone, language)} (${formatUtcOffset(ms, timeZone)}, ${timeZone})`

/** Formats the date of an instant (ms): `November 22, 2026`, `22 novembre 2026`. */
export function formatDateInZone(ms: number, timeZone: string, language: Language): string {
  const { year, month, day } = toZonedDateTime(ms, timeZone)
  const name = monthNames[language][month - 1]
  return { en: `${name} ${day}, ${year}`, fr: `${day === 1 ? '1er' : day} ${name} ${year}` }[language]
}

/** Formats a date with its weekday: `Sunday, November 22, 2026`, `dimanche 22 novembre 2026`. */
export function formatWeekdayAndDateInZone(ms: number, timeZone: string, language: Language): string {
  const name = weekdayNamesByLanguage[language][ZonedDateTime.dayOfWeek(toZonedDateTime(ms, timeZone)) - 1]
  const day = formatDateInZone(ms, timeZone, language)
  return { en: `${name}, ${day}`, fr: `${name} ${day}` }[language]
}

/** Formats the local time of an instant (ms): `4:15 p.m.`, `16 h 15`. */
export function formatClockTimeInZone(ms: number, timeZone: string, language: Language): string {
  const { hour, minute } = toZonedDateTime(ms, timeZone)
  const minutes = twoDigits(minute)
  return {
    en: `${hour % 12 || 12}:${minutes}${NO_BREAK_SPACE}${hour < 12 ? 'a.m.' : 'p.m.'}`,
    fr: `${hour}${NO_BREAK_SPACE}h${NO_BREAK_SPACE}${minutes}`,
  }[language]
}

/**
 * Formats the time of a session for a parent: the day, the time, the zone in words and its offset. In the middle of a
 * line the French zone starts with a small letter.
 */
export const formatAppointmentTime = (ms: number, timeZone: string, language: Language): string =>
  [
    formatWeekdayAndDateInZone(ms, timeZone, language),
    formatClockTimeInZone(ms, timeZone, language),
    formatTimeZoneWithOffset(ms, timeZone, language).replace(/^Heure/, 'heure'),
  ].join(', ')

/** Names a time zone in words, with its offset at an instant (ms): `Saskatchewan time, UTC−06:00`. */
export function formatTimeZoneWithOffset(ms: number, timeZone: string, language: Language): string {
  const zoneEntry = Object.entries(timeZoneOptions).find(([name]) => name === timeZone)
  return `${zoneEntry?.[1][language] ?? timeZone}, ${formatUtcOffset(ms, timeZone)}`
}

/** Formats the offset of a time zone with a true minus sign: `UTC−05:00`; for UTC itself, `UTC+00:00`. */
export function formatUtcOffset(ms: number, timeZone: string): string {
  const minutes = getUtcOffsetMinutes(ms, timeZone)
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '−' : '+'}${twoDigits(Math.trunc(size / 60))}:${twoDigits(size % 60)}`
}

/** The offset of a time zone from UTC at an instant (ms), in minutes: −300 in Toronto in winter. */
export const getUtcOffsetMinutes = (ms: number, timeZone: string): number =>
  ZonedDateTime.offsetNanoseconds(toZonedDateTime(ms, timeZone)) / 60e9

/** Converts an instant (ms) to the date and time of a time zone. */
export const toZonedDateTime = (ms: number, timeZone: string): ZonedDateTime.Record =>
  Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(ms), resolveZoneAt(ms, timeZone))

/** Converts a local date and time to an instant (ms). `24:00` is the start of the next day. */
export function localTimeToInstant(date: string, clock: string, timeZone: string): number {
  const endOfDay = clock === '24:00'
  const day = PlainDate.addDays(parseIsoDate(date), endOfDay ? 1 : 0)
  const plainTime = PlainTime.fromString(endOfDay ? '00:00' : clock)
  const toInstant = (zone: string) =>
    PlainDate.toZonedDateTime(day, { timeZone: zone, plainTime }).epochMilliseconds
  const instant = toInstant(timeZone)
  const zone = resolveZoneAt(instant, timeZone)
  return zone === timeZone ? instant : toInstant(zone)
}

/** The date in a time zone at an instant (ms), as ISO 8601: `2026-11-22`. */
export const toIsoDateInZone = (ms: number, timeZone: string): string =>
  PlainDate.toString(ZonedDateTime.toPlainDate(toZonedDateTime(ms, timeZone)))

/** The local time of an instant (ms), as ISO 8601 to the minute: `16:15`. */
export function toIsoClockInZone(ms: number, timeZone: string): string {
  const { hour, minute } = toZonedDateTime(ms, timeZone)
  return `${twoDigits(hour)}:${twoDigits(minute)}`
}

/** The date some days after another, or before it when `days` is negative. Both are as ISO 8601: `2026-11-22`. */
export const addDaysToIsoDate = (date: string, days: number): string =>
  PlainDate.toString(PlainDate.addDays(parseIsoDate(date), days))

/** The weekday of a date, as ISO 8601 counts: Monday is 1. */
export const getWeekdayOfIsoDate = (date: string): number => PlainDate.dayOfWeek(parseIsoDate(date))

/** Parses a date; throws a `RangeError` for one that does not exist. */
const parseIsoDate = (date: string): PlainDate.Record => PlainDate.fromString(date, getISO)

const twoDigits = (count: number) => String(count).padStart(2, '0')

const monthNames = {
  en: 'January February March April May June July August September October November December'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
} as const satisfies Record<Language, readonly string[]>

export const weekdayNamesByLanguage = {
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
  fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' '),
} as const satisfies Record<Language, readonly string[]>

/** Keeps `4:15 p.m.` and `16 h 15` on one line. */
const NO_BREAK_SPACE = '\u00a0'
