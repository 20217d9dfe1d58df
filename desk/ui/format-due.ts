import {
  formatDateInZone,
  getWeekdayOfIsoDate,
  weekdayNamesByLanguage,
} from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import type { Language } from '../../forms/language.ts'

/** Formats the last day for something, seen from another: `3 days late`, `today`, `by Thursday`, `by December 18, 2026`. */
export function formatDueDate(dueOn: string, today: string, language: Language): string {
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY_MS)
  if (days < 0) return formatDaysLate(-days)[language]
  if (days === 0) return { en: 'today', fr: 'aujourd’hui' }[language]
  if (days === 1) return { en: 'by tomorrow', fr: 'd’ici demain' }[language]
  if (days < DAYS_NAMED_BY_WEEKDAY)
    return `${{ en: 'by', fr: 'd’ici' }[language]} ${weekdayNamesByLanguage[language][getWeekdayOfIsoDate(dueOn) - 1]}`
  return `${{ en: 'by', fr: 'd’ici le' }[language]} ${formatDateInZone(Date.parse(dueOn), 'UTC', language)}`
}

const DAYS_NAMED_BY_WEEKDAY = 7

const formatDaysLate = (days: number) =>
  days === 1
    ? { en: '1 day late', fr: '1 jour de retard' }
    : { en: `${days} days late`, fr: `${days} jours de retard` }
