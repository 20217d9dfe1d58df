import { type Language, localeTag } from '../../forms/language.ts'

/**
 * A moment as the reader's clock shows it, with the UTC offset written out: time-zone data grows old, and the offset
 * shows it (British Columbia keeps UTC−7 all year from 1 November 2026).
 * `instant` is in milliseconds; `timeZone` is the device's unless given.
 */
export function formatDateTimeWithOffset(instant: number, language: Language, timeZone?: string): string {
  const written = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeTag(language), { ...style, timeZone }).format(instant)
  const clock = written({ timeStyle: 'short' }).replace(/\s/gu, NO_BREAK_SPACE)
  return `${written({ dateStyle: 'medium' })}, ${clock} (${formatOffsetAt(instant, timeZone)})`
}

/** For `15 h 05` and `3:05 p.m.` on one line. */
const NO_BREAK_SPACE = '\u00a0'

/** `UTC−5`, `UTC−2:30`: the same in every language, with a true minus sign. */
function formatOffsetAt(instant: number, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    instant,
  )
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offset.replace('GMT', 'UTC').replace('-', '−')
}
