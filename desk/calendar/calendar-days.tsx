import type { AppointmentCalendar } from '../appointments/queries.ts'
import { getCalendarPath } from '../client/routes.ts'
import { useLanguage } from '../ui/language.tsx'
import { CalendarAppointmentDetails } from './calendar-appointment-details.tsx'
import { DayName } from './day-name.tsx'
import { groupAppointmentsByDay } from './group-by-day.ts'

interface Props {
  readonly calendar: AppointmentCalendar
}

/** The list of the days that have appointments. Each day links to its own view. */
export function CalendarDays({ calendar }: Props) {
  const language = useLanguage()
  const { timeZone, isOwn, of, today } = calendar
  const coordinator = isOwn ? undefined : of?.id
  return (
    <div className="days">
      {groupAppointmentsByDay(calendar).map(({ date, appointments }) => (
        <section key={date} className={date === today ? 'day day--today' : 'day'}>
          <h2>
            <a href={getCalendarPath(language, { view: 'day', date, coordinator })}>
              <DayName date={date} />
            </a>
          </h2>
          <ul className="agenda">
            {appointments.map((appointment) => (
              <li key={appointment.id} className={`appointment appointment--${appointment.state}`}>
                <CalendarAppointmentDetails appointment={appointment} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
