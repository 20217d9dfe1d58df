import { sessionKinds, ways } from '../../content/booking/meeting-modes.ts'
import { momentOf, namedDay } from '../../content/time/local-time.ts'
import type { Language, Wording } from '../../forms/language.ts'
import type { Agenda, Appointment } from '../app/api-client.ts'
import { appointmentsPath, filePath } from '../app/routes.ts'
import { SessionDeeds } from './appointment-actions.tsx'
import { SessionWhen } from './appointment-time-range.tsx'
import { clocksOf } from './date-time.ts'
import { daysOf } from './group-by-day.ts'
import { agendaWords, cancelledBy, sessionStates } from './wording.ts'

interface Props {
  readonly agenda: Agenda
  readonly language: Language
  readonly onDone: (said: Wording) => void
}

/** The days of a view, each with its appointments; in the week seven columns where there is room, and each leads to its day. */
export function AgendaDays(props: Props) {
  const { agenda, language } = props
  const { view, timeZone, mine, of, today } = agenda
  const coordinator = mine ? undefined : of?.id
  return (
    <div className={`days days--${view}`}>
      {daysOf(agenda).map(({ date, appointments }) => (
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
            <p className="hint">{agendaWords.nothingThatDay[language]}</p>
          ) : (
            <ul className="agenda">
              {appointments.map((appointment) => (
                <li key={appointment.id} className={`session session--${appointment.state}`}>
                  <AppointmentView appointment={appointment} {...props} />
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
  <time dateTime={date}>{namedDay(momentOf(date, '12:00', timeZone), timeZone, language)}</time>
)

function AppointmentView({ appointment, agenda, language, onDone }: Props & { appointment: Appointment }) {
  const { reference, mayRead, kind, way, state } = appointment
  const { timeZone, view } = agenda
  return (
    <>
      <SessionWhen session={appointment} timeZone={timeZone} language={language} />
      <p>
        <span className="reference">
          {mayRead ? <a href={filePath(language, reference)}>{reference}</a> : reference}
        </span>
        {kind && way && ` · ${sessionKinds[kind][language]} · ${ways[way][language]}`}
      </p>
      {!mayRead && view !== 'week' && <p className="hint">{agendaWords.notYours[language]}</p>}
      <p className={`session__state session__state--${state}`}>
        {(appointment.cancelledBy ? cancelledBy(appointment.cancelledBy) : sessionStates[state])[language]}
      </p>
      {/* Seven columns have no room for forms: the day of the week leads to where these are. */}
      {view !== 'week' && (
        <SessionDeeds
          session={appointment}
          about={`${reference}, ${clocksOf(appointment, timeZone, language).from}`}
          timeZone={timeZone}
          language={language}
          onDone={(said) => onDone(said)}
        />
      )}
    </>
  )
}
