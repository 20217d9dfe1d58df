import { SLOT_MINUTES } from '../../content/booking/meeting-modes.ts'
import {
  formatClockTime,
  formatUtcOffset,
  isoDateInZone,
  localTimeToInstant,
  toZonedDateTime,
} from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'

/** A day and a clock as fields hold them: `2026-11-22`, `14:15`. */
export interface DateTimeFieldValues {
  readonly date: string
  readonly clock: string
}

/** A moment as its fields hold it, by a clock of a time zone. */
export const toDateTimeFieldValues = (instant: number, timeZone: string): DateTimeFieldValues => ({
  date: isoDateInZone(instant, timeZone),
  clock: toZonedDateTime(instant, timeZone).toPlainTime().toString().slice(0, 5),
})

/**
 * The moment (ms) at which an appointment may begin, on a quarter hour that is still to come; nothing for anything else. A
 * clock that a change of time leaves out is the one an hour later.
 */
export function parseBookableInstant(
  { date, clock }: DateTimeFieldValues,
  timeZone: string,
  now: number,
): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(clock)) return undefined
  const instant = parseInstantOrNaN(date, clock, timeZone)
  return instant > now && instant % (SLOT_MINUTES * 60_000) === 0 ? instant : undefined
}

/** No moment at all on a day that no calendar has. */
function parseInstantOrNaN(date: string, clock: string, timeZone: string): number {
  try {
    return localTimeToInstant(date, clock, timeZone)
  } catch {
    return Number.NaN
  }
}

/** `9:00 a.m.`, and the end and the offset apart: an offset belongs to each time, since clocks change. */
export const formatAppointmentTimes = (
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number },
  timeZone: string,
  language: Language,
) => ({
  from: formatClockTime(startsAt, timeZone, language),
  until: formatClockTime(endsAt, timeZone, language),
  offset: formatUtcOffset(startsAt, timeZone),
})
