import * as z from 'zod'
import { type MeetingMode, meetingModes, SLOT_MINUTES } from '../../../content/booking/availability.ts'
import { checkSection } from '../../../content/forms/booking/index.ts'
import { type TimeZone, timeZones } from '../../../content/time/time-zones.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import type { CalendarTitleChoice } from './attendance-details.ts'

/** What a parent chose so far. */
export interface BookingChoice {
  readonly mode: MeetingMode
  readonly timeZone: TimeZone
  readonly calendarTitle?: CalendarTitleChoice
  /** When the session begins, an instant in milliseconds. */
  readonly start?: number
  /** The date from which on they look: `2026-11-30`. */
  readonly from?: string
}

/** What was posted on the way to a session; nothing when it cannot have come from one of its pages. */
export function parsePostedChoice(fields: FormFields): BookingChoice | undefined {
  const parsed = parseChoice(fields)
  const isUnexpected = Object.entries(fields).some(
    ([name, [value = '', ...more]]) =>
      more.length > 0 || !isChoiceField(name) || (value !== '' && fieldParsers[name](value) === undefined),
  )
  const { mode, timeZone } = parsed
  return isUnexpected || !mode || !timeZone ? undefined : { ...parsed, mode, timeZone }
}

/** As much of it as can be understood; each by itself, and nothing for what cannot. */
export function parseChoice(fields: FormFields): Partial<BookingChoice> {
  const parsed = Object.entries(fieldParsers).map(
    ([name, parse]) => [name === 'way' ? 'mode' : name, parse(fields[name]?.[0] ?? '')] as const,
  )
  return Object.fromEntries(parsed.filter(([, value]) => value !== undefined))
}

/** The same as a page posts it. */
export const formatChoiceFields = ({ mode, start, ...choice }: Partial<BookingChoice>): FormFields => {
  const typed = {
    ...(mode && { way: mode }),
    ...choice,
    ...(start !== undefined && { start: formatStartField(start) }),
  }
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value]]))
}

/** How a page posts when a session begins: `2026-11-23T14:00Z`. */
export const formatStartField = (ms: number): string => new Date(ms).toISOString().replace(/:00\.000Z$/, 'Z')

const parseOneOf =
  <Key extends string>(options: Readonly<Record<Key, unknown>>) =>
  (typed: string): Key | undefined =>
    Object.hasOwn(options, typed) ? (typed as Key) : undefined

/** By the names of the fields: pages and addresses call the meeting mode `way`. */
const fieldParsers = {
  way: parseOneOf<MeetingMode>(meetingModes),
  timeZone: parseOneOf<TimeZone>(timeZones),
  calendarTitle: parseOneOf<CalendarTitleChoice>(checkSection.questions.calendarTitle.options),
  start: (typed: string): number | undefined => {
    const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(typed) ? Date.parse(typed) : Number.NaN
    // There and back: no thirtieth of February.
    return ms % QUARTER_MS === 0 && formatStartField(ms) === typed ? ms : undefined
  },
  from: (typed: string): string | undefined => z.iso.date().safeParse(typed).data,
}

const isChoiceField = (name: string): name is keyof typeof fieldParsers => Object.hasOwn(fieldParsers, name)
const QUARTER_MS = SLOT_MINUTES * 60_000
