import { Temporal } from 'temporal-polyfill'
import type { Language } from '../../forms/language.ts'
import { timeZones } from './time-zones.ts'

// Nothing here is left to the runtime's own formats: a receipt must read the same in years.

/**
 * A moment as the clock on the wall of a time zone shows it, with the offset and the zone written out:
 * `November 22, 2026, 4:15 p.m. (UTC−05:00, America/Toronto)`.
 */
export const formatInstantInZone = (ms: number, timeZone: string, language: Language): string =>
  `${formatCalendarDay(ms, timeZone, language)}, ${formatClockTime(ms, timeZone, language)} (${formatUtcOffset(ms, timeZone)}, ${timeZone})`

/** The day alone: `November 22, 2026`, `22 novembre 2026`. */
export function formatCalendarDay(ms: number, timeZone: string, language: Language): string {
  const { year, month, day } = toZonedDateTime(ms, timeZone)
  const name = monthNames[language][month - 1]
  return { en: `${name} ${day}, ${year}`, fr: `${day === 1 ? '1er' : day} ${name} ${year}` }[language]
}

/** The day with its name: `Sunday, November 22, 2026`, `dimanche 22 novembre 2026`. */
export function formatNamedDay(ms: number, timeZone: string, language: Language): string {
  const name = weekdayNames[language][toZonedDateTime(ms, timeZone).dayOfWeek - 1]
  const day = formatCalendarDay(ms, timeZone, language)
  return { en: `${name}, ${day}`, fr: `${name} ${day}` }[language]
}

/** The clock alone: `4:15 p.m.`, `16 h 15`. */
export function formatClockTime(ms: number, timeZone: string, language: Language): string {
  const { hour, minute } = toZonedDateTime(ms, timeZone)
  const minutes = twoDigits(minute)
  return {
    en: `${hour % 12 || 12}:${minutes}${NO_BREAK_SPACE}${hour < 12 ? 'a.m.' : 'p.m.'}`,
    fr: `${hour}${NO_BREAK_SPACE}h${NO_BREAK_SPACE}${minutes}`,
  }[language]
}

/**
 * When a session is, in its parent's own time: the day, the clock, the zone in words and the offset. In the middle of a
 * line the French zone has a small letter.
 */
export const formatAppointmentTime = (ms: number, timeZone: string, language: Language): string =>
  [
    formatNamedDay(ms, timeZone, language),
    formatClockTime(ms, timeZone, language),
    formatTimeZone(ms, timeZone, language).replace(/^Heure/, 'heure'),
  ].join(', ')

/** A time zone as people call it, with its offset at a moment: `Saskatchewan time, UTC−06:00`. */
export function formatTimeZone(ms: number, timeZone: string, language: Language): string {
  const zoneEntry = Object.entries(timeZones).find(([name]) => name === timeZone)
  return `${zoneEntry?.[1][language] ?? timeZone}, ${formatUtcOffset(ms, timeZone)}`
}

/** `UTC−05:00`, with a true minus sign; UTC itself is `UTC+00:00`. */
export function formatUtcOffset(ms: number, timeZone: string): string {
  const minutes = utcOffsetMinutes(ms, timeZone)
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '−' : '+'}${twoDigits(Math.trunc(size / 60))}:${twoDigits(size % 60)}`
}

/** How far a time zone's clocks are from UTC at an instant (ms), in minutes: −300 in Toronto in winter. */
export const utcOffsetMinutes = (ms: number, timeZone: string): number =>
  toZonedDateTime(ms, timeZone).offsetNanoseconds / 60e9

/** A moment (ms) on the calendar and the clock of a time zone. */
export const toZonedDateTime = (ms: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(
    timeZone === PACIFIC_ZONE && ms >= PACIFIC_FIXED_FROM ? PACIFIC_FIXED_OFFSET : timeZone,
  )

/**
 * British Columbia keeps UTC−7 all year from 1 November 2026, when its clocks would have gone back at 2 a.m. Temporal
 * asks the runtime's time-zone data, which may be older than that law.
 */
const PACIFIC_ZONE = 'America/Vancouver'
const PACIFIC_FIXED_FROM = Date.UTC(2026, 10, 1, 9)
const PACIFIC_FIXED_OFFSET = '-07:00'

/** The moment (ms) at which a clock shows a time on a date: `24:00` is the next day's start. */
export function localTimeToInstant(date: string, clock: string, timeZone: string): number {
  const endOfDay = clock === '24:00'
  const day = Temporal.PlainDate.from(date).add({ days: endOfDay ? 1 : 0 })
  const plainTime = Temporal.PlainTime.from(endOfDay ? '00:00' : clock)
  const zone = timeZone === PACIFIC_ZONE && date >= '2026-11-01' ? PACIFIC_FIXED_OFFSET : timeZone
  return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
}

/** The date on the wall at a moment: `2026-11-22`. */
export const isoDateInZone = (ms: number, timeZone: string): string =>
  toZonedDateTime(ms, timeZone).toPlainDate().toString()

const twoDigits = (count: number) => String(count).padStart(2, '0')

const monthNames = {
  en: 'January February March April May June July August September October November December'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
} as const satisfies Record<Language, readonly string[]>

export const weekdayNames = {
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
  fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' '),
} as const satisfies Record<Language, readonly string[]>

/** Keeps `4:15 p.m.` and `16 h 15` on one line. */
const NO_BREAK_SPACE = '\u00a0'
