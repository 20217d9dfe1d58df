import { and, type SQL, sql } from 'drizzle-orm'
import { wasGivenFileCondition } from './absences.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { isErasedCondition } from './closed-files.ts'
import type { Database } from './database.ts'
import { dismissedFileCondition, openFileCondition, transitionFileStatement } from './file-stage.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { addReminderIfStatement, hasRoomForReminderCondition, type NewReminder } from './reminders.ts'
import { contactEntries, notes } from './schema.ts'

/** A contact to log, with the signed note and the reminder of its writer that belong to it. */
export interface NewContact {
  readonly entry: Omit<typeof contactEntries.$inferInsert, 'fileId' | 'recordedAt' | 'recordedBy'>
  readonly note: Pick<
    typeof notes.$inferInsert,
    'id' | 'folder' | 'sealedText' | 'sealedScreeningText'
  > | null
  readonly reminder: NewReminder | null
}

/**
 * Logs a contact with a parent. The first one with a parent who came moves a new file on. Gives false when somebody amended
 * the same entry before, when this one is logged already, and when the coordinator does not work on the file any more. It
 * also gives false for a contact that the practice began with a parent who has not come: only a call attempt is one, whose
 * statement asks the gate.
 */
export function logContact(
  db: Database,
  event: AuditEvent,
  { entry, note, reminder }: NewContact,
  isAdministrator: boolean,
): Promise<boolean> {
  const { fileId, actor, happenedAt } = event
  const { id, side, direction, amendsId } = entry
  const parentCame = sql`exists (select 1 from parents where file_id = ${fileId} and side = ${side}
    and status is not null)`
  const possible = sql`${worksOnFileCondition(event, isAdministrator)} and not ${hasRowCondition(contactEntries, id)}
    and ${direction === 'incoming' ? hasParentCondition(fileId, side) : parentCame}
    ${amendsId ? sql`and ${isAmendableEntryCondition(fileId, amendsId)}` : sql``}
    ${reminder ? sql`and ${hasRoomForReminderCondition(event, reminder.id)}` : sql``}`
  return mutateWithAudit(db, event, [
    ...(note
      ? [
          insertRowIfStatement(
            db,
            notes,
            {
              ...{ ...note, fileId, side, kind: 'call', contactEntryId: id, writtenBy: actor },
              ...{ writtenAt: happenedAt, signedAt: happenedAt, amendsId: null },
            },
            possible,
          ),
        ]
      : []),
    ...(reminder ? [addReminderIfStatement(db, event, reminder, possible)] : []),
    transitionFileStatement(db, 'contact', fileId, {}, and(parentCame, possible)),
    insertRowIfStatement(
      db,
      contactEntries,
      { ...entry, fileId, recordedAt: happenedAt, recordedBy: actor },
      possible,
    ),
  ])
}

/**
 * Holds for a coordinator who leads, assists in or was given a file, open or closed, and for an administrator unless nobody
 * took it. A file that was merged, closed as not genuine or erased takes nothing more.
 */
export const worksOnFileCondition = (
  { fileId, actor, happenedAt }: Pick<AuditEvent, 'fileId' | 'actor' | 'happenedAt'>,
  isAdministrator: boolean,
): SQL => sql`exists (select 1 from files where files.id = ${fileId} and merged_into_id is null
  and not ${dismissedFileCondition()} and not ${isErasedCondition(sql`files.id`)}
  and (${actor} in (lead_coordinator_id, legal_coordinator_id)
    or ${wasGivenFileCondition(actor, happenedAt)} or ${isAdministrator ? sql`not (lead_coordinator_id is null and ${openFileCondition()})` : sql`false`}))`

/** Holds when the file has a parent on a side, come or only named. */
export const hasParentCondition = (fileId: string, side: 'initiating' | 'other'): SQL =>
  sql`exists (select 1 from parents where file_id = ${fileId} and side = ${side})`

const isAmendableEntryCondition = (fileId: string, amendsId: string) =>
  sql`exists (select 1 from contact_entries where id = ${amendsId} and file_id = ${fileId})
    and not exists (select 1 from contact_entries where amends_id = ${amendsId})`
