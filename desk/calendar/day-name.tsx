import { formatWeekdayAndDateInZone } from '../../content/time/local-time.ts'
import { useLanguage } from '../ui/language.tsx'

/** A date written out: `Tuesday, November 24, 2026`. */
export function DayName({ date }: { readonly date: string }) {
  return <time dateTime={date}>{formatWeekdayAndDateInZone(Date.parse(date), 'UTC', useLanguage())}</time>
}
