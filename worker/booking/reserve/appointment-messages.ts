import { practice } from '../../../content/practice.ts'
import { formatAppointmentTimeLines } from '../../../content/time/local-time.ts'
import { HOUR_MS } from '../../../content/time/units.ts'
import type { BoundedMessage } from '../../../db/bounded-messages.ts'
import type { ParentFileWithAttendees } from '../../../db/parent-booking.ts'
import type { Language } from '../../../forms/language.ts'
import { unsealUnsharedContactRules } from '../../contact/contact-rules.ts'
import type { Environment } from '../../environment.ts'
import { buildAddressPace } from '../../mail/flood-limits.ts'
import type { MessageAttachment } from '../../mail/message.ts'
import { createParentMessageOutboxRow } from '../../mail/parent-message.ts'
import { type AttendanceDetails, unsealAttendanceDetails } from './attendance-details.ts'
import { buildCalendarAttachment, type CalendarEntry } from './calendar-file.ts'

/** A parent who takes part in an appointment, with what a message to them needs. */
export interface AppointmentParticipant {
  readonly attendanceId: string
  readonly parentId: string
  readonly fileId: string
  readonly language: Language
  /** The sealed contact rules of the parent. */
  readonly sealedContactRules: string | null
  readonly sharedEmailTokens?: string
  readonly details: AttendanceDetails
}

/** An appointment as it will be once the change that the message announces is made. Instants are in milliseconds. */
export type AnnouncedAppointment = Pick<CalendarEntry, 'startsAt' | 'endsAt' | 'sequence'>

export type AppointmentNews = 'booked' | 'moved' | 'cancelled' | 'reminder'

/**
 * Builds the message to one parent about their appointment, with its calendar entry unless they chose none. The message
 * tells the time in the parent’s own time zone, and nothing else. Gives no message without an address that the parent
 * called safe.
 */
export async function buildAppointmentOutboxRowsToParent(
  env: Environment,
  news: AppointmentNews,
  to: AppointmentParticipant,
  announced: AnnouncedAppointment,
  now: number,
): Promise<BoundedMessage[]> {
  const { fileId, parentId, attendanceId, language, details } = to
  const attachment = buildCalendarAttachmentFor(news, to, announced, now)
  const contactRules = await unsealUnsharedContactRules(env, { ...to, id: parentId })
  const row = await createParentMessageOutboxRow(
    env,
    {
      kind: `appointment-${news}`,
      fileId,
      parentId,
      dependsOn: { attendanceId, sequence: announced.sequence },
      language,
      contactRules,
      facts: { when: formatAppointmentTimeLines(announced, details.timeZone, language) },
      ...(attachment && { attachments: [attachment] }),
    },
    now,
  )
  return row && contactRules?.email
    ? [{ lead: 'anybody', row, pacedBy: await buildAddressPace(env, contactRules.email) }]
    : []
}

/** Builds the messages that tell those who take part in an appointment, each by themselves, that it is cancelled. */
export async function buildCancellationOutboxRows(
  env: Environment,
  {
    id,
    fileId,
    startsAt,
    endsAt,
    sequence,
  }: AnnouncedAppointment & { readonly id: string; readonly fileId: string },
  attendees: ParentFileWithAttendees['attendees'],
  now: number,
): Promise<BoundedMessage[]> {
  const announced = { startsAt, endsAt, sequence: sequence + 1 }
  const messages = attendees
    .filter(({ appointmentId }) => appointmentId === id)
    .map(async ({ id: attendanceId, sealedDetails, ...parent }) => {
      const details = await unsealAttendanceDetails(env, attendanceId, sealedDetails)
      const to = { ...parent, attendanceId, fileId, details }
      return buildAppointmentOutboxRowsToParent(env, 'cancelled', to, announced, now)
    })
  return (await Promise.all(messages)).flat()
}

/** Builds the calendar entry to attach. A reminder has none, because it changes nothing in a calendar. */
function buildCalendarAttachmentFor(
  news: AppointmentNews,
  { attendanceId, language, details: { calendarTitle = 'none' } }: AppointmentParticipant,
  announced: AnnouncedAppointment,
  now: number,
): MessageAttachment | undefined {
  if (news === 'reminder' || calendarTitle === 'none') return undefined
  const method = news === 'cancelled' ? 'CANCEL' : 'PUBLISH'
  return buildCalendarAttachment({ ...announced, attendanceId, title: calendarTitle }, method, language, now)
}

/**
 * Gives the instant (milliseconds) at which parents count as reminded from the start: an appointment this near needs no
 * reminder after its first message. Gives null for a later appointment.
 */
export const getInitialRemindedAt = (startsAt: number, now: number): number | null =>
  startsAt - now <= practice.reminderHours * HOUR_MS ? now : null
