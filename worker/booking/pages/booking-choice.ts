import * as z from 'zod'
import { QUARTER_MINUTES, type Way, ways } from '../../../content/booking/availability.ts'
import { check } from '../../../content/forms/booking/index.ts'
import { type TimeZone, timeZones } from '../../../content/time/time-zones.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import type { CalendarChoice } from '../reserve/attendance-details.ts'

/** What a parent chose so far. */
export interface Choice {
  readonly way: Way
  readonly timeZone: TimeZone
  readonly calendarTitle?: CalendarChoice
  /** When the session begins, an instant in milliseconds. */
  readonly start?: number
  /** The date from which on they look: `2026-11-30`. */
  readonly from?: string
}

/** What was posted on the way to a session; nothing when it cannot have come from one of its pages. */
export function readChoice(fields: Fields): Choice | undefined {
  const read = understood(fields)
  const strange = Object.entries(fields).some(
    ([name, [value = '', ...more]]) =>
      more.length > 0 || !isField(name) || (value !== '' && read[name] === undefined),
  )
  const { way, timeZone } = read
  return strange || !way || !timeZone ? undefined : { ...read, way, timeZone }
}

/** As much of it as can be understood; each by itself, and nothing for what cannot. */
export function understood(fields: Fields): Partial<Choice> {
  const read = Object.entries(readers).map(
    ([name, reader]) => [name, reader(fields[name]?.[0] ?? '')] as const,
  )
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/** The same as a page posts it. */
export const fieldsOfChoice = ({ start, ...choice }: Partial<Choice>): Fields => {
  const typed = { ...choice, ...(start !== undefined && { start: startField(start) }) }
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value]]))
}

/** How a page posts when a session begins: `2026-11-23T14:00Z`. */
export const startField = (ms: number): string => new Date(ms).toISOString().replace(/:00\.000Z$/, 'Z')

const oneOf =
  <Key extends string>(options: Readonly<Record<Key, unknown>>) =>
  (typed: string): Key | undefined =>
    Object.hasOwn(options, typed) ? (typed as Key) : undefined

const readers = {
  way: oneOf<Way>(ways),
  timeZone: oneOf<TimeZone>(timeZones),
  calendarTitle: oneOf<CalendarChoice>(check.questions.calendarTitle.options),
  start: (typed: string): number | undefined => {
    const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(typed) ? Date.parse(typed) : Number.NaN
    // There and back: no thirtieth of February.
    return ms % QUARTER === 0 && startField(ms) === typed ? ms : undefined
  },
  from: (typed: string): string | undefined => z.iso.date().safeParse(typed).data,
}

const isField = (name: string): name is keyof typeof readers => Object.hasOwn(readers, name)
const QUARTER = QUARTER_MINUTES * 60_000
