import { getLocaleTag, type Language } from '../../forms/language.ts'

/**
 * Formats an instant in milliseconds with its UTC offset, in the device's time zone or in `timeZone`. The offset is
 * written out because it reveals outdated time-zone data (British Columbia keeps UTC−7 all year from 1 November 2026).
 */
export function formatDateTimeWithOffset(instant: number, language: Language, timeZone?: string): string {
  const written = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(getLocaleTag(language), { ...style, timeZone }).format(instant)
  const clock = written({ timeStyle: 'short' }).replace(/\s/gu, NO_BREAK_SPACE)
  return `${written({ dateStyle: 'medium' })}, ${clock} (${formatOffsetAt(instant, timeZone)})`
}

/** Keeps `15 h 05` and `3:05 p.m.` on one line. */
const NO_BREAK_SPACE = '\u00a0'

/** Formats an offset as `UTC−5` or `UTC−2:30`, with a true minus sign in every language. */
function formatOffsetAt(instant: number, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    instant,
  )
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offset.replace('GMT', 'UTC').replace('-', '−')
}
