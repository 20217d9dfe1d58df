import { formatUtcOffset } from '../content/time/local-time.ts'
import type { Language } from '../forms/language.ts'

/** Describes the offsets of a zone in winter and in summer: `UTC−07:00 all year`, `UTC−05:00, UTC−04:00 in summer`. */
export function describeOffsets(timeZone: string, language: Language): string {
  const [winter = '', summer = ''] = [0, 6].map((month) =>
    formatUtcOffset(Date.UTC(NEXT_YEAR, month, 15), timeZone),
  )
  return winter === summer
    ? { en: `${winter} all year`, fr: `${winter} toute l’année` }[language]
    : { en: `${winter}, ${summer} in summer`, fr: `${winter}, ${summer} en été` }[language]
}

/** The year after the page was built, so that a law that begins in between shows. */
const NEXT_YEAR = new Date().getUTCFullYear() + 1
