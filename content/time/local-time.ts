import type { Language } from '../../forms/language.ts'
import { nameTimeZoneByCity } from '../../forms/questions/time-zone.ts'
import { timeZoneOptions } from './time-zones.ts'
import { DAY_MS } from './units.ts'
import { resolveZoneAt } from './zone-laws.ts'

// Nothing here uses the runtime's own words, so that a receipt reads the same in years.

/**
 * Formats an instant (ms) as local time with the offset and the zone written out:
 * `November 22, 2026, 4:15 p.m. (UTC−05:00, America/Toronto)`.
 */
export const formatInstantInZone = (ms: number, timeZone: string, language: Language): string =>
  `${formatDateInZone(ms, timeZone, language)}, ${formatClockTimeInZone(ms, timeZone, language)} (${formatUtcOffset(ms, timeZone)}, ${timeZone})`

/** Formats the date of an instant (ms): `November 22, 2026`, `22 novembre 2026`. */
export function formatDateInZone(ms: number, timeZone: string, language: Language): string {
  const [year = 0, month = 0, day = 0] = toIsoDateInZone(ms, timeZone).split('-').map(Number)
  const name = monthNames[language][month - 1]
  return { en: `${name} ${day}, ${year}`, fr: `${day === 1 ? '1er' : day} ${name} ${year}` }[language]
}

/** Formats a date with its weekday: `Sunday, November 22, 2026`, `dimanche 22 novembre 2026`. */
export function formatWeekdayAndDateInZone(ms: number, timeZone: string, language: Language): string {
  const name = weekdayNamesByLanguage[language][getWeekdayOfIsoDate(toIsoDateInZone(ms, timeZone)) - 1]
  const day = formatDateInZone(ms, timeZone, language)
  return { en: `${name}, ${day}`, fr: `${name} ${day}` }[language]
}

/** Formats the local time of an instant (ms): `4:15 p.m.`, `16 h 15`, `16 h`. */
export function formatClockTimeInZone(ms: number, timeZone: string, language: Language): string {
  const [hours = '', minutes = ''] = toIsoClockInZone(ms, timeZone).split(':')
  const hour = Number(hours)
  return {
    en: `${hour % 12 || 12}:${minutes}${NO_BREAK_SPACE}${hour < 12 ? 'a.m.' : 'p.m.'}`,
    fr: `${hour}${NO_BREAK_SPACE}h${minutes === '00' ? '' : `${NO_BREAK_SPACE}${minutes}`}`,
  }[language]
}

/**
 * Formats the time of a session in three lines: the day, the hours, and the zone with its offset. The hours break nowhere.
 * Where a line of a phone is shorter, the day breaks behind the weekday and the zone between words. Without an end the hours
 * are its start.
 */
export const formatAppointmentTimeLines = (
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt?: number | undefined },
  timeZone: string,
  language: Language,
): string =>
  [
    formatWeekdayAndDateInZone(startsAt, timeZone, language),
    [startsAt, ...(endsAt === undefined ? [] : [endsAt])]
      .map((ms) => formatClockTimeInZone(ms, timeZone, language))
      .join({ en: ' to ', fr: ' à ' }[language])
      .replaceAll(' ', NO_BREAK_SPACE),
    // The cities that a zone is also known by would need a second line on a phone; the offset tells zones apart.
    formatTimeZoneWithOffset(startsAt, timeZone, language).replace(/ \(.*\)/, ''),
  ].join('\n')

/**
 * Formats the time of a session in one line: the day, the time, the zone in words and its offset. In the middle of a
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
  const { [language]: name } = zoneEntry?.[1] ?? nameTimeZoneByCity(timeZone)
  return `${name}, ${formatUtcOffset(ms, timeZone)}`
}

/** Formats the offset of a time zone with a true minus sign: `UTC−05:00`; for UTC itself, `UTC+00:00`. */
export function formatUtcOffset(ms: number, timeZone: string): string {
  const minutes = getUtcOffsetMinutes(ms, timeZone)
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '−' : '+'}${twoDigits(Math.trunc(size / 60))}:${twoDigits(size % 60)}`
}

/** The offset of a time zone from UTC at an instant (ms), in minutes: −300 in Toronto in winter. */
export function getUtcOffsetMinutes(ms: number, timeZone: string): number {
  const zone = resolveZoneAt(ms, timeZone)
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? []
  if (sign) return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
  const [year = 0, month = 1, day, hour, minute] = readNumbers(getZoneFormat(zone).format(ms))
  // The format leaves the seconds out. Adding nothing makes nought of −0.
  return Math.ceil((Date.UTC(year, month - 1, day, hour, minute) - ms) / MINUTE_MS) + 0
}

/** Reads `2026-11-22, 16:15`, as the format of `getZoneFormat` writes it. */
const readNumbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number)

/** Creates the format of a zone when it is first needed, and once: that takes as long as writing dozens of times. */
function getZoneFormat(timeZone: string): Intl.DateTimeFormat {
  const created = formatsByZone.get(timeZone)
  if (created) return created
  const digits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', ...digits })
  formatsByZone.set(timeZone, format)
  return format
}
const formatsByZone = new Map<string, Intl.DateTimeFormat>()

/**
 * Converts a local date and time to an instant (ms). `24:00` is the start of the next day. A time that the clock shows
 * twice is the first of the two, and one that it skips counts from the clock before the change. Throws a `RangeError`
 * for a date or a time that does not exist.
 */
export function localTimeToInstant(date: string, clock: string, timeZone: string): number {
  const midnight = parseIsoDate(date)
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(clock) ?? []
  const local = midnight + (Number(hour) * 60 + Number(minute)) * MINUTE_MS
  if (Number.isNaN(local) || local > midnight + DAY_MS) throw new RangeError(`No such time: ${clock}`)
  const [before, after] = [-DAY_MS, DAY_MS].map(
    (distance) => local - getUtcOffsetMinutes(local + distance, timeZone) * MINUTE_MS,
  ) as [number, number]
  const isShown = (ms: number) => ms + getUtcOffsetMinutes(ms, timeZone) * MINUTE_MS === local
  return before === after || isShown(before) || !isShown(after) ? before : after
}

/** The date in a time zone at an instant (ms), as ISO 8601: `2026-11-22`. */
export const toIsoDateInZone = (ms: number, timeZone: string): string => toLocalIso(ms, timeZone).slice(0, 10)

/** The local time of an instant (ms), as ISO 8601 to the minute: `16:15`. */
export const toIsoClockInZone = (ms: number, timeZone: string): string =>
  toLocalIso(ms, timeZone).slice(11, 16)

const toLocalIso = (ms: number, timeZone: string): string =>
  new Date(ms + getUtcOffsetMinutes(ms, timeZone) * MINUTE_MS).toISOString()

/** The date some days after another, or before it when `days` is negative. Both are as ISO 8601: `2026-11-22`. */
export const addDaysToIsoDate = (date: string, days: number): string =>
  new Date(parseIsoDate(date) + days * DAY_MS).toISOString().slice(0, 10)

/** The weekday of a date, as ISO 8601 counts: Monday is 1. */
export const getWeekdayOfIsoDate = (date: string): number => new Date(parseIsoDate(date)).getUTCDay() || 7

/** Parses a date to its midnight in UTC (ms); throws a `RangeError` for one that does not exist. */
function parseIsoDate(date: string): number {
  const ms = Date.parse(`${date}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !new Date(ms).toISOString().startsWith(date))
    throw new RangeError(`No such date: ${date}`)
  return ms
}

const MINUTE_MS = 60_000

const twoDigits = (count: number) => String(count).padStart(2, '0')

const monthNames = {
  en: 'January February March April May June July August September October November December'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
} as const satisfies Record<Language, readonly string[]>

export const weekdayNamesByLanguage = {
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
  fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' '),
} as const satisfies Record<Language, readonly string[]>

/** Keeps `4:15 p.m.`, `16 h 15` and the lines of an appointment whole. */
const NO_BREAK_SPACE = '\u00a0'
