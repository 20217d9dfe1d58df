import { type CalendarTitle, calendarEntryTitleOptions } from '../../../content/mail/appointment-messages.ts'
import { practice } from '../../../content/practice.ts'
import type { Language } from '../../../forms/language.ts'
import type { MessageAttachment } from '../../mail/message.ts'
import { type IcsMethod, renderIcsFile } from './ics.ts'

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

/**
 * Renders the entry as an iCalendar file (RFC 5545, RFC 5546). Its instants are in UTC, so that no calendar can apply a
 * wrong time zone, and its title reveals nothing. Its organizer is the sender of the e-mail; it has no attendees and no
 * location (decision 77).
 */
export function renderCalendarFile(
  entry: CalendarEntry,
  method: IcsMethod,
  language: Language,
  now: number,
): string {
  const { attendanceId, sequence, startsAt, endsAt } = entry
  const event = {
    uid: `${attendanceId}@${CALENDAR_UID_DOMAIN}`,
    ...{ sequence, stampedAt: now, startsAt, endsAt },
    summary: calendarEntryTitleOptions[entry.title][language],
    status: method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
  } as const
  return renderIcsFile(method, CALENDAR_ORGANIZER, [event])
}

export const CALENDAR_FILE_NAME = 'calendar.ics'
export const getCalendarContentType = (method: IcsMethod): string =>
  `text/calendar; charset=utf-8; method=${method}`

/**
 * The type of a calendar file in an e-mail. As text/calendar, Outlook would take a published entry for a part of the message and
 * show its lines in place of it (MS-STANOICAL, 2.2.99); a file of another type is opened by its name (decision 77).
 */
const CALENDAR_ATTACHMENT_TYPE = 'application/ics'

export const buildCalendarAttachment = (
  ...[entry, method, language, now]: Parameters<typeof renderCalendarFile>
): MessageAttachment => ({
  filename: CALENDAR_FILE_NAME,
  // The provider expects the content in base64.
  content: Buffer.from(renderCalendarFile(entry, method, language, now)).toString('base64'),
  contentType: CALENDAR_ATTACHMENT_TYPE,
})

/** The address of the discreet sender, which parents have seen already. */
export const CALENDAR_ORGANIZER = practice.discreetMailFrom.replace(/^.*<|>$/g, '')
export const CALENDAR_UID_DOMAIN = CALENDAR_ORGANIZER.replace(/^.*@/, '')
