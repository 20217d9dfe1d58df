import { ICalCalendar, ICalCalendarMethod } from 'ical-generator'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { openFeed } from '../../db/calendar-feed.ts'
import { DOMAIN, PRODUCT } from '../booking/reserve/calendar-file.ts'

type Feed = NonNullable<Awaited<ReturnType<typeof openFeed>>>

/**
 * A coordinator's sessions for their own calendar (RFC 5545, RFC 7986): when each is and its file's reference, and
 * nothing of who comes or how. Instants in UTC, in milliseconds. The entries are known by the session, never by what a
 * parent's own calendar knows it by.
 */
export function feedFile({ coordinator, booked }: Feed): string {
  const { name, title } = words[languageOf(coordinator)]
  const calendar = new ICalCalendar({ method: ICalCalendarMethod.PUBLISH, prodId: PRODUCT, name })
  for (const { id, startsAt, endsAt, sequence, madeAt, reference } of booked) {
    calendar.createEvent({
      id: `${id}@${DOMAIN}`,
      sequence,
      // What it was made at: the same answer as long as nothing changes.
      stamp: new Date(madeAt),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: `${title} ${reference}`,
    })
  }
  // Every line ends in CRLF, the last too; the library leaves that one out.
  return `${calendar.toString()}\r\n`
}

const words = {
  en: { name: 'Booked', title: 'Booked' },
  fr: { name: 'Réservé', title: 'Réservé' },
} as const

const languageOf = (id: string): Coordinator['languages'][number] =>
  practice.coordinators.find((coordinator) => coordinator.id === id)?.languages[0] ?? 'en'
