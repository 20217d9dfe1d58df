import { and, eq, isNull, sql } from 'drizzle-orm'
import { MAX_OPEN_REMINDERS } from '../content/limits.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import type { Database } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { reminders } from './schema.ts'

/** A reminder to add, its text sealed. */
export type NewReminder = Pick<typeof reminders.$inferInsert, 'id' | 'dueOn' | 'sealedText'>

/**
 * Adds a reminder of whoever acts to a file. Gives false when the file is closed, when they have as many in it as it takes, and
 * for one that was added already.
 */
export const addReminder = (db: Database, event: AuditEvent, reminder: NewReminder): Promise<boolean> => {
  const { fileId, actor, happenedAt } = event
  const row = { ...reminder, fileId, coordinatorId: actor, createdAt: happenedAt, finishedAt: null }
  return mutateWithAudit(db, event, [
    insertRowIfStatement(
      db,
      reminders,
      row,
      sql`not ${hasRowCondition(reminders, reminder.id)}
          and exists (select 1 from files where files.id = ${fileId} and ${openFileCondition()})
          and (select count(*) from reminders where file_id = ${fileId} and coordinator_id = ${actor}
            and finished_at is null) < ${MAX_OPEN_REMINDERS}`,
    ),
  ])
}

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
