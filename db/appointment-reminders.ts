import { eq, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type Database, toBatchItem } from './database.ts'
import { ownOrRelatedContactHoldCondition } from './gate.ts'
import { queueMessagesToLeadStatement, type RoutedMessages } from './lead-routing.ts'
import { appointments, attendances, files, parents } from './schema.ts'
import { sharedEmailTokensColumn } from './shared-contacts.ts'

/**
 * Lists the attendances of parents who were not reminded yet and whose appointment begins after `now` and by `until`
 * (both in milliseconds), soonest first.
 */
export const listDueAppointmentReminders = (db: Database, now: number, until: number) =>
  db
    .select({
      attendanceId: attendances.id,
      sealedDetails: attendances.sealedDetails,
      parentId: attendances.parentId,
      appointmentId: sql<string>`${appointments.id}`.as('appointment_id'),
      fileId: appointments.fileId,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      sequence: appointments.sequence,
      sealedContactRules: parents.sealedContactRules,
      sharedEmailTokens: sharedEmailTokensColumn,
      language: parents.language,
      /**
       * Whether this is a joint appointment with an active contact hold. The practice cannot tell whether it takes
       * place.
       */
      hasContactHold:
        sql<number>`${appointments.kind} = 'joint' and ${ownOrRelatedContactHoldCondition()}`.as(
          'has_contact_hold',
        ),
    })
    .from(appointments)
    .innerJoin(files, eq(files.id, appointments.fileId))
    .innerJoin(attendances, eq(attendances.appointmentId, appointments.id))
    .innerJoin(parents, eq(parents.id, attendances.parentId))
    .where(
      // SQLite uses the partial index only where the query repeats the conditions of the index.
      sql`starts_at > ${now} and starts_at <= ${until} and cancelled_at is null and held_until is null
        and reminded_at is null`,
    )
    .orderBy(sql`starts_at`)
    .limit(REMINDER_BATCH_SIZE)

/** The number of reminders in one run. The cron runs every minute, so a small batch is enough. */
const REMINDER_BATCH_SIZE = 20

/** The attendance that a reminder is for, and the appointment as it was read. */
interface AppointmentReminder {
  readonly attendanceId: string
  readonly appointmentId: string
  readonly fileId: string
  readonly sequence: number
}

/**
 * Records that a parent was reminded, or could not safely be, and queues the message. Records nothing when the
 * appointment changed since it was read.
 */
export async function recordAppointmentReminderAndQueueMessages(
  db: Database,
  { attendanceId, appointmentId, fileId, sequence }: AppointmentReminder,
  now: number,
  messages: RoutedMessages,
): Promise<void> {
  const due = sql`attendances.id = ${attendanceId} and reminded_at is null and exists (select 1 from appointments
    where id = ${appointmentId} and sequence = ${sequence} and cancelled_at is null)`
  await db.batch([
    queueMessagesToLeadStatement(db, fileId, messages, sql`exists (select 1 from attendances where ${due})`),
    toBatchItem(db, sql`update attendances set reminded_at = ${now} where ${due}`),
  ] as [BatchItem<'sqlite'>, BatchItem<'sqlite'>])
}
