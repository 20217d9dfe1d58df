import { ICalCalendar, ICalCalendarMethod } from 'ical-generator'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { loadFeedAppointmentsBySecretHash } from '../../db/calendar-feed.ts'
import { defaultLanguage } from '../../forms/language.ts'
import { CALENDAR_PRODUCT_ID, CALENDAR_UID_DOMAIN } from '../booking/reserve/calendar-file.ts'

type OpenedFeed = NonNullable<Awaited<ReturnType<typeof loadFeedAppointmentsBySecretHash>>>

/**
 * Renders a coordinator’s appointments for their own calendar (RFC 5545, RFC 7986): the time of each and the reference
 * of its file, but not who takes part or how they meet. Instants are in UTC, given in milliseconds. Each entry has the
 * id of the appointment, never that of an entry in a parent’s own calendar.
 */
export function renderFeedFile({ coordinatorId, booked }: OpenedFeed): string {
  const { name, title } = feedWording[coordinatorLanguage(coordinatorId)]
  const calendar = new ICalCalendar({ method: ICalCalendarMethod.PUBLISH, prodId: CALENDAR_PRODUCT_ID, name })
  for (const { id, startsAt, endsAt, sequence, createdAt, reference } of booked) {
    calendar.createEvent({
      id: `${id}@${CALENDAR_UID_DOMAIN}`,
      sequence,
      // The stamp is when the appointment was booked, so the feed stays the same as long as nothing changes.
      stamp: new Date(createdAt),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: `${title} ${reference}`,
    })
  }
  // Every line ends in CRLF. The library leaves out the last one.
  return `${calendar.toString()}\r\n`
}

const feedWording = {
  en: { name: 'Booked', title: 'Booked' },
  fr: { name: 'Réservé', title: 'Réservé' },
} as const

const coordinatorLanguage = (id: string): Coordinator['languages'][number] =>
  practice.coordinators.find((coordinator) => coordinator.id === id)?.languages[0] ?? defaultLanguage
