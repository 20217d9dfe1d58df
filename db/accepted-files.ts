import { and, eq, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { AuditAction } from '../content/record/audit-actions.ts'
import type { Database } from './database.ts'
import { dismissedFileCondition, openFileCondition } from './file-stage.ts'
import { type auditEvents, files } from './schema.ts'

/** Holds for a file that a coordinator accepted. Only such files take up room and count against anybody. */
export const acceptedFileCondition = (table: SQL = sql`files`): SQL => sql`(${table}.accepted_at is not null)`

/** What a lead may do with a file that tells nothing about whether somebody genuine sent it. */
const actionsBeforeAcceptance: ReadonlySet<AuditAction> = new Set([
  'assigned',
  'summary_read',
  'overview_read',
  'contact_rules_read',
  'conflicts_reviewed',
  'approval_requested',
  'approval_given',
  'approval_declined',
  'file_unassigned',
  'dismissed',
  'restored',
  'data_exported',
  'data_erased',
  'retention_held',
  'retention_released',
])

/**
 * Accepts a file with the first act of its lead, or of whoever acts for the lead as a stand-in: reading it, calling,
 * booking, closing. Anybody can send an intake, so until then its facts block nobody. Reading a file that was closed as not
 * genuine does not accept it. The statement belongs behind the audit row of the act, and does nothing without that row.
 */
export const acceptFileStatement = (
  db: Database,
  action: AuditAction,
  { actor, fileId, sequence, hash, happenedAt, detail }: typeof auditEvents.$inferInsert,
) =>
  actor === 'parent' || actor === 'system' || actionsBeforeAcceptance.has(action)
    ? undefined
    : db
        .update(files)
        .set({ acceptedAt: happenedAt })
        .where(
          and(
            eq(files.id, fileId),
            sql`${files.leadCoordinatorId} in (${actor}, ${detail} ->> 'standInFor')`,
            isNull(files.acceptedAt),
            not(dismissedFileCondition()),
            sql`exists (select 1 from audit_events
              where file_id = ${fileId} and sequence = ${sequence} and hash = ${hash})`,
          ),
        )

/** Gives when a file is accepted by a decision that is made at an instant (ms), whoever makes it. */
export const acceptedByThenSql = (at: number): SQL<number> => sql<number>`coalesce(files.accepted_at, ${at})`

/**
 * Gives how many open files nobody has accepted, at most `limit`, which keeps the number of rows bounded whatever was
 * sent.
 */
export const unacceptedFileCountSql = (limit: number): SQL<number> =>
  sql<number>`(select count(*) from (select 1 from files
    where accepted_at is null and ${openFileCondition()} limit ${limit}))`
