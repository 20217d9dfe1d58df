import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type CalendarTitle, calendarEntryTitleOptions } from '../../../content/mail/appointment-messages.ts'
import { practice } from '../../../content/practice.ts'
import type { Language } from '../../../forms/language.ts'
import type { MessageAttachment } from '../../mail/message.ts'

/** A session as an entry in a parent’s calendar. Instants are in milliseconds. */
export interface CalendarEntry {
  /** The id of this parent’s attendance, so that the entries of two parents have nothing in common. */
  readonly attendanceId: string
  readonly startsAt: number
  readonly endsAt: number
  /** How often the session was moved or cancelled. */
  readonly sequence: number
  readonly title: CalendarTitle
}

/** The calendar method: `PUBLISH` adds the entry or replaces an earlier version, `CANCEL` removes it. */
export type CalendarMethod = 'PUBLISH' | 'CANCEL'

/**
 * Renders the entry as an iCalendar file (RFC 5545, RFC 5546). Its instants are in UTC, so that no calendar can apply a
 * wrong time zone, and its title reveals nothing. It has no organizer, no attendees and no location.
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
    summary: calendarEntryTitleOptions[entry.title][language],
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  // Every line ends in CRLF. The library leaves out the last one.
  return `${calendar.toString()}\r\n`
}

export const CALENDAR_FILE_NAME = 'calendar.ics'
export const getCalendarContentType = (method: CalendarMethod): string =>
  `text/calendar; charset=utf-8; method=${method}`

export const buildCalendarAttachment = (
  ...[entry, method, language, now]: Parameters<typeof renderCalendarFile>
): MessageAttachment => ({
  filename: CALENDAR_FILE_NAME,
  // The provider expects the content in base64.
  content: Buffer.from(renderCalendarFile(entry, method, language, now)).toString('base64'),
  contentType: getCalendarContentType(method),
})

/** The product id of the calendar files. It does not name the practice, since a calendar may show it. */
export const CALENDAR_PRODUCT_ID = { company: 'calendar', product: 'entry', language: 'EN' }

/** The domain of the discreet sender, which parents have seen already. */
export const CALENDAR_UID_DOMAIN = practice.discreetMailFrom.replace(/^.*@|>$/g, '')
