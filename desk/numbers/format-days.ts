import { getLocaleTag, type Language } from '../../forms/language.ts'
import type { ShownPeriod } from './queries.ts'

const createFormat = (language: Language) =>
  new Intl.DateTimeFormat(getLocaleTag(language), {
    ...({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const),
  })

/** Formats a day, `2026-11-01`: `Nov 1, 2026`. */
export const formatDay = (day: string | undefined, language: Language): string =>
  day === undefined ? '' : createFormat(language).format(Date.parse(day))

/** Formats the days of a period: `Oct 5 – Nov 1, 2026`. */
export const formatDays = ({ firstDay, lastDay }: ShownPeriod, language: Language): string =>
  createFormat(language).formatRange(Date.parse(firstDay), Date.parse(lastDay))
