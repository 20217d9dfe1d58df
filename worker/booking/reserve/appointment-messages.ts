import {
  type AboutSession,
  sessionBookedMail,
  sessionCancelledMail,
  sessionMovedMail,
  sessionReminderMail,
} from '../../../content/mail/appointment-messages.ts'
import type { Written } from '../../../content/mail/compose-message.ts'
import { practice } from '../../../content/practice.ts'
import { writtenSession } from '../../../content/time/local-time.ts'
import type { ForLead } from '../../../db/lead-routing.ts'
import type { outbox } from '../../../db/schema.ts'
import type { Language } from '../../../forms/language.ts'
import type { Environment } from '../../environment.ts'
import { contactRules } from '../../intake/contact-rules.ts'
import { type Attachment, queuedMail } from '../../mail/message.ts'
import type { Details } from './attendance-details.ts'
import { calendarAttachment, type Entry } from './calendar-file.ts'

/** A parent who takes part in a session, as far as writing to them goes. */
export interface Attending {
  readonly attendanceId: string
  readonly parentId: string
  readonly fileId: string
  readonly language: Language
  /** How they may be reached, sealed. */
  readonly contact: string | null
  readonly details: Details
}

/** A session as it will stand once what the mail tells of is done; instants in milliseconds. */
export type Told = Pick<Entry, 'startsAt' | 'endsAt' | 'sequence'>

export type SessionNews = 'booked' | 'moved' | 'cancelled' | 'reminder'

/**
 * Mail to one parent about a session of theirs, with its calendar entry unless they chose none: when it is, in their own
 * time zone, and nothing else. None without an address they called safe.
 */
export async function sessionMail(
  env: Environment,
  news: SessionNews,
  to: Attending,
  told: Told,
  now: number,
): Promise<ForLead<typeof outbox.$inferInsert>[]> {
  const { fileId, parentId, language, details } = to
  const rules = await contactRules(env, parentId, to.contact)
  if (rules?.email === undefined) return []
  const about = {
    subject: rules.mailSubject,
    portalOrigin: env.portalOrigin,
    when: writtenSession(told.startsAt, details.timeZone, language),
  }
  const attachment = attached(news, to, told, now)
  const mail = {
    from: practice.discreetMailFrom,
    to: rules.email,
    ...written[news](about, language),
    ...(attachment && { attachments: [attachment] }),
  }
  const kind = news === 'reminder' ? 'session-reminder' : 'session'
  return [{ lead: 'anybody', row: await queuedMail(env.keys, { fileId, kind, parentId }, mail, now) }]
}

const written: Readonly<Record<SessionNews, (about: AboutSession, language: Language) => Written>> = {
  booked: sessionBookedMail,
  moved: sessionMovedMail,
  cancelled: sessionCancelledMail,
  reminder: sessionReminderMail,
}

/** A reminder changes nothing in a calendar. */
function attached(
  news: SessionNews,
  { attendanceId, language, details: { calendarTitle = 'none' } }: Attending,
  told: Told,
  now: number,
): Attachment | undefined {
  if (news === 'reminder' || calendarTitle === 'none') return undefined
  const method = news === 'cancelled' ? 'CANCEL' : 'PUBLISH'
  return calendarAttachment({ ...told, attendanceId, title: calendarTitle }, method, language, now)
}

/** A session this near needs no reminder besides the mail that tells of it: when its parents count as reminded. */
export const remindedAt = (startsAt: number, now: number): number | null =>
  startsAt - now <= practice.reminderHours * 3_600_000 ? now : null
