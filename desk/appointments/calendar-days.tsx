import { appointmentKinds, meetingModes } from '../../content/booking/meeting-modes.ts'
import { formatNamedDay, localTimeToInstant } from '../../content/time/local-time.ts'
import type { Language, Wording } from '../../forms/language.ts'
import type { AppointmentCalendar, CalendarAppointment } from '../app/api-client.ts'
import { appointmentsPath, filePath } from '../app/routes.ts'
import { AppointmentActions } from './appointment-actions.tsx'
import { AppointmentTimeRange } from './appointment-time-range.tsx'
import { formatAppointmentTimes } from './date-time.ts'
import { groupAppointmentsByDay } from './group-by-day.ts'
import { appointmentStateWording, appointmentsWording, cancelledByWording } from './wording.ts'

interface Props {
  readonly calendar: AppointmentCalendar
  readonly language: Language
  readonly onDone: (announcement: Wording) => void
}

/** The days of a view, each with its appointments; in the week seven columns where there is room, and each leads to its day. */
export function CalendarDays(props: Props) {
  const { calendar, language } = props
  const { view, timeZone, isOwn, of, today } = calendar
  const coordinator = isOwn ? undefined : of?.id
  return (
    <div className={`days days--${view}`}>
      {groupAppointmentsByDay(calendar).map(({ date, appointments }) => (
        <section key={date} className={date === today ? 'day day--today' : 'day'}>
          <h2>
            {view === 'day' ? (
              <DayName date={date} timeZone={timeZone} language={language} />
            ) : (
              <a href={appointmentsPath(language, { view: 'day', date, coordinator })}>
                <DayName date={date} timeZone={timeZone} language={language} />
              </a>
            )}
          </h2>
          {appointments.length === 0 ? (
            <p className="hint">{appointmentsWording.nothingThatDay[language]}</p>
          ) : (
            <ul className="agenda">
              {appointments.map((appointment) => (
                <li key={appointment.id} className={`appointment appointment--${appointment.state}`}>
                  <CalendarAppointmentItem appointment={appointment} {...props} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}

const DayName = ({ date, timeZone, language }: { date: string; timeZone: string; language: Language }) => (
  <time dateTime={date}>
    {formatNamedDay(localTimeToInstant(date, '12:00', timeZone), timeZone, language)}
  </time>
)

function CalendarAppointmentItem({
  appointment,
  calendar,
  language,
  onDone,
}: Props & { appointment: CalendarAppointment }) {
  const { reference, mayRead, kind, mode, state } = appointment
  const { timeZone, view } = calendar
  return (
    <>
      <AppointmentTimeRange appointment={appointment} timeZone={timeZone} language={language} />
      <p>
        <span className="reference">
          {mayRead ? <a href={filePath(language, reference)}>{reference}</a> : reference}
        </span>
        {kind && mode && ` · ${appointmentKinds[kind][language]} · ${meetingModes[mode][language]}`}
      </p>
      {!mayRead && view !== 'week' && <p className="hint">{appointmentsWording.notYours[language]}</p>}
      <p className={`appointment__state appointment__state--${state}`}>
        {
          (appointment.cancelledBy
            ? cancelledByWording(appointment.cancelledBy)
            : appointmentStateWording[state])[language]
        }
      </p>
      {/* Seven columns have no room for forms: each day links to its own view, which has them. */}
      {view !== 'week' && (
        <AppointmentActions
          appointment={appointment}
          about={`${reference}, ${formatAppointmentTimes(appointment, timeZone, language).from}`}
          timeZone={timeZone}
          language={language}
          onDone={(announcement) => onDone(announcement)}
        />
      )}
    </>
  )
}
