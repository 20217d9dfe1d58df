import type { Availability, SessionKind, Way } from '../../../content/booking/availability.ts'
import { dateOf, momentOf } from '../../../content/time/local-time.ts'

/** Something that takes part of a coordinator's day, what is kept free around it included; instants in milliseconds. */
export interface Taken {
  readonly startsAt: number
  readonly takenFrom: number
  readonly takenUntil: number
}

/** A session as it is looked for. */
export interface Wanted {
  readonly way: Way
  readonly kind: SessionKind
}

/** A session that could be booked, with what it would take. */
export interface Opening extends Taken {
  readonly endsAt: number
}

/**
 * The times that can be booked, soonest first, made as they are asked for: within the coordinator's hours, on the days
 * and with the notice they set, clear of everything taken and of what is kept free around it, and never more a day
 * than they want. `now` and every time is an instant in milliseconds; days and clocks are those of the rules' zone.
 * `from` leaves out what begins before it.
 */
export function* openings(
  rules: Availability,
  taken: readonly Taken[],
  wanted: Wanted,
  { now, from = now }: { readonly now: number; readonly from?: number },
): Generator<Opening> {
  const minutes = rules.offered[wanted.way]?.[wanted.kind]
  if (minutes === undefined) return
  const earliest = Math.max(from, now + rules.noticeHours * HOUR)
  const busy = taken.toSorted((one, other) => one.takenFrom - other.takenFrom)
  for (const day of daysBetween(earliest, now, rules)) {
    if (isFull(rules, busy, day)) continue
    for (const hours of hoursOn(rules, day)) {
      for (let startsAt = hours.from; startsAt + minutes * MINUTE <= hours.until; startsAt += STEP) {
        const opening = openingAt(rules, wanted, startsAt, minutes)
        if (startsAt >= earliest && isFree(busy, opening)) yield opening
      }
    }
  }
}

/** One time that the rules offer and nothing takes, exactly then; nothing when it is not offered or gone. */
export function openingOf(
  rules: Availability,
  taken: readonly Taken[],
  wanted: Wanted,
  startsAt: number,
  now: number,
): Opening | undefined {
  for (const opening of openings(rules, taken, wanted, { now, from: startsAt })) {
    return opening.startsAt === startsAt ? opening : undefined
  }
  return undefined
}

/** What a session of some length takes, with what is kept free around it. */
export function openingAt(rules: Availability, { way }: Wanted, startsAt: number, minutes: number): Opening {
  const apart = way === 'in-person' ? rules.minutesApart : 0
  const endsAt = startsAt + minutes * MINUTE
  return {
    startsAt,
    endsAt,
    takenFrom: startsAt - Math.max(rules.minutesBefore, apart) * MINUTE,
    takenUntil: endsAt + Math.max(rules.minutesAfter, apart) * MINUTE,
  }
}

/** The quarter hours since 1970 that something takes. */
export function quartersOf({ takenFrom, takenUntil }: Pick<Taken, 'takenFrom' | 'takenUntil'>): number[] {
  const first = Math.floor(takenFrom / QUARTER)
  return Array.from({ length: Math.ceil(takenUntil / QUARTER) - first }, (_, index) => first + index)
}

/** The instants between which a moment’s day lies in a time zone. */
export function dayAround(ms: number, timeZone: string): Stretch {
  const date = dateOf(ms, timeZone)
  return { from: momentOf(date, '00:00', timeZone), until: momentOf(date, '24:00', timeZone) }
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const QUARTER = 15 * MINUTE

/** Times are offered every half hour from the beginning of the hours they lie in. */
const STEP = 30 * MINUTE

/** A stretch of time, in instants. */
interface Stretch {
  readonly from: number
  readonly until: number
}

/** A day on the wall calendar and the instants between which it lies. */
interface Day extends Stretch {
  readonly date: string
  /** 1 is Monday. */
  readonly weekday: number
  readonly timeZone: string
}

/**
 * The days from that of a moment to the last that can be booked. Looking up a midnight takes its time, so it is done
 * once a week: where clocks do not change, the days between are 24 hours each.
 */
function* daysBetween(earliest: number, now: number, { timeZone, daysAhead }: Availability): Generator<Day> {
  const last = dayOf(dateOf(now, timeZone)) + daysAhead
  const midnight = (day: number) => momentOf(dateOn(day), '00:00', timeZone)
  for (let week = dayOf(dateOf(earliest, timeZone)); week <= last; week += 7) {
    const from = midnight(week)
    const steady = midnight(week + 7) - from === 7 * 24 * HOUR
    const starts = (day: number) => (steady ? from + (day - week) * 24 * HOUR : midnight(day))
    for (let day = week; day < week + 7 && day <= last; day++) {
      const weekday = ((day + 3) % 7) + 1 // 1 January 1970 was a Thursday.
      yield { date: dateOn(day), weekday, timeZone, from: starts(day), until: starts(day + 1) }
    }
  }
}

/** Dates as days since 1970, and back: `2026-11-22`. */
const dayOf = (date: string): number => Date.parse(date) / (24 * HOUR)
const dateOn = (day: number): string => new Date(day * 24 * HOUR).toISOString().slice(0, 10)

/** When a coordinator meets families on a day, in order; what touches or overlaps is one stretch. */
function hoursOn(rules: Availability, day: Day): Stretch[] {
  const { date } = day
  const isClosed = rules.closed.some(({ from, until }) => from <= date && date <= until)
  const usual = isClosed ? [] : rules.weekly.filter(({ weekday }) => weekday === day.weekday)
  const clocks = [...usual, ...rules.extra.filter((extra) => extra.date === date)]
  const stretches = clocks
    .map(({ from, until }) => ({ from: momentOn(day, from), until: momentOn(day, until) }))
    .toSorted((one, other) => one.from - other.from)
  const joined: Stretch[] = []
  for (const next of stretches) {
    const before = joined.at(-1)
    if (!before || next.from > before.until) joined.push(next)
    else joined.splice(-1, 1, { from: before.from, until: Math.max(before.until, next.until) })
  }
  return joined
}

/** When a clock shows a time on a day; only where clocks change does it take looking up. */
function momentOn({ date, from, until, timeZone }: Day, clock: string): number {
  if (until - from !== 24 * HOUR) return momentOf(date, clock, timeZone)
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return from + hours * HOUR + minutes * MINUTE
}

function isFull({ mostADay }: Availability, busy: readonly Taken[], { from, until }: Day): boolean {
  let count = 0
  for (let index = firstAfter(busy, from); index < busy.length; index++) {
    const { startsAt, takenFrom } = busy[index] as Taken
    if (takenFrom >= until) break
    if (startsAt >= from && startsAt < until) count++
  }
  return count >= mostADay
}

const isFree = (busy: readonly Taken[], { takenFrom, takenUntil }: Opening): boolean => {
  for (let index = firstAfter(busy, takenFrom); index < busy.length; index++) {
    const other = busy[index] as Taken
    if (other.takenFrom >= takenUntil) return true
    if (other.takenUntil > takenFrom) return false
  }
  return true
}

/** Where to begin looking for what may still take a moment: nothing a coordinator does takes longer than a day. */
function firstAfter(busy: readonly Taken[], moment: number): number {
  let [low, high] = [0, busy.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((busy[middle] as Taken).takenFrom < moment - 24 * HOUR) low = middle + 1
    else high = middle
  }
  return low
}
