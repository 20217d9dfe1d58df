import { publicHolidayNames } from '../../content/time/public-holiday-names.ts'
import { findPublicHolidayLetter } from '../../content/time/public-holidays.ts'
import type { Language, Wording } from '../../forms/language.ts'
import type { AppointmentCalendar } from '../appointments/queries.ts'
import { appointmentsWording } from '../appointments/wording.ts'

/**
 * Describes what is special about a day of a coordinator: `Boxing Day (ON)`, each public holiday with the provinces that
 * keep it unless all of theirs do; and that they closed it.
 */
export function listDayNotes(
  { provinces, closed }: Pick<AppointmentCalendar, 'provinces' | 'closed'>,
  date: string,
  language: Language,
): string[] {
  const observed = provinces.flatMap((province) => {
    const letter = findPublicHolidayLetter(date, province)
    return letter ? [{ province, letter }] : []
  })
  const holidays = [...Map.groupBy(observed, ({ letter }) => letter)].map(([letter, of]) => {
    const name = (publicHolidayNames as Readonly<Record<string, Wording>>)[letter]?.[language] ?? ''
    return of.length === provinces.length
      ? name
      : `${name} (${of.map(({ province }) => province).join(', ')})`
  })
  const isClosed = closed.some(({ from, until }) => from <= date && date <= until)
  return [...holidays, ...(isClosed ? [appointmentsWording.closedDay[language]] : [])]
}
