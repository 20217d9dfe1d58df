import { formatDateTimeWithOffset } from './format-date.ts'
import { useLanguage } from './language.tsx'

/** A moment in milliseconds, written with its UTC offset by the clock of the device. */
export function Time({ at }: { at: number }) {
  const language = useLanguage()
  return <time dateTime={new Date(at).toISOString()}>{formatDateTimeWithOffset(at, language)}</time>
}
