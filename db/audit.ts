import { desc, eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import {
  batchNamed,
  type Database,
  isSlotTakenError,
  isWriteConflict,
  type NamedResults,
  type NamedStatements,
} from './database.ts'
import { insertRowIf } from './insert.ts'
import { retryWhileStale } from './retry.ts'
import { auditEvents } from './schema.ts'

export type AuditRow = typeof auditEvents.$inferInsert

/** What happened, without answers. */
export interface AuditEvent {
  readonly fileId: string
  /** `parent`, `system`, or a coordinator's id. */
  readonly actor: string
  readonly action: AuditAction
  readonly detail: Readonly<Record<string, string | number | boolean>>
  readonly happenedAt: number
}

/** What can happen to a file. */
export type AuditAction =
  | 'intake_sent'
  | 'assigned'
  | 'waitlisted'
  | 'left_unassigned'
  | 'conflicts_reviewed'
  | 'file_unassigned'
  | 'files_merged'
  | 'assistance_decided'
  | 'answers_read'
  | 'safety_answers_read'
  | 'closed'
  | 'authorisation_requested'
  | 'authorisation_granted'
  | 'authorisation_withdrawn'
  | 'authorisation_declined'
  | 'authorisation_expiring'
  | 'order_read'
  | 'other_contact_read'
  | 'call_sheet_read'
  | 'call_attempt_recorded'
  | 'invitation_created'
  | 'invitation_declined'
  | 'access_code_replaced'
  | 'appointment_booked'
  | 'appointment_moved'
  | 'appointment_cancelled'
  | 'appointment_attended'
  | 'appointment_missed'
  | 'time_request_created'
  | 'time_request_answered'
  | 'joint_consent_given'
  | 'joint_consent_withdrawn'
  | 'booking_coordinator_assigned'
  | 'parent_email_removed'

/**
 * Adds to a file's chain, in one call where its last row was read before. When another writer took the number, reads
 * again and retries.
 */
export async function appendAuditEvent(db: Database, event: AuditEvent, lastRow?: AuditRow): Promise<void> {
  await mutateWithAuditAfter(db, event, lastRow, [], sql`true`)
}

/**
 * Makes changes and records them, one audit event for each file concerned, all of it or nothing. False, and nothing
 * recorded, when the last change found no row: its condition no longer held. So an earlier change must depend on
 * the same condition, and the last one must break it or come after everything that does.
 */
export async function mutateWithAudit(
  db: Database,
  events: AuditEvent | readonly AuditEvent[],
  changes: readonly BatchItem<'sqlite'>[],
): Promise<boolean> {
  const { auditRows } = await batchWithNextAuditRows(db, [events].flat(), (rows) => ({
    changes,
    auditRows: rows.map((row, index) =>
      insertAuditRowStatement(
        db,
        row,
        index > 0 || changes.length > 0 ? previousStatementChangedCondition : undefined,
      ),
    ),
  }))
  return changedOneRow(auditRows.at(-1))
}

/**
 * Makes changes that all depend on one condition and records them under it: as it stands after they were made. False,
 * and nothing recorded, when it does not hold.
 */
export const mutateWithAuditIf = (
  db: Database,
  event: AuditEvent,
  changes: readonly BatchItem<'sqlite'>[],
  condition: SQL,
): Promise<boolean> => mutateWithAuditAfter(db, event, undefined, changes, condition)

/** The same, in one call, where the file's last audit row was read before: it is read again if another came. */
export async function mutateWithAuditAfter(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  changes: readonly BatchItem<'sqlite'>[],
  condition: SQL,
): Promise<boolean> {
  const buildBatch = (rows: readonly AuditRow[]) => ({
    changes,
    auditRows: rows.map((row) => insertAuditRowStatement(db, row, condition)),
  })
  const { auditRows } = await batchWithNextAuditRows(db, [event], buildBatch, lastRow)
  return changedOneRow(auditRows.at(-1))
}

/**
 * Reads what may be read only with an audit event, in one batch with it: both depend on the same condition, so that
 * nothing can come between. Nothing when it does not hold. In one call where the file's last audit row was read before.
 */
export async function readWithAudit<Row>(
  db: Database,
  event: AuditEvent,
  condition: SQL,
  query: BatchItem<'sqlite'> & PromiseLike<Row[]>,
  lastRow?: AuditRow,
): Promise<Row[] | undefined> {
  const buildBatch = (rows: readonly AuditRow[]) => ({
    read: query,
    auditRows: rows.map((row) => insertAuditRowStatement(db, row, condition)),
  })
  const { read, auditRows } = await batchWithNextAuditRows(db, [event], buildBatch, lastRow)
  return changedOneRow(auditRows.at(-1)) ? (read as Row[]) : undefined
}

const changedOneRow = (result: { meta: { changes: number } } | undefined): boolean =>
  result?.meta.changes === 1

/** Makes a batch with the rows that follow in each chain; again with others when another writer took a number. */
async function batchWithNextAuditRows<Statements extends NamedStatements>(
  db: Database,
  events: readonly AuditEvent[],
  buildBatch: (rows: readonly AuditRow[]) => Statements,
  lastRow?: AuditRow,
): Promise<NamedResults<Statements>> {
  let conflict: unknown
  const results = await retryWhileStale(MAX_WRITE_ATTEMPTS, async (attempt) => {
    const last = attempt === 1 ? lastRow : undefined
    try {
      const rows = await Promise.all(
        events.map((event) => (last ? nextAuditRow(last, event) : loadNextAuditRow(db, event))),
      )
      return await batchNamed(db, buildBatch(rows))
    } catch (error) {
      if (!isWriteConflict(error) || isSlotTakenError(error)) throw error
      conflict = error
      return undefined
    }
  })
  if (!results) throw conflict
  return results
}

async function loadNextAuditRow(db: Database, event: AuditEvent): Promise<AuditRow> {
  const [last] = await selectLastAuditRow(db, event.fileId)
  return nextAuditRow(last, event)
}

/** The newest row of a file's chain. */
export const selectLastAuditRow = (db: Database, fileId: SQL | string) =>
  db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.fileId, fileId))
    .orderBy(desc(auditEvents.sequence))
    .limit(1)

/** SQLite's count of the rows that the statement before changed: a change, or the audit row before. */
export const previousStatementChangedCondition = sql`changes() > 0`

/** An audit row that is written if a condition holds. */
export const insertAuditRowStatement = (db: Database, row: AuditRow, condition: SQL = sql`true`) =>
  insertRowIf(db, auditEvents, row, condition)

/** Ten writers at once on one file is more than a practice has coordinators. */
const MAX_WRITE_ATTEMPTS = 10

/** The chain of a file, oldest first. */
export const listAuditRows = (db: Database, fileId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.fileId, fileId)).orderBy(auditEvents.sequence)

/** The sequence number of the first row that was altered, removed or put in between; nothing when all is whole. */
export async function firstBrokenLink(chain: readonly AuditRow[]): Promise<number | undefined> {
  let previous = GENESIS_HASH
  for (const [index, row] of chain.entries()) {
    const isIntact =
      row.sequence === index + 1 && row.previousHash === previous && row.hash === (await hashAuditRow(row))
    if (!isIntact) return index + 1
    previous = row.hash
  }
  return undefined
}

/** The row that follows another in a file's chain, or begins it. */
export async function nextAuditRow(last: AuditRow | undefined, event: AuditEvent): Promise<AuditRow> {
  const row = {
    ...event,
    detail: JSON.stringify(event.detail),
    sequence: (last?.sequence ?? 0) + 1,
    previousHash: last?.hash ?? GENESIS_HASH,
  }
  return { ...row, hash: await hashAuditRow(row) }
}

async function hashAuditRow(row: Omit<AuditRow, 'hash'>): Promise<string> {
  const { fileId, sequence, actor, action, detail, happenedAt, previousHash } = row
  const line = JSON.stringify([fileId, sequence, actor, action, detail, happenedAt, previousHash])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(line))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const GENESIS_HASH = '0'.repeat(64)
