import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { MAX_OPEN_REMINDERS } from '../content/limits.ts'
import { actsAsLeadCondition } from './absences.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import type { Database } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { reminders } from './schema.ts'

/** A reminder to add, its text sealed. */
export type NewReminder = Pick<typeof reminders.$inferInsert, 'id' | 'dueOn' | 'sealedText'>

/**
 * Adds a reminder of whoever acts to a file. Gives false when the file is closed, when they neither lead nor assist in it, when
 * they have as many in it as it takes, and for one that was added already.
 */
export const addReminder = (db: Database, event: AuditEvent, reminder: NewReminder): Promise<boolean> =>
  mutateWithAudit(db, event, [
    addReminderIfStatement(
      db,
      event,
      reminder,
      sql`not ${hasRowCondition(reminders, reminder.id)} and ${hasRoomForReminderCondition(event, reminder.id)}`,
    ),
  ])

/** Builds the statement that adds a reminder of whoever acts, if a condition holds. */
export const addReminderIfStatement = (
  db: Database,
  { fileId, actor, happenedAt }: AuditEvent,
  reminder: NewReminder,
  condition: SQL,
) =>
  insertRowIfStatement(
    db,
    reminders,
    { ...reminder, fileId, coordinatorId: actor, createdAt: happenedAt, finishedAt: null },
    condition,
  )

/**
 * Holds when whoever acts leads, assists in or was given the file, so that Today shows it to them, and has room in it for a
 * reminder, which itself does not count: the condition may be asked again once it is there.
 */
export const hasRoomForReminderCondition = ({ fileId, actor, happenedAt }: AuditEvent, id: string): SQL =>
  sql`exists (select 1 from files where files.id = ${fileId} and ${openFileCondition()}
      and (legal_coordinator_id = ${actor} or ${actsAsLeadCondition(actor, happenedAt)}))
    and (select count(*) from reminders where file_id = ${fileId} and coordinator_id = ${actor}
      and finished_at is null and id <> ${id}) < ${MAX_OPEN_REMINDERS}`

/**
 * Opens a reminder again that whoever acts had finished, which undoes that. Gives false as `addReminder` does, and when it is
 * not finished, is somebody else’s or another file’s.
 */
export const reopenReminder = (db: Database, event: AuditEvent, id: string): Promise<boolean> =>
  mutateWithAudit(db, event, [
    db
      .update(reminders)
      .set({ finishedAt: null })
      .where(
        and(
          eq(reminders.id, id),
          eq(reminders.fileId, event.fileId),
          eq(reminders.coordinatorId, event.actor),
          isNotNull(reminders.finishedAt),
          hasRoomForReminderCondition(event, id),
        ),
      ),
  ])

/** Finishes a reminder of whoever acts. Gives false when it is finished, is somebody else’s or another file’s. */
export const finishReminder = (db: Database, event: AuditEvent, id: string): Promise<boolean> =>
  mutateWithAudit(db, event, [
    db
      .update(reminders)
      .set({ finishedAt: event.happenedAt })
      .where(
        and(
          eq(reminders.id, id),
          eq(reminders.fileId, event.fileId),
          eq(reminders.coordinatorId, event.actor),
          isNull(reminders.finishedAt),
        ),
      ),
  ])
