import { QUARTER_MINUTES } from '../../content/booking/meeting-modes.ts'
import { dateOf, momentOf, writtenClock, writtenOffset, zoned } from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'

/** A day and a clock as fields hold them: `2026-11-22`, `14:15`. */
export interface Typed {
  readonly date: string
  readonly clock: string
}

/** A moment as its fields hold it, by a clock of a time zone. */
export const typedOf = (instant: number, timeZone: string): Typed => ({
  date: dateOf(instant, timeZone),
  clock: zoned(instant, timeZone).toPlainTime().toString().slice(0, 5),
})

/**
 * The moment (ms) at which a session may begin, on a quarter hour that is still to come; nothing for anything else. A
 * clock that a change of time leaves out is the one an hour later.
 */
export function instantOf({ date, clock }: Typed, timeZone: string, now: number): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(clock)) return undefined
  const instant = momentIn(date, clock, timeZone)
  return instant > now && instant % (QUARTER_MINUTES * 60_000) === 0 ? instant : undefined
}

/** No moment at all on a day that no calendar has. */
function momentIn(date: string, clock: string, timeZone: string): number {
  try {
    return momentOf(date, clock, timeZone)
  } catch {
    return Number.NaN
  }
}

/** `9:00 a.m.`, and the end and the offset apart: an offset belongs to each time, since clocks change. */
export const clocksOf = (
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number },
  timeZone: string,
  language: Language,
) => ({
  from: writtenClock(startsAt, timeZone, language),
  until: writtenClock(endsAt, timeZone, language),
  offset: writtenOffset(startsAt, timeZone),
})
