import { type MeetingMode, meetingModeOptions } from '../../../content/booking/availability.ts'
import { checkSection } from '../../../content/forms/booking/index.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { isTimeZone } from '../../../forms/questions/time-zone.ts'
import { calendarDateSchema, startsAtSchema } from '../../http/bounded-schemas.ts'
import type { CalendarTitleChoice } from './attendance-details.ts'

/** The choices that a parent has made so far. */
export interface BookingChoice {
  readonly mode: MeetingMode
  readonly timeZone: string
  readonly calendarTitle?: CalendarTitleChoice
  /** The start of the session, in milliseconds. */
  readonly start?: number
  /** The date from which the parent looks for times: `2026-11-30`. */
  readonly from?: string
}

/** Parses the fields that a booking page posts; gives undefined when they cannot have come from one of these pages. */
export function parsePostedChoice(fields: FormFields): BookingChoice | undefined {
  const parsed = parsePartialChoice(fields)
  const isUnexpected = Object.entries(fields).some(
    ([name, [value = '', ...more]]) =>
      more.length > 0 || !isChoiceField(name) || (value !== '' && fieldParsers[name](value) === undefined),
  )
  const { mode, timeZone } = parsed
  return isUnexpected || !mode || !timeZone ? undefined : { ...parsed, mode, timeZone }
}

/** Parses each choice by itself, and leaves out those that it cannot parse. */
export function parsePartialChoice(fields: FormFields): Partial<BookingChoice> {
  const parsed = Object.entries(fieldParsers).map(
    ([name, parse]) => [name === 'way' ? 'mode' : name, parse(fields[name]?.[0] ?? '')] as const,
  )
  return Object.fromEntries(parsed.filter(([, value]) => value !== undefined))
}

export const formatChoiceFields = ({ mode, start, ...choice }: Partial<BookingChoice>): FormFields => {
  const typed = {
    ...(mode && { way: mode }),
    ...choice,
    ...(start !== undefined && { start: formatStartField(start) }),
  }
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value]]))
}

/** Formats an instant in milliseconds as a page posts the start of a session: `2026-11-23T14:00Z`. */
export const formatStartField = (ms: number): string => new Date(ms).toISOString().replace(/:00\.000Z$/, 'Z')

const parseOneOf =
  <Key extends string>(options: Readonly<Record<Key, unknown>>) =>
  (typed: string): Key | undefined =>
    Object.hasOwn(options, typed) ? (typed as Key) : undefined

/** The parsers by field name. Pages and addresses call the meeting mode `way`. */
const fieldParsers = {
  way: parseOneOf<MeetingMode>(meetingModeOptions),
  timeZone: (typed: string): string | undefined => (isTimeZone(typed) ? typed : undefined),
  calendarTitle: parseOneOf<CalendarTitleChoice>(checkSection.questions.calendarTitle.options),
  start: (typed: string): number | undefined => {
    const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(typed) ? Date.parse(typed) : Number.NaN
    // The result must format to the typed text again, which rejects dates such as 30 February.
    return startsAtSchema.safeParse(ms).success && formatStartField(ms) === typed ? ms : undefined
  },
  from: (typed: string): string | undefined => calendarDateSchema.safeParse(typed).data,
}

/** The names of the fields that the booking pages post. */
export const CHOICE_FIELDS: readonly string[] = Object.keys(fieldParsers)

const isChoiceField = (name: string): name is keyof typeof fieldParsers => Object.hasOwn(fieldParsers, name)
