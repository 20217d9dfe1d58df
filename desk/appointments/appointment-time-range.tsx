import { formatNamedDay } from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'
import { formatAppointmentTimes } from './date-time.ts'
import { appointmentsWording } from './wording.ts'

interface Props {
  readonly appointment: { readonly startsAt: number; readonly endsAt: number }
  readonly timeZone: string
  /** With its day, where nothing else says which. */
  readonly dated?: boolean
  readonly language: Language
}

/** When an appointment begins and ends, with the UTC offset written out. */
export function AppointmentTimeRange({ appointment, timeZone, dated = false, language }: Props) {
  const { from, until, offset } = formatAppointmentTimes(appointment, timeZone, language)
  return (
    <p className="appointment__when">
      {dated && <span>{formatNamedDay(appointment.startsAt, timeZone, language)}, </span>}
      <time dateTime={new Date(appointment.startsAt).toISOString()}>{from}</time>{' '}
      {appointmentsWording.to[language]}{' '}
      <time dateTime={new Date(appointment.endsAt).toISOString()}>{until}</time>{' '}
      <span className="appointment__offset">{offset}</span>
    </p>
  )
}
