import * as z from 'zod/mini'
import { SLOT_MINUTES } from '../../content/booking/availability.ts'
import { MAX_SCREENING_AGE_DAYS } from '../../content/file/screenings.ts'
import {
  CALENDAR_YEARS,
  MAX_APPOINTMENT_DAYS_AHEAD,
  MAX_CALL_ATTEMPT_AGE_DAYS,
  MAX_ID_CHARACTERS,
  MAX_ORDER_YEARS,
  MAX_REVISIONS,
} from '../../content/limits.ts'
import { addDaysToIsoDate } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'

// The values that a request may name, within the bounds that their use gives them. Whatever lies outside is
// refused as `invalid`, before anything computes with it.

/** Accepts an id, or a reference as somebody writes it. Longer text is no id of the portal. */
export const idSchema = z.string().check(z.maxLength(MAX_ID_CHARACTERS))

/** An id, or null for none. */
export const idOrNullSchema = z.nullable(idSchema)

/**
 * Accepts the instant in milliseconds up to which a page showed what happened; 0 when it showed nothing. It has passed,
 * so that nobody answers for what is still to come. A minute more allows for clocks that differ.
 */
export const seenUntilSchema = z.int().check(
  z.minimum(0),
  z.refine((instant) => instant <= Date.now() + CLOCK_DIFFERENCE_MS),
)

const CLOCK_DIFFERENCE_MS = 60_000

/**
 * Accepts an instant in milliseconds at which an appointment may begin. It falls on a quarter hour, because an
 * appointment occupies whole ones. One further ahead is taken for a mistyped year.
 */
export const startsAtSchema = z.int().check(
  z.minimum(0),
  z.multipleOf(SLOT_MINUTES * 60_000),
  z.refine((instant) => instant <= Date.now() + MAX_APPOINTMENT_DAYS_AHEAD * DAY_MS),
)

/**
 * Accepts the instant in milliseconds at which a coordinator called. Whether it was recent enough is part of the
 * statement that records the call; this refuses what no clock shows.
 */
export const attemptedAtSchema = z
  .int()
  .check(z.refine((instant) => Math.abs(Date.now() - instant) <= (MAX_CALL_ATTEMPT_AGE_DAYS + 1) * DAY_MS))

/** Accepts the instant in milliseconds of a talk that took place. */
export const heldAtSchema = z
  .int()
  .check(
    z.refine(
      (instant) =>
        instant <= Date.now() + CLOCK_DIFFERENCE_MS &&
        instant >= Date.now() - MAX_SCREENING_AGE_DAYS * DAY_MS,
    ),
  )

/** Accepts the number of times that an appointment was moved. */
export const sequenceSchema = z.int().check(z.minimum(0), z.maximum(MAX_REVISIONS))

/** Accepts the number of the newest event of a file that a page showed. */
export const seenEventSchema = z.int().check(z.minimum(0), z.maximum(MAX_REVISIONS))

/** Accepts the number of times that availability was saved. */
export const revisionSchema = z.int().check(z.minimum(0), z.maximum(MAX_REVISIONS))

/** Accepts a date such as `2026-11-22` between so many years back and ahead of today. */
const dateSchema = (years: { readonly back: number; readonly ahead: number }) =>
  z.iso
    .date()
    .check(z.refine((date) => date >= addYearsToToday(-years.back) && date <= addYearsToToday(years.ahead)))

/** The date in so many years. A day of tolerance on each side allows for every time zone. */
function addYearsToToday(years: number): string {
  const today = new Date().toISOString().slice(0, 10)
  return addDaysToIsoDate(today, Math.sign(years || 1) + Math.round(years * 365.25))
}

/** Accepts a day that a calendar shows, or that somebody closes or opens. */
export const calendarDateSchema = dateSchema(CALENDAR_YEARS)

/** Accepts the day on which an order was made: not in the future. */
export const orderDateSchema = dateSchema({ back: MAX_ORDER_YEARS, ahead: 0 })

/** Accepts the last day on which an order applies. */
export const orderExpirySchema = dateSchema({ back: MAX_ORDER_YEARS, ahead: MAX_ORDER_YEARS })
