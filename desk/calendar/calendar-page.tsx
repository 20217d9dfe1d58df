import { useQuery } from '@tanstack/react-query'
import { formatTimeZoneWithOffset } from '../../content/time/local-time.ts'
import { type AppointmentCalendar, appointmentCalendarQuery } from '../appointments/queries.ts'
import {
  appointmentsWording,
  buildAppointmentCountWording,
  buildCoordinatorTimeZoneWording,
  otherCalendarWording,
} from '../appointments/wording.ts'
import { shellWording } from '../client/wording.ts'
import { CoordinatorPageFailure } from '../ui/coordinator-failure.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { useIsNarrow } from '../ui/use-is-narrow.ts'
import { CalendarDays } from './calendar-days.tsx'
import { CalendarNavigation } from './calendar-navigation.tsx'
import { HourGrid } from './hour-grid.tsx'

/** A coordinator’s appointments of a day, a week or four weeks. `query` may have `view`, `date` and `coordinator`. */
export function CalendarPage({ query }: { query: Readonly<Record<string, string>> }) {
  const text = useWordingText()
  const { data: calendar, error, isLoadingError } = useQuery(appointmentCalendarQuery(query))
  if (isLoadingError)
    return (
      <CoordinatorPageFailure
        error={error}
        isOfNamed={query.coordinator !== undefined}
        wording={otherCalendarWording}
      />
    )
  return (
    <>
      <div className="calendar-head">
        <h1>
          {text(shellWording.calendar)}
          {calendar && !calendar.isOwn && ` · ${calendar.of?.name}`}
        </h1>
        <PageStatus>
          {text(
            calendar
              ? buildAppointmentCountWording(calendar.appointments.length)
              : appointmentsWording.loading,
          )}
        </PageStatus>
      </div>
      {calendar && <CalendarContents calendar={calendar} />}
    </>
  )
}

function CalendarContents({ calendar }: { calendar: AppointmentCalendar }) {
  const language = useLanguage()
  const text = useWordingText()
  // On a phone, the first hour comes first.
  const isNarrow = useIsNarrow()
  const zone = formatTimeZoneWithOffset(Date.now(), calendar.timeZone, language)
  const zoneHint = (
    <p className="hint">{text(buildCoordinatorTimeZoneWording(calendar.of?.name ?? '', zone))}</p>
  )
  return (
    <>
      <CalendarNavigation calendar={calendar} />
      {!isNarrow && zoneHint}
      {calendar.more && <p className="outcome__failed">{text(appointmentsWording.truncated)}</p>}
      {calendar.view === 'list' ? <CalendarDays calendar={calendar} /> : <HourGrid calendar={calendar} />}
      {isNarrow && zoneHint}
    </>
  )
}
