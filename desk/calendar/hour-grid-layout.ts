import {
  addDaysToIsoDate,
  getWeekdayOfIsoDate,
  toIsoClockInZone,
  toIsoDateInZone,
  weekdayNamesByLanguage,
} from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'
import type { AppointmentCalendar, CalendarAppointment } from '../appointments/queries.ts'
import { QUARTER_HOUR_CLOCKS } from '../ui/quarter-hours.ts'

/** An appointment as a card of the grid. */
export interface GridCard {
  readonly appointment: CalendarAppointment
  /** The half hour in whose cell the card stands: `09:30`. */
  readonly clock: string
  /** How far below the top of that cell it begins, and how long it is, in half hours. */
  readonly top: number
  readonly length: number
  /** Its place among those at the same time, and how many stand side by side there. */
  readonly lane: number
  readonly laneCount: number
}

/** How much of a half hour is within the coordinator’s open hours. */
export type OpenPart = 'whole' | 'first-quarter' | 'second-quarter' | 'none'

/** A day of the grid: its cards, and the open part of each half hour. */
export interface GridDay {
  readonly date: string
  readonly cards: readonly GridCard[]
  readonly openPartByClock: ReadonlyMap<string, OpenPart>
  /** The half hours in which an appointment stands that was not cancelled. */
  readonly takenClocks: ReadonlySet<string>
}

/**
 * Lays out days of a calendar as a grid: its rows, each a half hour by the coordinator’s clock, and its days. The rows
 * run from nine to five, and further where there are open hours or appointments outside these.
 */
export function layOutHourGrid(calendar: AppointmentCalendar, dates: readonly string[]) {
  const openQuarters = listOpenQuarters(calendar)
  const cardsByDate = new Map(dates.map((date) => [date, layOutCards(calendar, date)]))
  const minutes = [
    ...[...openQuarters]
      .filter((key) => dates.includes(key.slice(0, 10)))
      .map((key) => toMinutes(key.slice(11))),
    ...[...cardsByDate.values()].flat().flatMap(({ clock, top, length }) => {
      const from = toMinutes(clock) + top * HALF_HOUR
      return [from, Math.min(from + length * HALF_HOUR, DAY_MINUTES) - 1]
    }),
  ]
  const first = Math.floor(Math.min(...minutes, 9 * 60) / 60)
  const last = Math.floor(Math.max(...minutes, 17 * 60 - 1) / 60) + 1
  const clocks = QUARTER_HOUR_CLOCKS.slice(first * 4, last * 4).filter((_, quarter) => quarter % 2 === 0)
  const days = dates.map((date): GridDay => {
    const isOpen = (clock: string) => openQuarters.has(`${date} ${clock}`)
    const parts = clocks.map(
      (clock) => [clock, getOpenPart(isOpen(clock), isOpen(addQuarterHour(clock)))] as const,
    )
    const cards = cardsByDate.get(date) ?? []
    return {
      date,
      cards,
      openPartByClock: new Map(parts),
      takenClocks: new Set(cards.flatMap(listTakenClocks)),
    }
  })
  return { clocks, days }
}

/** Lists the seven days of the week of a date, Monday first. */
export function listDatesOfWeek(date: string): string[] {
  const monday = addDaysToIsoDate(date, 1 - getWeekdayOfIsoDate(date))
  return Array.from({ length: 7 }, (_, index) => addDaysToIsoDate(monday, index))
}

/** Formats a date as short as a column needs it: `Tuesday 24`. */
export const formatShortDay = (date: string, language: Language): string =>
  `${weekdayNamesByLanguage[language][getWeekdayOfIsoDate(date) - 1]} ${Number(date.slice(8))}`

/** Lists each open quarter hour by the coordinator’s clock: `2026-11-22 09:15`. */
const listOpenQuarters = ({ openTimes, timeZone }: AppointmentCalendar): ReadonlySet<string> =>
  new Set(
    openTimes.flatMap(({ from, until }) =>
      Array.from({ length: Math.ceil((until - from) / QUARTER_MS) }, (_, index) => {
        const instant = from + index * QUARTER_MS
        return `${toIsoDateInZone(instant, timeZone)} ${toIsoClockInZone(instant, timeZone)}`
      }),
    ),
  )

const getOpenPart = (first: boolean, second: boolean): OpenPart =>
  first ? (second ? 'whole' : 'first-quarter') : second ? 'second-quarter' : 'none'

/** Places the appointments of a day. Those that overlap stand side by side, such as a cancelled one and what replaced it. */
function layOutCards({ appointments, timeZone }: AppointmentCalendar, date: string): GridCard[] {
  const ofDay = appointments
    .filter(({ startsAt }) => toIsoDateInZone(startsAt, timeZone) === date)
    .toSorted((one, other) => one.startsAt - other.startsAt)
  return groupOverlapping(ofDay).flatMap((group) => {
    const laneEnds: number[] = []
    const placed = group.map((appointment) => {
      const free = laneEnds.findIndex((end) => end <= appointment.startsAt)
      const lane = free === -1 ? laneEnds.length : free
      laneEnds[lane] = appointment.endsAt
      return { appointment, lane }
    })
    return placed.map(({ appointment, lane }) => {
      const minutes = toMinutes(toIsoClockInZone(appointment.startsAt, timeZone))
      const row = Math.floor(minutes / HALF_HOUR)
      return {
        ...{ appointment, lane, laneCount: laneEnds.length },
        clock: QUARTER_HOUR_CLOCKS[row * 2] ?? '',
        top: minutes / HALF_HOUR - row,
        length: (appointment.endsAt - appointment.startsAt) / (HALF_HOUR * 60_000),
      }
    })
  })
}

/** Groups appointments in order of time, so that none overlaps one of another group. */
function groupOverlapping(ordered: readonly CalendarAppointment[]): CalendarAppointment[][] {
  const groups: CalendarAppointment[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const appointment of ordered) {
    if (appointment.startsAt >= end) groups.push([])
    groups.at(-1)?.push(appointment)
    end = Math.max(end, appointment.endsAt)
  }
  return groups
}

function listTakenClocks({ appointment, clock, top, length }: GridCard): string[] {
  if (appointment.state === 'cancelled') return []
  const row = toMinutes(clock) / HALF_HOUR
  return Array.from(
    { length: Math.ceil(top + length) },
    (_, index) => QUARTER_HOUR_CLOCKS[(row + index) * 2] ?? '',
  )
}

const toMinutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const addQuarterHour = (clock: string): string =>
  QUARTER_HOUR_CLOCKS[QUARTER_HOUR_CLOCKS.indexOf(clock) + 1] ?? ''

const HALF_HOUR = 30
const DAY_MINUTES = 24 * 60
const QUARTER_MS = 15 * 60_000
