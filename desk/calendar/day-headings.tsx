import { useQuery } from '@tanstack/react-query'
import {
  addDaysToIsoDate,
  formatClockTimeInZone,
  toIsoDateInZone,
  weekdayNamesByLanguage,
} from '../../content/time/local-time.ts'
import { type AppointmentCalendar, appointmentCalendarQuery } from '../appointments/queries.ts'
import {
  appointmentsWording,
  buildAppointmentCountWording,
  calendarStepWordingByView,
} from '../appointments/wording.ts'
import { getCalendarPath } from '../client/routes.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { listDayNotes } from './day-notes.ts'
import { formatShortDay } from './hour-grid-layout.ts'
import { StepLink } from './step-link.tsx'

interface Props {
  readonly calendar: AppointmentCalendar
}

/** The week of the day on a phone: a link to each of its days, between those to the weeks before and after. */
export function DayStrip({
  calendar,
  dates,
  shown,
}: Props & { readonly dates: readonly string[]; readonly shown: string }) {
  const { isOwn, of, today } = calendar
  const language = useLanguage()
  const text = useWordingText()
  const coordinator = isOwn ? undefined : of?.id
  const pathOf = (date: string) => getCalendarPath(language, { view: 'day', date, coordinator })
  const { previous, next } = calendarStepWordingByView.week
  const countByDate = useSessionCounts(calendar, shown)
  return (
    <nav className="day-strip" aria-label={text(appointmentsWording.daysOfWeek)}>
      <StepLink to={pathOf(addDaysToIsoDate(shown, -7))} label={text(previous)} isBack />
      {dates.map((date, index) => {
        const name = weekdayNamesByLanguage[language][index] ?? ''
        return (
          <a
            key={date}
            href={pathOf(date)}
            className={[
              'day-strip__day',
              ...(date === today ? ['day-strip__day--today'] : []),
              ...(countByDate.has(date) ? ['day-strip__day--busy'] : []),
            ].join(' ')}
            aria-current={date === shown ? 'date' : undefined}
          >
            <span className="day-strip__name" aria-hidden="true">
              {name.slice(0, 3)}
            </span>
            <span className="visually-hidden">{name}</span> {Number(date.slice(8))}
            {countByDate.has(date) && (
              <span className="visually-hidden">
                , {text(buildAppointmentCountWording(countByDate.get(date) ?? 0))}
              </span>
            )}
          </a>
        )
      })}
      <StepLink to={pathOf(addDaysToIsoDate(shown, 7))} label={text(next)} />
    </nav>
  )
}

/** How many sessions stand on each day of the week of a date that has any. A calendar of a day asks for those of its week. */
function useSessionCounts(calendar: AppointmentCalendar, date: string): ReadonlyMap<string, number> {
  const coordinator = calendar.isOwn ? '' : (calendar.of?.id ?? '')
  const isWeek = calendar.view === 'week'
  const week = useQuery({
    ...appointmentCalendarQuery({ view: 'week', date, coordinator }),
    enabled: !isWeek,
  })
  const { appointments, timeZone } = (isWeek ? calendar : week.data) ?? calendar
  const days = appointments
    .filter(({ state }) => state !== 'cancelled')
    .map(({ startsAt }) => toIsoDateInZone(startsAt, timeZone))
  return new Map([...Map.groupBy(days, (day) => day)].map(([day, those]) => [day, those.length]))
}

/** A day above its column: `Tuesday 24`, a holiday or that it is closed, and, for screen readers, its open hours. */
export function DayHeading({
  calendar,
  date,
  isLinked,
}: Props & { readonly date: string; readonly isLinked: boolean }) {
  const language = useLanguage()
  const text = useWordingText()
  const { isOwn, of, openTimes, timeZone } = calendar
  const name = <time dateTime={date}>{formatShortDay(date, language)}</time>
  const coordinator = isOwn ? undefined : of?.id
  const clock = (instant: number) => formatClockTimeInZone(instant, timeZone, language)
  return (
    <>
      {isLinked ? (
        <a href={getCalendarPath(language, { view: 'day', date, coordinator })}>{name}</a>
      ) : (
        <span className="visually-hidden">{name}</span>
      )}
      {openTimes
        .filter(({ from }) => toIsoDateInZone(from, timeZone) === date)
        .map(({ from, until }) => (
          <span key={from} className="visually-hidden">
            {' '}
            {text(appointmentsWording.open)} {clock(from)} {text(appointmentsWording.to)} {clock(until)}
          </span>
        ))}
      {listDayNotes(calendar, date, language).map((note) => (
        <span key={note} className="hour-grid__note">
          {note}
        </span>
      ))}
    </>
  )
}
