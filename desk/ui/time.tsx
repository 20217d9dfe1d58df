import { formatDateTimeWithOffset } from './format-date.ts'
import { useLanguage } from './language.tsx'

/** Shows an instant in milliseconds in the device's time zone, with its UTC offset. */
export function TimeWithOffset({ at }: { at: number }) {
  const language = useLanguage()
  return <time dateTime={new Date(at).toISOString()}>{formatDateTimeWithOffset(at, language)}</time>
}
