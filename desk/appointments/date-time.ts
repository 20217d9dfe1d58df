import { SLOT_MINUTES } from '../../content/booking/meeting-modes.ts'
import { MAX_APPOINTMENT_DAYS_AHEAD } from '../../content/limits.ts'
import {
  formatClockTimeInZone,
  formatUtcOffset,
  localTimeToInstant,
  toIsoClockInZone,
  toIsoDateInZone,
} from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import type { Language } from '../../forms/language.ts'

/** A date and a clock time as fields hold them: `2026-11-22`, `14:15`. */
export interface DateTimeFieldValues {
  readonly date: string
  readonly clock: string
}

/** Converts an instant in milliseconds to the values of its fields, in a time zone. */
export const toDateTimeFieldValues = (instant: number, timeZone: string): DateTimeFieldValues => ({
  date: toIsoDateInZone(instant, timeZone),
  clock: toIsoClockInZone(instant, timeZone),
})

/**
 * Parses the values of the fields to the instant in milliseconds at which an appointment may begin; undefined unless it
 * is a quarter hour in the future, and not so far ahead that the year must be mistyped. A clock time that a change to
 * summer time skips counts as one hour later.
 */
export function parseBookableInstant(
  { date, clock }: DateTimeFieldValues,
  timeZone: string,
  now: number,
): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(clock)) return undefined
  const instant = parseInstantOrNaN(date, clock, timeZone)
  const isInBounds = instant > now && instant <= now + MAX_APPOINTMENT_DAYS_AHEAD * DAY_MS
  return isInBounds && instant % (SLOT_MINUTES * 60_000) === 0 ? instant : undefined
}

/** Gives NaN for a date that does not exist. */
function parseInstantOrNaN(date: string, clock: string, timeZone: string): number {
  try {
    return localTimeToInstant(date, clock, timeZone)
  } catch {
    return Number.NaN
  }
}

/** Formats the beginning and the end of an appointment as `9:00 a.m.`, and the UTC offset at its beginning. */
export const formatAppointmentStartEndAndOffset = (
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number },
  timeZone: string,
  language: Language,
) => ({
  from: formatClockTimeInZone(startsAt, timeZone, language),
  until: formatClockTimeInZone(endsAt, timeZone, language),
  offset: formatUtcOffset(startsAt, timeZone),
})
