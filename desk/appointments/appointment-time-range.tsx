import { formatWeekdayAndDateInZone } from '../../content/time/local-time.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { formatAppointmentStartEndAndOffset } from './date-time.ts'
import { appointmentsWording } from './wording.ts'

interface Props {
  readonly appointment: { readonly startsAt: number; readonly endsAt: number }
  readonly timeZone: string
  /** Adds the date, where nothing else on the page tells it. */
  readonly dated?: boolean
}

/** When an appointment begins and ends, with the UTC offset written out. */
export function AppointmentTimeRange({ appointment, timeZone, dated = false }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { from, until, offset } = formatAppointmentStartEndAndOffset(appointment, timeZone, language)
  return (
    <p className="appointment__when">
      {dated && <span>{formatWeekdayAndDateInZone(appointment.startsAt, timeZone, language)}, </span>}
      <time dateTime={new Date(appointment.startsAt).toISOString()}>{from}</time>{' '}
      {text(appointmentsWording.to)}{' '}
      <time dateTime={new Date(appointment.endsAt).toISOString()}>{until}</time>{' '}
      <span className="appointment__offset">{offset}</span>
    </p>
  )
}
