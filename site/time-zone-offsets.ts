import { formatUtcOffset } from '../content/time/local-time.ts'
import type { Language } from '../forms/language.ts'

/** Describes the offsets of a zone in winter and in summer: `UTC−7 all year`, `UTC−5, UTC−4 in summer`. */
export function describeOffsets(timeZone: string, language: Language): string {
  const [winter = '', summer = ''] = [0, 6].map((month) =>
    formatShortOffset(Date.UTC(NEXT_YEAR, month, 15), timeZone),
  )
  return winter === summer
    ? { en: `${winter} all year`, fr: `${winter} toute l’année` }[language]
    : { en: `${winter}, ${summer} in summer`, fr: `${winter}, ${summer} en été` }[language]
}

/** The year after the page was built, so that a law that begins in between shows. */
const NEXT_YEAR = new Date().getUTCFullYear() + 1

/** Formats an offset without noughts that say nothing: `UTC−5`, `UTC−3:30`. */
const formatShortOffset = (ms: number, timeZone: string) =>
  formatUtcOffset(ms, timeZone)
    .replace(/(?<=[−+])0/, '')
    .replace(/:00$/, '')
