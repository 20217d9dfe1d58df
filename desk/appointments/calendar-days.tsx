import { appointmentKindOptions, meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import { formatWeekdayAndDateInZone, localTimeToInstant } from '../../content/time/local-time.ts'
import { getCalendarPath, getFilePagePath } from '../client/routes.ts'
import { ContactHoldNotice } from '../ui/contact-hold-notice.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { AppointmentActions } from './appointment-actions.tsx'
import { AppointmentTimeRange } from './appointment-time-range.tsx'
import { formatAppointmentStartEndAndOffset } from './date-time.ts'
import { groupAppointmentsByDay } from './group-by-day.ts'
import type { AppointmentCalendar, CalendarAppointment } from './queries.ts'
import { appointmentStateWording, appointmentsWording, buildCancelledByWording } from './wording.ts'

interface Props {
  readonly calendar: AppointmentCalendar
}

/**
 * The days of a view with their appointments. The week has seven columns where there is room, and each day links to its
 * own view.
 */
export function CalendarDays({ calendar }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { view, timeZone, isOwn, of, today } = calendar
  const coordinator = isOwn ? undefined : of?.id
  return (
    <div className={`days days--${view}`}>
      {groupAppointmentsByDay(calendar).map(({ date, appointments }) => (
        <section key={date} className={date === today ? 'day day--today' : 'day'}>
          <h2>
            {view === 'day' ? (
              <DayName date={date} timeZone={timeZone} />
            ) : (
              <a href={getCalendarPath(language, { view: 'day', date, coordinator })}>
                <DayName date={date} timeZone={timeZone} />
              </a>
            )}
          </h2>
          {appointments.length === 0 ? (
            <p className="hint">{text(appointmentsWording.nothingThatDay)}</p>
          ) : (
            <ul className="agenda">
              {appointments.map((appointment) => (
                <li key={appointment.id} className={`appointment appointment--${appointment.state}`}>
                  <CalendarAppointmentItem appointment={appointment} calendar={calendar} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

function DayName({ date, timeZone }: { date: string; timeZone: string }) {
  const noon = localTimeToInstant(date, '12:00', timeZone)
  return <time dateTime={date}>{formatWeekdayAndDateInZone(noon, timeZone, useLanguage())}</time>
}

function CalendarAppointmentItem({
  appointment,
  calendar,
}: Props & { readonly appointment: CalendarAppointment }) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference, mayRead, kind, mode, state, cancelledBy } = appointment
  const { timeZone, view } = calendar
  return (
    <>
      <ContactHoldNotice state={appointment.contactHoldState} />
      <AppointmentTimeRange appointment={appointment} timeZone={timeZone} />
      <p>
        <span className="reference">
          {mayRead ? <a href={getFilePagePath(language, reference)}>{reference}</a> : reference}
        </span>
        {kind && mode && ` · ${text(appointmentKindOptions[kind])} · ${text(meetingModeOptions[mode])}`}
      </p>
      {!mayRead && view !== 'week' && <p className="hint">{text(appointmentsWording.notYours)}</p>}
      <p className={`appointment__state appointment__state--${state}`}>
        {text(cancelledBy ? buildCancelledByWording(cancelledBy) : appointmentStateWording[state])}
      </p>
      {/* Seven columns have no room for forms, so each day links to its own view, which has them. */}
      {view !== 'week' && (
        <AppointmentActions
          reference={reference}
          appointment={appointment}
          about={`${reference}, ${formatAppointmentStartEndAndOffset(appointment, timeZone, language).from}`}
          timeZone={timeZone}
        />
      )}
    </>
  )
}
