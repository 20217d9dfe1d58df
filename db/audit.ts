import { desc, eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { AuditAction } from '../content/record/audit-actions.ts'
import type { AuditDetail } from '../content/record/audit-details.ts'
import { acceptFileStatement } from './accepted-files.ts'
import type { AuditSigner } from './audit-signer.ts'
import { startOrEndRetentionStatements } from './closed-files.ts'
import {
  type Database,
  isAuditSequenceTakenError,
  isSlotTakenError,
  isWriteConflictError,
  type NamedResults,
  type NamedStatements,
  runNamedBatch,
} from './database.ts'
import { insertRowIfStatement } from './insert.ts'
import { retryWhileStale, waitWithJitter } from './retry.ts'
import { auditEvents } from './schema.ts'

export type AuditRow = typeof auditEvents.$inferSelect

/** One thing that happened to a file. It never contains a parent’s answers. */
export interface AuditEvent {
  readonly fileId: string
  /** `parent`, `system`, or the id of a coordinator. */
  readonly actor: string
  readonly action: AuditAction
  readonly detail: AuditDetail
  readonly happenedAt: number
  /**
   * The last audit row of the file, if it was read already, which saves the call that reads it. When another writer has
   * added a row since, that row is read.
   */
  readonly lastRow?: AuditRow | undefined
}

/** Builds the event of what a parent did at an instant (ms). */
export const buildParentAuditEvent = (
  { fileId }: { readonly fileId: string },
  action: AuditAction,
  happenedAt: number,
  detail: AuditEvent['detail'] = {},
): AuditEvent => ({ fileId, actor: 'parent', action, detail, happenedAt })

/**
 * Appends an event to the audit chain of a file. This takes one call when the caller has read the last row already.
 * When another writer took the next sequence number, it reads the last row again and retries.
 */
export async function appendAuditEvent(db: Database, event: AuditEvent, lastRow?: AuditRow): Promise<void> {
  await mutateWithAuditGivenLastRow(db, event, lastRow, [], sql`true`)
}

/**
 * Makes changes and appends one audit event to each file they concern, all in one batch. Gives false, and records
 * nothing, when the last change found no row because its condition no longer held. So every earlier change must depend
 * on the same condition, and the change that breaks the condition must come last.
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
 * Makes changes that all depend on one condition, and appends the audit events under that condition as well. The
 * condition is evaluated after the changes, so none of them may break it. Gives false, and records nothing, when it
 * does not hold.
 */
export const mutateWithAuditIf = (
  db: Database,
  event: AuditEvent,
  changes: readonly BatchItem<'sqlite'>[],
  condition: SQL,
): Promise<boolean> => mutateWithAuditGivenLastRow(db, event, undefined, changes, condition)

/**
 * Makes changes with one audit event, as `mutateWithAudit` does. It takes one call when the caller has read the last
 * audit row of the file already, and reads that row again when another writer added one.
 */
export async function mutateWithAuditGivenLastRow(
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
 * Reads rows that may be read only with an audit event, in the same batch as the event. Both depend on the same
 * condition, so nothing can happen between them. Gives undefined when the condition does not hold. This takes one call
 * when the caller has read the last audit row of the file already.
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

const changedOneRow = (result: { meta: { changes: number } } | undefined) => result?.meta.changes === 1

/** Thrown when so many write to one file at the same moment that an event found no turn. Nothing was written. */
export class BusyFileError extends Error {}

/**
 * Sends a batch with the next row of each audit chain. When another writer took a sequence number, waits for a short
 * random time and tries again with new rows. Throws `BusyFileError` when every number was taken by others.
 */
async function batchWithNextAuditRows<Statements extends NamedStatements>(
  db: Database,
  events: readonly AuditEvent[],
  buildBatch: (rows: readonly AuditRow[]) => Statements,
  lastRow?: AuditRow,
): Promise<NamedResults<Statements>> {
  let otherConflicts = 0
  const results = await retryWhileStale(
    MAX_WRITE_ATTEMPTS,
    async (attempt) => {
      try {
        const rows = await Promise.all(
          events.map((event) => {
            const last = attempt === 1 ? (lastRow ?? event.lastRow) : undefined
            return last ? buildNextAuditRow(db, last, event) : loadNextAuditRow(db, event)
          }),
        )
        const acceptances = rows.flatMap((row, index) => {
          const event = events[index]
          return (event && acceptFileStatement(db, event.action, row)) ?? []
        })
        const retentions = rows.flatMap((row, index) => {
          const event = events[index]
          return event ? startOrEndRetentionStatements(db, event.action, row) : []
        })
        const batch: NamedStatements = { ...buildBatch(rows), acceptances, retentions }
        return (await runNamedBatch(db, batch)) as NamedResults<Statements>
      } catch (error) {
        if (isAuditSequenceTakenError(error)) return undefined
        if (!isWriteConflictError(error) || isSlotTakenError(error)) throw error
        otherConflicts += 1
        if (otherConflicts === MAX_OTHER_CONFLICTS) throw error
        return undefined
      }
    },
    waitWithJitter,
  )
  if (!results) throw new BusyFileError()
  return results
}

async function loadNextAuditRow(db: Database, event: AuditEvent): Promise<AuditRow> {
  const [last] = await selectLastAuditRow(db, event.fileId)
  return buildNextAuditRow(db, last, event)
}

/** Selects the newest row of a file’s audit chain. */
export const selectLastAuditRow = (db: Database, fileId: SQL | string) =>
  db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.fileId, fileId))
    .orderBy(desc(auditEvents.sequence))
    .limit(1)

/**
 * True when the statement before changed a row, which is either a change or an audit row. `changes()` counts them in
 * SQLite.
 */
export const previousStatementChangedCondition = sql`changes() > 0`

/** Inserts an audit row if a condition holds. */
export const insertAuditRowStatement = (db: Database, row: AuditRow, condition: SQL = sql`true`) =>
  insertRowIfStatement(db, auditEvents, row, condition)

/** The limit of attempts at a sequence number: some four seconds, in which fifty writers at once get their turn. */
const MAX_WRITE_ATTEMPTS = 40

/** The limit of attempts while another row than that of the audit is in the way, which is likely to stay. */
const MAX_OTHER_CONFLICTS = 5

/** Lists the audit chain of a file, oldest row first. */
export const listAuditRows = (db: Database, fileId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.fileId, fileId)).orderBy(auditEvents.sequence)

/**
 * Gives the sequence number of the first row that was altered, removed or inserted later; undefined when the chain is
 * intact. Rows removed from the end are missed here; the anchored heads (audit-checks.ts) show them.
 */
export async function getFirstBrokenAuditSequence(
  { auditSigner }: Pick<Database, 'auditSigner'>,
  chain: readonly AuditRow[],
): Promise<number | undefined> {
  let last: AuditRow | undefined
  for (const [index, row] of chain.entries()) {
    if (!(await isNextAuditRow(auditSigner, last, row))) return index + 1
    last = row
  }
  return undefined
}

/** Whether a row follows `last` in its chain, or begins the chain, and was signed as it stands. */
export const isNextAuditRow = async (
  signer: AuditSigner,
  last: Pick<AuditRow, 'sequence' | 'hash'> | undefined,
  row: AuditRow,
): Promise<boolean> =>
  row.sequence === (last?.sequence ?? 0) + 1 &&
  row.previousHash === (last?.hash ?? GENESIS_HASH) &&
  signer.verify(row.keyId, formatAuditRowToSign(row), row.hash)

/** Builds and signs the row that follows `last` in a file’s audit chain, or the first row of the chain. */
export async function buildNextAuditRow(
  { auditSigner }: Pick<Database, 'auditSigner'>,
  last: AuditRow | undefined,
  { lastRow: _, ...event }: AuditEvent,
): Promise<AuditRow> {
  const row = {
    ...event,
    detail: JSON.stringify(event.detail),
    sequence: (last?.sequence ?? 0) + 1,
    previousHash: last?.hash ?? GENESIS_HASH,
    keyId: auditSigner.keyId,
  }
  return { ...row, hash: await auditSigner.sign(formatAuditRowToSign(row)) }
}

/** The text of a row that is signed. Its beginning tells it from everything else that the same key signs. */
const formatAuditRowToSign = (row: Omit<AuditRow, 'hash'>) =>
  JSON.stringify([
    'audit-event',
    ...[row.fileId, row.sequence, row.actor, row.action, row.detail, row.happenedAt, row.previousHash],
    row.keyId,
  ])

const GENESIS_HASH = '0'.repeat(64)
