import { eq, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type Database, statement } from './database.ts'
import { isFrozenAnywhere } from './gate.ts'
import { type ForLead, queueForLead } from './lead-routing.ts'
import { appointments, attendances, files, type outbox, parents } from './schema.ts'

/** Those who take part in a session that begins by a moment and were not reminded of it yet, soonest first. */
export const toRemindBy = (db: Database, now: number, by: number) =>
  db
    .select({
      attendanceId: attendances.id,
      details: attendances.details,
      parentId: attendances.parentId,
      appointmentId: sql<string>`${appointments.id}`.as('appointment_id'),
      fileId: appointments.fileId,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      sequence: appointments.sequence,
      contact: parents.contact,
      language: parents.language,
      /** A joint one about which an order is left to read: whether it takes place is not ours to say. */
      frozen: sql<number>`${appointments.kind} = 'joint' and ${isFrozenAnywhere}`.as('frozen'),
    })
    .from(appointments)
    .innerJoin(files, eq(files.id, appointments.fileId))
    .innerJoin(attendances, eq(attendances.appointmentId, appointments.id))
    .innerJoin(parents, eq(parents.id, attendances.parentId))
    .where(
      // The conditions of its index written out, which SQLite uses only then.
      sql`starts_at > ${now} and starts_at <= ${by} and cancelled_at is null and kept_until is null
        and reminded_at is null`,
    )
    .orderBy(sql`starts_at`)
    .limit(AT_ONCE)

/** The cron runs every minute, so a few at a time keep up. */
const AT_ONCE = 20

/** One reminder: of whom, and of the session as it was read. */
interface Reminded {
  readonly attendanceId: string
  readonly appointmentId: string
  readonly fileId: string
  readonly sequence: number
}

/** Keeps that a parent was reminded, or could not safely be, and queues the mail; not when the session changed since. */
export async function remindOfSession(
  db: Database,
  { attendanceId, appointmentId, fileId, sequence }: Reminded,
  now: number,
  mail: readonly ForLead<typeof outbox.$inferInsert>[],
): Promise<void> {
  const due = sql`attendances.id = ${attendanceId} and reminded_at is null and exists (select 1 from appointments
    where id = ${appointmentId} and sequence = ${sequence} and cancelled_at is null)`
  await db.batch([
    queueForLead(db, fileId, mail, sql`exists (select 1 from attendances where ${due})`),
    statement(db, sql`update attendances set reminded_at = ${now} where ${due}`),
  ] as [BatchItem<'sqlite'>, BatchItem<'sqlite'>])
}
