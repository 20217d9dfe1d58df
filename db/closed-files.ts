import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { AuditAction } from '../content/record/audit-actions.ts'
import type { Database } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { selectGivenRowSql } from './insert.ts'
import { type auditEvents, fileRetentions } from './schema.ts'

/** The actions that close a file or open it again. */
const actionsThatEndOrReopen: ReadonlySet<AuditAction> = new Set([
  'closed',
  'dismissed',
  'application_withdrawn',
  'restored',
])

/**
 * Begins the retention of a file that an act closed, and ends it when the file was opened again, unless it has a hold, which
 * outlasts that. The statements belong behind the audit row of the act, and do nothing without that row. A merged file has nothing
 * left to store.
 */
export const startOrEndRetentionStatements = (
  db: Database,
  action: AuditAction,
  { fileId, sequence, hash, happenedAt }: typeof auditEvents.$inferInsert,
) => {
  if (!actionsThatEndOrReopen.has(action)) return []
  const recorded = sql`exists (select 1 from audit_events
    where file_id = ${fileId} and sequence = ${sequence} and hash = ${hash})`
  return [
    db
      .delete(fileRetentions)
      .where(
        and(
          eq(fileRetentions.fileId, fileId),
          isNull(fileRetentions.heldAt),
          isNull(fileRetentions.erasedAt),
          recorded,
          sql`exists (select 1 from files where files.id = ${fileId} and ${openFileCondition()})`,
        ),
      ),
    db
      .insert(fileRetentions)
      .select(
        sql`${selectGivenRowSql(fileRetentions, { fileId: sql`files.id`, closedAt: happenedAt })} from files
          where files.id = ${fileId} and not ${openFileCondition()} and merged_into_id is null and ${recorded}`,
      )
      .onConflictDoUpdate({
        target: fileRetentions.fileId,
        set: { closedAt: happenedAt, expiresAt: null, rulesHash: '' },
        setWhere: isNull(fileRetentions.erasedAt),
      }),
  ]
}

/** Holds for a file of which everything that it held of its family was erased. */
export const isErasedCondition = (fileId: SQL): SQL =>
  sql`exists (select 1 from erasures where erasures.file_id = ${fileId} and erasures.side is null)`
