import { lazy, Suspense, useState } from 'react'
import {
  formatClockTimeInZone,
  formatWeekdayAndDateInZone,
  localTimeToInstant,
} from '../../content/time/local-time.ts'
import type { AppointmentCalendar } from '../appointments/queries.ts'
import { appointmentsWording } from '../appointments/wording.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { formatClock } from '../ui/quarter-hours.ts'
import { useIsNarrow } from '../ui/use-is-narrow.ts'
import { AppointmentCard } from './appointment-card.tsx'
import { CalendarAppointmentDetails } from './calendar-appointment-details.tsx'
import { DayHeading, DayStrip } from './day-headings.tsx'
import { DayName } from './day-name.tsx'
import {
  formatShortDay,
  type GridDay,
  layOutHourGrid,
  listDatesOfWeek,
  type OpenPart,
} from './hour-grid-layout.ts'
import { moveAmongSlots, SlotButton } from './slot-button.tsx'
import type { PutBackReason } from './use-drag-to-slot.ts'
import { calendarWording, putBackWording } from './wording.ts'

/** Loads the form of a file once somebody books. */
const BookSlot = lazy(async () => ({ default: (await import('./book-slot.tsx')).BookSlot }))

interface Props {
  readonly calendar: AppointmentCalendar
}

/**
 * The hours of a week or of a day, with open hours shaded and a card for each appointment, which opens it in a dialog. In
 * their own calendar a coordinator presses a free time to book it. A phone shows a day at a time, and links to the others
 * of its week.
 */
export function HourGrid({ calendar }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const isNarrow = useIsNarrow()
  const [openedCard, setOpenedCard] = useState<OpenedCard>()
  const [slot, setSlot] = useState<number>()
  const [putBack, setPutBack] = useState<PutBack>()
  const { view, first, today, timeZone, isOwn } = calendar
  const week = listDatesOfWeek(first)
  const shownDay = view === 'week' && week.includes(today) ? today : first
  const dates = view === 'week' && !isNarrow ? week : [shownDay]
  const opened = calendar.appointments.find(({ id }) => id === openedCard?.id)
  const close = () => {
    setOpenedCard(undefined)
    setSlot(undefined)
  }
  const key = (
    <p className="hint hour-grid-key">
      <span className="hour-grid-key__open" /> {text(appointmentsWording.openHours)}
      {isOwn && !isNarrow && ` ${text(calendarWording.howToBook)} ${text(calendarWording.howToMove)}`}
    </p>
  )
  return (
    <>
      {isNarrow && <DayStrip calendar={calendar} dates={week} shown={shownDay} />}
      <h2 className="hour-grid-title">
        {dates.length > 1 ? <WeekName first={first} /> : <DayName date={shownDay} />}
      </h2>
      {!isNarrow && key}
      <p role="status" className={putBack?.reason === 'no-time' ? 'outcome__failed' : 'visually-hidden'}>
        {/* A new element each time, so that the same words are read again. */}
        {putBack && <span key={putBack.count}>{text(putBackWording[putBack.reason])}</span>}
      </p>
      <HourTable
        calendar={calendar}
        dates={dates}
        onOpen={(card) => {
          setPutBack(undefined)
          setOpenedCard(card)
        }}
        onBook={setSlot}
        onPutBack={(reason) => setPutBack((before) => ({ reason, count: (before?.count ?? 0) + 1 }))}
      />
      {isNarrow && key}
      <Dialog title={text(appointmentsWording.appointment)} isOpen={opened !== undefined} onClose={close}>
        {opened && (
          <CalendarAppointmentDetails
            appointment={opened}
            timeZone={timeZone}
            dated
            proposedStartsAt={openedCard?.proposedStartsAt}
            onDone={close}
          />
        )}
        <CloseButton onPress={close} />
      </Dialog>
      <Dialog
        title={
          slot === undefined
            ? ''
            : `${formatWeekdayAndDateInZone(slot, timeZone, language)}, ${formatClockTimeInZone(slot, timeZone, language)}`
        }
        isOpen={slot !== undefined}
        onClose={close}
      >
        <Suspense>
          {slot !== undefined && <BookSlot startsAt={slot} onTimeChange={setSlot} onDone={close} />}
        </Suspense>
        <CloseButton onPress={close} />
      </Dialog>
    </>
  )
}

function CloseButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <p className="dialog__close">
      <Button quiet onPress={onPress}>
        {useWordingText()(calendarWording.close)}
      </Button>
    </p>
  )
}

function WeekName({ first }: { readonly first: string }) {
  const text = useWordingText()
  return (
    <>
      {text(appointmentsWording.weekOf)} <DayName date={first} />
    </>
  )
}

/** Why a card that was dragged is back in its place, and how often one was. */
interface PutBack {
  readonly reason: PutBackReason
  readonly count: number
}

/** An appointment that is opened, and the time to which it was dragged. */
interface OpenedCard {
  readonly id: string
  readonly proposedStartsAt?: number
}

interface TableProps extends Props {
  readonly dates: readonly string[]
  readonly onOpen: (card: OpenedCard) => void
  readonly onBook: (startsAt: number) => void
  readonly onPutBack: (reason: PutBackReason) => void
}

function HourTable({ calendar, dates, onOpen, onBook, onPutBack }: TableProps) {
  const language = useLanguage()
  const [focused, setFocused] = useState<number>()
  const { today, timeZone, isOwn } = calendar
  const { clocks, days } = layOutHourGrid(calendar, dates)
  const now = Date.now()
  const findSlot = ({ date, takenClocks }: GridDay, clock: string) => {
    const startsAt = localTimeToInstant(date, clock, timeZone)
    return isOwn && startsAt > now && !takenClocks.has(clock) ? startsAt : undefined
  }
  const slots = clocks.flatMap((clock) => days.map((day) => findSlot(day, clock) ?? Number.POSITIVE_INFINITY))
  const tabStop = focused !== undefined && slots.includes(focused) ? focused : Math.min(...slots)
  return (
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
      <tbody onKeyDown={moveAmongSlots}>
        {clocks.map((clock) => (
          <tr key={clock}>
            <ClockHeading clock={clock} />
            {days.map((day) => {
              const openPart = day.openPartByClock.get(clock) ?? 'none'
              const startsAt = localTimeToInstant(day.date, clock, timeZone)
              const slot = findSlot(day, clock)
              return (
                <td
                  key={day.date}
                  className={openPartClass[openPart]}
                  data-starts-at={startsAt > now ? startsAt : undefined}
                >
                  {slot !== undefined && (
                    <SlotButton
                      label={`${formatShortDay(day.date, language)}, ${formatClock(clock, language)}`}
                      isOpen={openPart !== 'none'}
                      isTabStop={slot === tabStop}
                      onFocus={() => setFocused(slot)}
                      onPress={() => onBook(slot)}
                    />
                  )}
                  {day.cards
                    .filter((card) => card.clock === clock)
                    .map((card) => (
                      <AppointmentCard
                        key={card.appointment.id}
                        card={card}
                        timeZone={timeZone}
                        onOpen={() => onOpen({ id: card.appointment.id })}
                        onDrop={(proposedStartsAt) => onOpen({ id: card.appointment.id, proposedStartsAt })}
                        onPutBack={onPutBack}
                      />
                    ))}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const openPartClass: Record<OpenPart, string> = {
  whole: 'hour-grid__open',
  'first-quarter': 'hour-grid__open hour-grid__open--first',
  'second-quarter': 'hour-grid__open hour-grid__open--second',
  none: 'hour-grid__outside',
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
