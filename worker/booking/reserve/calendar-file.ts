import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type CalendarTitle, calendarTitles } from '../../../content/mail/appointment-messages.ts'
import { practice } from '../../../content/practice.ts'
import type { Language } from '../../../forms/language.ts'
import type { MessageAttachment } from '../../mail/message.ts'

/** A session as an entry of its parent's calendar; instants in milliseconds. */
export interface CalendarEntry {
  /** Each parent's own, so that neither's calendar knows of the other's. */
  readonly attendanceId: string
  readonly startsAt: number
  readonly endsAt: number
  /** How often it was moved or cancelled. */
  readonly sequence: number
  readonly title: CalendarTitle
}

/** Tells a calendar to add the entry, in place of any earlier version, or to remove it. */
export type CalendarMethod = 'PUBLISH' | 'CANCEL'

/**
 * The entry as a file (RFC 5545, RFC 5546): instants in UTC, which no calendar's own idea of a time zone can get wrong,
 * and a title that says nothing. Nobody organizes it, nobody is invited, and it has no place.
 */
export function renderCalendarFile(
  entry: CalendarEntry,
  method: CalendarMethod,
  language: Language,
  now: number,
): string {
  const calendar = new ICalCalendar({ method: ICalCalendarMethod[method], prodId: CALENDAR_PRODUCT_ID })
  calendar.createEvent({
    id: `${entry.attendanceId}@${CALENDAR_UID_DOMAIN}`,
    sequence: entry.sequence,
    stamp: new Date(now),
    start: new Date(entry.startsAt),
    end: new Date(entry.endsAt),
    summary: calendarTitles[entry.title][language],
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  // Every line ends in CRLF, the last too; the library leaves that one out.
  return `${calendar.toString()}\r\n`
}

export const CALENDAR_FILE_NAME = 'calendar.ics'
export const calendarContentType = (method: CalendarMethod): string =>
  `text/calendar; charset=utf-8; method=${method}`

/** The same as an attachment of an e-mail. */
export const buildCalendarAttachment = (
  ...[entry, method, language, now]: Parameters<typeof renderCalendarFile>
): MessageAttachment => ({
  filename: CALENDAR_FILE_NAME,
  // The provider takes a text as base64.
  content: Buffer.from(renderCalendarFile(entry, method, language, now)).toString('base64'),
  contentType: calendarContentType(method),
})

/** Names nobody, as an address book or a calendar may show it. */
export const CALENDAR_PRODUCT_ID = { company: 'calendar', product: 'entry', language: 'EN' }

/** The domain of the sender that parents know. */
export const CALENDAR_UID_DOMAIN = practice.discreetMailFrom.replace(/^.*@|>$/g, '')
