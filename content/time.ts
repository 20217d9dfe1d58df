import type { Language } from './language.ts'

/**
 * A moment as the clock on the wall of a time zone shows it, with the offset and the zone written out:
 * `November 22, 2026, 4:15 p.m. (UTC−05:00, America/Toronto)`. Nothing in it is left to the runtime's own
 * formats: a receipt must read the same in years.
 */
export function writtenInstant(ms: number, timeZone: string, language: Language): string {
  const offset = offsetMinutes(ms, timeZone)
  const there = new Date(ms + offset * 60_000)
  const [hour, minute] = [there.getUTCHours(), twoDigits(there.getUTCMinutes())]
  const clock = {
    en: `${hour % 12 || 12}:${minute}${NO_BREAK_SPACE}${hour < 12 ? 'a.m.' : 'p.m.'}`,
    fr: `${hour}${NO_BREAK_SPACE}h${NO_BREAK_SPACE}${minute}`,
  }[language]
  return `${writtenDay(there, language)}, ${clock} (${writtenOffset(offset)}, ${timeZone})`
}

/** The day alone: `November 22, 2026`, `22 novembre 2026`. */
export const localDay = (ms: number, timeZone: string, language: Language): string =>
  writtenDay(new Date(ms + offsetMinutes(ms, timeZone) * 60_000), language)

/** How far a time zone's clocks are from UTC at an instant (ms), in minutes: −300 in Toronto in winter. */
export function offsetMinutes(ms: number, timeZone: string): number {
  if (timeZone === 'America/Vancouver' && ms >= BRITISH_COLUMBIA_STAYS) return -7 * 60
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name ?? '') ?? []
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -size : size
}

/**
 * British Columbia keeps UTC−7 all year from 1 November 2026, when its clocks would have gone back at 2 a.m.
 * The runtime's time-zone data may be older than that law, so it is not asked.
 */
const BRITISH_COLUMBIA_STAYS = Date.UTC(2026, 10, 1, 9)

/** `UTC−05:00`, with a true minus sign; UTC itself is `UTC+00:00`. */
function writtenOffset(minutes: number): string {
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '−' : '+'}${twoDigits(Math.trunc(size / 60))}:${twoDigits(size % 60)}`
}

const twoDigits = (count: number) => String(count).padStart(2, '0')

/** A date whose UTC fields are those to be written. */
function writtenDay(date: Date, language: Language): string {
  const month = months[language][date.getUTCMonth()]
  const day = date.getUTCDate()
  const year = date.getUTCFullYear()
  return { en: `${month} ${day}, ${year}`, fr: `${day === 1 ? '1er' : day} ${month} ${year}` }[language]
}

const months = {
  en: 'January February March April May June July August September October November December'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
} as const satisfies Record<Language, readonly string[]>

/** Keeps `4:15 p.m.` and `16 h 15` on one line. */
const NO_BREAK_SPACE = '\u00a0'
