import type { AppointmentKind, Availability, MeetingMode } from '../../../content/booking/availability.ts'
import { localTimeToInstant, toIsoDateInZone } from '../../../content/time/local-time.ts'
import { HOUR_MS } from '../../../content/time/units.ts'

/**
 * A part of a coordinator’s day that is taken, with the time that stays free around it. Instants are in milliseconds.
 */
export interface BusyTime {
  readonly startsAt: number
  readonly busyFrom: number
  readonly busyUntil: number
}

/** The kind of appointment for which openings are generated. */
export interface AppointmentFormat {
  readonly mode: MeetingMode
  readonly kind: AppointmentKind
}

/** A time at which an appointment can be booked, with the part of the day that it would take. */
export interface Opening extends BusyTime {
  readonly endsAt: number
}

/**
 * Generates the times that can be booked, soonest first: within the coordinator’s availability, on the days and with
 * the notice they set, clear of every busy time and the free time around it, and within the most appointments they take
 * a day. `now` and all times are instants in milliseconds; days and local times are those of the availability’s time
 * zone. Openings before `from` are left out.
 */
export function* listOpenings(
  availability: Availability,
  busyTimes: readonly BusyTime[],
  format: AppointmentFormat,
  { now, from = now }: { readonly now: number; readonly from?: number },
): Generator<Opening> {
  const minutes = availability.offered[format.mode]?.[format.kind]
  if (minutes === undefined) return
  const earliest = Math.max(from, now + availability.noticeHours * HOUR_MS)
  const busy = busyTimes.toSorted((one, other) => one.busyFrom - other.busyFrom)
  for (const day of generateBookableDays(earliest, now, availability)) {
    if (isDayFull(availability, busy, day)) continue
    for (const interval of listAvailableIntervals(availability, day)) {
      for (
        let startsAt = interval.from;
        startsAt + minutes * MINUTE_MS <= interval.until;
        startsAt += OPENING_STEP_MS
      ) {
        const opening = buildOpening(availability, format, startsAt, minutes)
        if (startsAt >= earliest && isOpeningFree(busy, opening)) yield opening
      }
    }
  }
}

/** Finds the opening that begins exactly at an instant; undefined when that time is not offered or is taken. */
export function pickOpeningAt(
  availability: Availability,
  busyTimes: readonly BusyTime[],
  format: AppointmentFormat,
  startsAt: number,
  now: number,
): Opening | undefined {
  for (const opening of listOpenings(availability, busyTimes, format, { now, from: startsAt })) {
    return opening.startsAt === startsAt ? opening : undefined
  }
  return undefined
}

/** Builds the opening that begins at an instant, with the time that it takes and that stays free around it. */
export function buildOpening(
  availability: Availability,
  { mode }: AppointmentFormat,
  startsAt: number,
  minutes: number,
): Opening {
  const bufferMinutes = mode === 'in-person' ? availability.minutesApart : 0
  const endsAt = startsAt + minutes * MINUTE_MS
  return {
    startsAt,
    endsAt,
    busyFrom: startsAt - Math.max(availability.minutesBefore, bufferMinutes) * MINUTE_MS,
    busyUntil: endsAt + Math.max(availability.minutesAfter, bufferMinutes) * MINUTE_MS,
  }
}

/** Lists the slots that a busy time takes, as quarter hours since 1970 (UTC). */
export function getBusyQuarterHours({
  busyFrom,
  busyUntil,
}: Pick<BusyTime, 'busyFrom' | 'busyUntil'>): number[] {
  const first = Math.floor(busyFrom / QUARTER_MS)
  return Array.from({ length: Math.ceil(busyUntil / QUARTER_MS) - first }, (_, index) => first + index)
}

/** Lists the periods between two midnights in which a coordinator meets families, in order. */
export function listOpenTimes(availability: Availability, from: number, until: number): Interval[] {
  const days = generateBookableDays(from, from, { ...availability, daysAhead: MAX_SPAN_DAYS })
  return [...days].flatMap((day) => (day.from < until ? listAvailableIntervals(availability, day) : []))
}

/** The most days of which open times are listed. */
const MAX_SPAN_DAYS = 31

/** Gives the instants at which the day of an instant begins and ends in a time zone. */
export function getDayBounds(ms: number, timeZone: string): Interval {
  const date = toIsoDateInZone(ms, timeZone)
  return {
    from: localTimeToInstant(date, '00:00', timeZone),
    until: localTimeToInstant(date, '24:00', timeZone),
  }
}

const MINUTE_MS = 60_000
const QUARTER_MS = 15 * MINUTE_MS

/** The milliseconds from one opening to the next, counted from the beginning of an available interval. */
const OPENING_STEP_MS = 30 * MINUTE_MS

/** A period between two instants, in milliseconds. */
interface Interval {
  readonly from: number
  readonly until: number
}

/** A calendar day, with the instants at which it begins and ends. */
interface CalendarDay extends Interval {
  readonly date: string
  /** The day of the week; 1 is Monday, as in ISO 8601. */
  readonly weekday: number
  readonly timeZone: string
}

/**
 * Generates the days from that of `now` to the last that can be booked. Computing a midnight is slow, so it is done
 * once a week: where the clocks do not change in between, each day has 24 hours.
 */
function* generateBookableDays(earliest: number, now: number, { timeZone, daysAhead }: Availability) {
  const last = toDayNumber(toIsoDateInZone(now, timeZone)) + daysAhead
  const midnight = (day: number) => localTimeToInstant(toIsoDate(day), '00:00', timeZone)
  for (let week = toDayNumber(toIsoDateInZone(earliest, timeZone)); week <= last; week += 7) {
    const from = midnight(week)
    const steady = midnight(week + 7) - from === 7 * 24 * HOUR_MS
    const starts = (day: number) => (steady ? from + (day - week) * 24 * HOUR_MS : midnight(day))
    for (let day = week; day < week + 7 && day <= last; day++) {
      const weekday = ((day + 3) % 7) + 1 // 1 January 1970 was a Thursday.
      yield { date: toIsoDate(day), weekday, timeZone, from: starts(day), until: starts(day + 1) }
    }
  }
}

/** Converts a date such as `2026-11-22` to days since 1970. */
const toDayNumber = (date: string): number => Date.parse(date) / (24 * HOUR_MS)
const toIsoDate = (day: number): string => new Date(day * 24 * HOUR_MS).toISOString().slice(0, 10)

/**
 * Lists the intervals in which a coordinator meets families on a day, in order. Intervals that touch or overlap become
 * one.
 */
function listAvailableIntervals(availability: Availability, day: CalendarDay): Interval[] {
  const { date } = day
  const isClosed = availability.closed.some(({ from, until }) => from <= date && date <= until)
  const weekly = isClosed ? [] : availability.weekly.filter(({ weekday }) => weekday === day.weekday)
  const clocks = [...weekly, ...availability.extra.filter((extra) => extra.date === date)]
  const intervals = clocks
    .map(({ from, until }) => ({ from: momentOnDay(day, from), until: momentOnDay(day, until) }))
    .toSorted((one, other) => one.from - other.from)
  const merged: Interval[] = []
  for (const next of intervals) {
    const before = merged.at(-1)
    if (!before || next.from > before.until) merged.push(next)
    else merged.splice(-1, 1, { from: before.from, until: Math.max(before.until, next.until) })
  }
  return merged
}

/** Gives the instant of a local time on a day. It uses the slow conversion only on days on which the clocks change. */
function momentOnDay({ date, from, until, timeZone }: CalendarDay, clock: string): number {
  if (until - from !== 24 * HOUR_MS) return localTimeToInstant(date, clock, timeZone)
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return from + hours * HOUR_MS + minutes * MINUTE_MS
}

function isDayFull({ mostADay }: Availability, busy: readonly BusyTime[], { from, until }: CalendarDay) {
  let count = 0
  for (let index = findFirstBusyIndex(busy, from); index < busy.length; index++) {
    const { startsAt, busyFrom } = busy[index] as BusyTime
    if (busyFrom >= until) break
    if (startsAt >= from && startsAt < until) count++
  }
  return count >= mostADay
}

const isOpeningFree = (busy: readonly BusyTime[], { busyFrom, busyUntil }: Opening): boolean => {
  for (let index = findFirstBusyIndex(busy, busyFrom); index < busy.length; index++) {
    const other = busy[index] as BusyTime
    if (other.busyFrom >= busyUntil) return true
    if (other.busyUntil > busyFrom) return false
  }
  return true
}

/** Finds the first busy time that may still cover an instant. No busy time is longer than a day. */
function findFirstBusyIndex(busy: readonly BusyTime[], moment: number): number {
  let [low, high] = [0, busy.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((busy[middle] as BusyTime).busyFrom < moment - 24 * HOUR_MS) low = middle + 1
    else high = middle
  }
  return low
}
