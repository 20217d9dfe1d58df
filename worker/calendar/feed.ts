import { type Coordinator, practice } from '../../content/practice.ts'
import type { loadFeedAppointmentsBySecretHash } from '../../db/calendar-feed.ts'
import { defaultLanguage } from '../../forms/language.ts'
import { CALENDAR_ORGANIZER, CALENDAR_UID_DOMAIN } from '../booking/reserve/calendar-file.ts'
import { renderIcsFile } from '../booking/reserve/ics.ts'

type OpenedFeed = NonNullable<Awaited<ReturnType<typeof loadFeedAppointmentsBySecretHash>>>

/**
 * Renders a coordinator’s appointments for their own calendar (RFC 5545, RFC 7986): the time of each and the reference
 * of its file, but not who takes part or how they meet. Instants are in UTC, given in milliseconds. Each entry has the
 * id of the appointment, never that of an entry in a parent’s own calendar.
 */
export function renderFeedFile({ coordinatorId, booked }: OpenedFeed): string {
  const { name, title } = feedWording[coordinatorLanguage(coordinatorId)]
  const events = booked.map(({ id, startsAt, endsAt, sequence, createdAt, reference }) => ({
    uid: `${id}@${CALENDAR_UID_DOMAIN}`,
    // The stamp is when the appointment was booked, so the feed stays the same as long as nothing changes.
    ...{ sequence, stampedAt: createdAt, startsAt, endsAt },
    summary: `${title} ${reference}`,
  }))
  return renderIcsFile('PUBLISH', CALENDAR_ORGANIZER, events, { name, refreshMinutes: REFRESH_MINUTES })
}

/** The shortest interval that the large calendar programs keep to. */
const REFRESH_MINUTES = 60

const feedWording = {
  en: { name: 'Booked', title: 'Booked' },
  fr: { name: 'Réservé', title: 'Réservé' },
} as const

const coordinatorLanguage = (id: string): Coordinator['languages'][number] =>
  practice.coordinators.find((coordinator) => coordinator.id === id)?.languages[0] ?? defaultLanguage
