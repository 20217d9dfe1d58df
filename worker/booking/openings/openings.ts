import type { AppointmentKind, Availability, MeetingMode } from '../../../content/booking/availability.ts'
import { isoDateInZone, localTimeToInstant } from '../../../content/time/local-time.ts'

/** Something that takes part of a coordinator's day, with the time left free around it; instants in milliseconds. */
export interface BusyTime {
  readonly startsAt: number
  readonly busyFrom: number
  readonly busyUntil: number
}

/** What kind of session is looked for. */
export interface AppointmentFormat {
  readonly mode: MeetingMode
  readonly kind: AppointmentKind
}

/** A time at which a session can be booked, with what it would take of the day. */
export interface Opening extends BusyTime {
  readonly endsAt: number
}

/**
 * Generates the times that can be booked, soonest first: within the coordinator's availability, on the days and with
 * the notice they set, clear of every busy time and of what is left free around it, and never more a day than they
 * take. `now` and every time is an instant in milliseconds; days and clocks are those of the availability's time zone.
 * `from` leaves out what begins before it.
 */
export function* openings(
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

/** The opening that begins exactly then; nothing when that time is not offered or is taken. */
export function findOpeningAt(
  availability: Availability,
  busyTimes: readonly BusyTime[],
  format: AppointmentFormat,
  startsAt: number,
  now: number,
): Opening | undefined {
  for (const opening of openings(availability, busyTimes, format, { now, from: startsAt })) {
    return opening.startsAt === startsAt ? opening : undefined
  }
  return undefined
}

/** What a session of some length takes, with the time left free around it. */
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

/** The slots that a busy time takes, as quarter hours since 1970. */
export function listQuarterHours({
  busyFrom,
  busyUntil,
}: Pick<BusyTime, 'busyFrom' | 'busyUntil'>): number[] {
  const first = Math.floor(busyFrom / QUARTER_MS)
  return Array.from({ length: Math.ceil(busyUntil / QUARTER_MS) - first }, (_, index) => first + index)
}

/** The instants between which a moment’s day lies in a time zone. */
export function dayBoundsAt(ms: number, timeZone: string): Interval {
  const date = isoDateInZone(ms, timeZone)
  return {
    from: localTimeToInstant(date, '00:00', timeZone),
    until: localTimeToInstant(date, '24:00', timeZone),
  }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const QUARTER_MS = 15 * MINUTE_MS

/** An opening begins every half hour from the beginning of the interval it lies in. */
const OPENING_STEP_MS = 30 * MINUTE_MS

/** A stretch of time, in instants. */
interface Interval {
  readonly from: number
  readonly until: number
}

/** A day on the wall calendar and the instants between which it lies. */
interface CalendarDay extends Interval {
  readonly date: string
  /** 1 is Monday. */
  readonly weekday: number
  readonly timeZone: string
}

/**
 * The days from that of a moment to the last that can be booked. Looking up a midnight takes its time, so it is done
 * once a week: where clocks do not change, the days between are 24 hours each.
 */
function* generateBookableDays(
  earliest: number,
  now: number,
  { timeZone, daysAhead }: Availability,
): Generator<CalendarDay> {
  const last = toDayNumber(isoDateInZone(now, timeZone)) + daysAhead
  const midnight = (day: number) => localTimeToInstant(toIsoDate(day), '00:00', timeZone)
  for (let week = toDayNumber(isoDateInZone(earliest, timeZone)); week <= last; week += 7) {
    const from = midnight(week)
    const steady = midnight(week + 7) - from === 7 * 24 * HOUR_MS
    const starts = (day: number) => (steady ? from + (day - week) * 24 * HOUR_MS : midnight(day))
    for (let day = week; day < week + 7 && day <= last; day++) {
      const weekday = ((day + 3) % 7) + 1 // 1 January 1970 was a Thursday.
      yield { date: toIsoDate(day), weekday, timeZone, from: starts(day), until: starts(day + 1) }
    }
  }
}

/** Dates as days since 1970, and back: `2026-11-22`. */
const toDayNumber = (date: string): number => Date.parse(date) / (24 * HOUR_MS)
const toIsoDate = (day: number): string => new Date(day * 24 * HOUR_MS).toISOString().slice(0, 10)

/** When a coordinator meets families on a day, in order; what touches or overlaps is one interval. */
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

/** When a clock shows a time on a day; only where clocks change does it take looking up. */
function momentOnDay({ date, from, until, timeZone }: CalendarDay, clock: string): number {
  if (until - from !== 24 * HOUR_MS) return localTimeToInstant(date, clock, timeZone)
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return from + hours * HOUR_MS + minutes * MINUTE_MS
}

function isDayFull(
  { mostADay }: Availability,
  busy: readonly BusyTime[],
  { from, until }: CalendarDay,
): boolean {
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

/** Where to begin looking for what may still take a moment: nothing a coordinator does takes longer than a day. */
function findFirstBusyIndex(busy: readonly BusyTime[], moment: number): number {
  let [low, high] = [0, busy.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((busy[middle] as BusyTime).busyFrom < moment - 24 * HOUR_MS) low = middle + 1
    else high = middle
  }
  return low
}
