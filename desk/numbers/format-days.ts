import { getLocaleTag, type Language } from '../../forms/language.ts'
import type { ShownPeriod } from './queries.ts'

/** Formats the days of a period: `Oct 5 – Nov 1, 2026`. */
export const formatDays = ({ firstDay, lastDay }: ShownPeriod, language: Language): string =>
  new Intl.DateTimeFormat(getLocaleTag(language), { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
    Date.parse(firstDay),
    Date.parse(lastDay),
  )
