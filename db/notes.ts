import { and, eq, isNull, sql } from 'drizzle-orm'
import { type AuditEvent, type AuditRow, mutateWithAudit, readWithAudit } from './audit.ts'
import { hasParentCondition, worksOnFileCondition } from './contact-log.ts'
import type { Database } from './database.ts'
import { readableFileCondition } from './desk-file-readings.ts'
import { insertRowIfStatement } from './insert.ts'
import { notes } from './schema.ts'

type NewNote = Pick<
  typeof notes.$inferInsert,
  'id' | 'kind' | 'folder' | 'sealedText' | 'sealedScreeningText'
> & {
  readonly side: 'initiating' | 'other' | null
  readonly amendsId: string | null
  readonly isSigned: boolean
}

/**
 * Saves a note of whoever acts, as a draft or signed. A draft is replaced by what its author saves under the same id. Gives
 * false when that note is signed or somebody else’s, when a signed note amends the same one already, and when they do not
 * work on the file any more.
 */
export function saveNote(
  db: Database,
  event: AuditEvent,
  { isSigned, ...note }: NewNote,
  isAdministrator: boolean,
): Promise<boolean> {
  const { fileId, actor, happenedAt } = event
  const { id, side, amendsId } = note
  const row = {
    ...{ ...note, fileId, contactEntryId: null, writtenBy: actor, writtenAt: happenedAt },
    signedAt: isSigned ? happenedAt : null,
  }
  const possible = sql`${worksOnFileCondition(event, isAdministrator)}
    and not exists (select 1 from notes where id = ${id} and signed_at is not null)
    ${side ? sql`and ${hasParentCondition(fileId, side)}` : sql``}
    ${
      amendsId
        ? sql`and exists (select 1 from notes where id = ${amendsId} and file_id = ${fileId} and signed_at is not null)
          and not exists (select 1 from notes where amends_id = ${amendsId} and signed_at is not null)`
        : sql``
    }`
  const { id: _, fileId: __, contactEntryId: ___, ...changes } = row
  return mutateWithAudit(db, event, [
    insertRowIfStatement(db, notes, row, possible).onConflictDoUpdate({
      target: notes.id,
      set: changes,
      setWhere: sql`signed_at is null and written_by = ${actor} and file_id = ${fileId}`,
    }),
  ])
}

/** Deletes a draft of whoever acts. Gives false when it is signed, somebody else’s or another file’s. */
export const deleteNoteDraft = (db: Database, event: AuditEvent, id: string): Promise<boolean> =>
  mutateWithAudit(db, event, [
    db
      .delete(notes)
      .where(
        and(
          eq(notes.id, id),
          eq(notes.fileId, event.fileId),
          eq(notes.writtenBy, event.actor),
          isNull(notes.signedAt),
        ),
      ),
  ])

/**
 * Reads, with an audit event, notes of a file that belong to one folder, sealed as stored: those that are signed, and drafts
 * of whoever reads. Gives undefined when nobody leads the file any more.
 */
export const readSealedNotesWithAudit = (
  db: Database,
  event: AuditEvent,
  {
    folder,
    ids,
  }: { readonly folder: (typeof notes.$inferSelect)['folder']; readonly ids: readonly string[] },
  lastAuditRow: AuditRow | undefined,
) =>
  readWithAudit(
    db,
    event,
    readableFileCondition(event.fileId),
    db
      .select({
        id: notes.id,
        folder: notes.folder,
        sealedText: notes.sealedText,
        sealedScreeningText: notes.sealedScreeningText,
      })
      .from(notes)
      .where(
        sql`${notes.id} in (select value from json_each(${JSON.stringify(ids)})) and ${notes.fileId} = ${event.fileId}
          and ${notes.folder} = ${folder} and (${notes.signedAt} is not null or ${notes.writtenBy} = ${event.actor})`,
      ),
    lastAuditRow,
  )
