import { type CSSProperties, useState } from 'react'
import { meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import {
  formatClockTimeInZone,
  toIsoDateInZone,
  weekdayNamesByLanguage,
} from '../../content/time/local-time.ts'
import type { AppointmentCalendar } from '../appointments/queries.ts'
import { appointmentStateWording, appointmentsWording } from '../appointments/wording.ts'
import { useDiscreetScreen } from '../client/discreet-screen.ts'
import { getCalendarPath } from '../client/routes.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { formatClock } from '../ui/quarter-hours.ts'
import { useIsNarrow } from '../ui/use-is-narrow.ts'
import { AttendeeNames } from './attendee-names.tsx'
import { CalendarAppointmentDetails } from './calendar-appointment-details.tsx'
import { DayName } from './day-name.tsx'
import { listDayNotes } from './day-notes.ts'
import { type GridCard, layOutHourGrid, listDatesOfWeek, type OpenPart } from './hour-grid-layout.ts'

interface Props {
  readonly calendar: AppointmentCalendar
}

/**
 * The hours of a week or of a day, with open hours shaded and a card for each appointment, which opens it in a dialog.
 * A phone shows a day at a time, and links to the others of its week.
 */
export function HourGrid({ calendar }: Props) {
  const text = useWordingText()
  const isNarrow = useIsNarrow()
  const [openedId, setOpenedId] = useState<string>()
  const { view, first, today, timeZone } = calendar
  const week = listDatesOfWeek(first)
  const shownDay = view === 'week' && week.includes(today) ? today : first
  const dates = view === 'week' && !isNarrow ? week : [shownDay]
  const { clocks, days } = layOutHourGrid(calendar, dates)
  const opened = calendar.appointments.find(({ id }) => id === openedId)
  const close = () => setOpenedId(undefined)
  return (
    <>
      {isNarrow && <DayStrip calendar={calendar} dates={week} shown={shownDay} />}
      <h2>{dates.length > 1 ? <WeekName first={first} /> : <DayName date={shownDay} />}</h2>
      <p className="hint hour-grid-key">
        <span className="hour-grid-key__open" /> {text(appointmentsWording.openHours)}
      </p>
      <table className="hour-grid">
        <thead>
          <tr>
            <td />
            {days.map(({ date }) => (
              <th key={date} scope="col" className={date === today ? 'hour-grid__today' : undefined}>
                <DayHeading calendar={calendar} date={date} isLinked={dates.length > 1} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clocks.map((clock) => (
            <tr key={clock}>
              <ClockHeading clock={clock} />
              {days.map(({ date, cards, openPartByClock }) => (
                <td key={date} className={openPartClass[openPartByClock.get(clock) ?? 'none']}>
                  {cards
                    .filter((card) => card.clock === clock)
                    .map((card) => (
                      <AppointmentCard
                        key={card.appointment.id}
                        card={card}
                        timeZone={timeZone}
                        onOpen={() => setOpenedId(card.appointment.id)}
                      />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Dialog title={text(appointmentsWording.appointment)} isOpen={opened !== undefined} onClose={close}>
        {opened && (
          <CalendarAppointmentDetails appointment={opened} timeZone={timeZone} dated onDone={close} />
        )}
      </Dialog>
    </>
  )
}

const openPartClass: Record<OpenPart, string> = {
  whole: 'hour-grid__open',
  'first-quarter': 'hour-grid__open hour-grid__open--first',
  'second-quarter': 'hour-grid__open hour-grid__open--second',
  none: 'hour-grid__outside',
}

function WeekName({ first }: { readonly first: string }) {
  const text = useWordingText()
  return (
    <>
      {text(appointmentsWording.weekOf)} <DayName date={first} />
    </>
  )
}

/** The week of the day on a phone: a link to each of its days. */
function DayStrip({
  calendar: { isOwn, of },
  dates,
  shown,
}: Props & { readonly dates: readonly string[]; readonly shown: string }) {
  const language = useLanguage()
  const text = useWordingText()
  const coordinator = isOwn ? undefined : of?.id
  return (
    <nav className="day-strip" aria-label={text(appointmentsWording.daysOfWeek)}>
      {dates.map((date, index) => {
        const name = weekdayNamesByLanguage[language][index] ?? ''
        return (
          <a
            key={date}
            href={getCalendarPath(language, { view: 'day', date, coordinator })}
            aria-current={date === shown ? 'date' : undefined}
          >
            <span aria-hidden="true">{name.slice(0, 3)}</span>
            <span className="visually-hidden">{name}</span> {Number(date.slice(8))}
          </a>
        )
      })}
    </nav>
  )
}

/** A day above its column: `Tuesday 24`, a holiday or that it is closed, and, for screen readers, its open hours. */
function DayHeading({
  calendar,
  date,
  isLinked,
}: Props & { readonly date: string; readonly isLinked: boolean }) {
  const language = useLanguage()
  const text = useWordingText()
  const { isOwn, of, openTimes, timeZone } = calendar
  const weekday = weekdayNamesByLanguage[language][listDatesOfWeek(date).indexOf(date)]
  const name = <time dateTime={date}>{`${weekday} ${Number(date.slice(8))}`}</time>
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

function ClockHeading({ clock }: { readonly clock: string }) {
  const language = useLanguage()
  return (
    <th scope="row">
      <span className={clock.endsWith('00') ? undefined : 'visually-hidden'}>
        {formatClock(clock, language)}
      </span>
    </th>
  )
}

interface CardProps {
  readonly card: GridCard
  readonly timeZone: string
  readonly onOpen: () => void
}

function AppointmentCard({ card, timeZone, onOpen }: CardProps) {
  const language = useLanguage()
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const { appointment, top, length, lane, laneCount } = card
  const { mode, state, startsAt, reference, attendees, people } = appointment
  const style = { '--top': top, '--length': length, '--lane': lane, '--lanes': laneCount } as CSSProperties
  return (
    <button
      type="button"
      className={`grid-card appointment--${state}`}
      style={style}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <span className="grid-card__when">
        <time dateTime={new Date(startsAt).toISOString()}>
          {formatClockTimeInZone(startsAt, timeZone, language)}
        </time>
        {mode && ` · ${text(meetingModeOptions[mode])}`}
      </span>
      <AttendeeNames appointment={appointment} />
      {(isDiscreet || !people || attendees.length === 0) && <span className="reference">{reference}</span>}
      {state !== 'to-come' && (
        <span className="grid-card__state">{text(appointmentStateWording[state])}</span>
      )}
    </button>
  )
}
