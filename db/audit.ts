import { desc, eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type Database, isConstraint, isSlotTaken, statement } from './database.ts'
import { auditEvents } from './schema.ts'

export type AuditRow = typeof auditEvents.$inferInsert

/** What happened, without answers. */
export interface AuditEvent {
  readonly fileId: string
  /** `parent`, `system`, or a coordinator's id. */
  readonly actor: string
  readonly action: Action
  readonly detail: Readonly<Record<string, string | number | boolean>>
  readonly happenedAt: number
}

/** What can happen to a file. */
export type Action =
  | 'intake_sent'
  | 'assigned'
  | 'waitlisted'
  | 'left_unassigned'
  | 'cleared'
  | 'passed_on'
  | 'joined'
  | 'assistance_decided'
  | 'answers_opened'
  | 'safety_opened'
  | 'closed'
  | 'authorisation_asked'
  | 'authorisation_granted'
  | 'authorisation_withdrawn'
  | 'authorisation_declined'
  | 'authorisation_ending'
  | 'order_read'
  | 'contact_opened'
  | 'call_sheet_opened'
  | 'attempt_recorded'
  | 'invited'
  | 'invitation_declined'
  | 'code_renewed'
  | 'appointment_booked'
  | 'appointment_moved'
  | 'appointment_cancelled'
  | 'appointment_attended'
  | 'appointment_missed'
  | 'times_requested'
  | 'times_answered'
  | 'joint_agreed'
  | 'joint_taken_back'
  | 'booking_passed'
  | 'mail_stopped'

/** Adds to a file's chain. When another writer took the number, reads again and retries. */
export async function appendAudit(db: Database, event: AuditEvent): Promise<void> {
  await changeOnRecord(db, event, [])
}

/**
 * Makes changes and records them, one event for each file concerned, all of it or nothing. False, and nothing
 * recorded, when the last change found no row: its condition no longer held. So an earlier change must depend on
 * the same condition, and the last one must break it or come after everything that does.
 */
export async function changeOnRecord(
  db: Database,
  events: AuditEvent | readonly AuditEvent[],
  changes: readonly BatchItem<'sqlite'>[],
): Promise<boolean> {
  const results = await withNextRows(db, [events].flat(), (rows) => [
    ...changes,
    ...rows.map((row, index) =>
      recorded(db, row, index > 0 || changes.length > 0 ? ROWS_CHANGED : undefined),
    ),
  ])
  return changedOne(results.at(-1))
}

/**
 * Makes changes that all depend on one condition and records them under it: as it stands after they were made. False,
 * and nothing recorded, when it does not hold.
 */
export const changeOnRecordIf = (
  db: Database,
  event: AuditEvent,
  changes: readonly BatchItem<'sqlite'>[],
  condition: SQL,
): Promise<boolean> => changeOnRecordFrom(db, event, undefined, changes, condition)

/** The same, in one call, where the last row of the file's record was read before: it is read again if it has grown. */
export async function changeOnRecordFrom(
  db: Database,
  event: AuditEvent,
  last: AuditRow | undefined,
  changes: readonly BatchItem<'sqlite'>[],
  condition: SQL,
): Promise<boolean> {
  const batch = (rows: readonly AuditRow[]) => [
    ...changes,
    ...rows.map((row) => recorded(db, row, condition)),
  ]
  const results = await withNextRows(db, [event], batch, last)
  return changedOne(results.at(-1))
}

/**
 * Reads what may be read only on record, in one batch with the recording: both hold to the same condition, so that
 * nothing can come between. Nothing when it does not hold.
 */
export async function readOnRecord<Row>(
  db: Database,
  event: AuditEvent,
  condition: SQL,
  query: BatchItem<'sqlite'> & PromiseLike<Row[]>,
): Promise<Row[] | undefined> {
  const [read, kept] = await withNextRows(db, [event], (rows) => [
    query,
    ...rows.map((row) => recorded(db, row, condition)),
  ])
  return changedOne(kept) ? (read as Row[]) : undefined
}

const changedOne = (result: unknown): boolean =>
  (result as { meta: { changes: number } } | undefined)?.meta.changes === 1

/** Makes a batch with the rows that follow in each chain; again with others when another writer took a number. */
async function withNextRows(
  db: Database,
  events: readonly AuditEvent[],
  batch: (rows: readonly AuditRow[]) => readonly BatchItem<'sqlite'>[],
  last?: AuditRow,
): Promise<readonly unknown[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const known = attempt === 1 ? last : undefined
      const rows = await Promise.all(
        events.map((event) => (known ? auditRowAfter(known, event) : nextRow(db, event))),
      )
      return await db.batch(batch(rows) as unknown as [BatchItem<'sqlite'>])
    } catch (error) {
      if (!isConstraint(error) || isSlotTaken(error) || attempt === ATTEMPTS) throw error
    }
  }
}

async function nextRow(db: Database, event: AuditEvent): Promise<AuditRow> {
  const [last] = await lastAuditRow(db, event.fileId)
  return auditRowAfter(last, event)
}

/** The newest row of a file's chain. */
export const lastAuditRow = (db: Database, fileId: SQL | string) =>
  db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.fileId, fileId))
    .orderBy(desc(auditEvents.sequence))
    .limit(1)

/** SQLite's count of the rows that the statement before changed: a change, or the row of the record before. */
const ROWS_CHANGED = sql`changes() > 0`

/** A row of a file's record that is written if a condition holds. */
export const recorded = (db: Database, row: AuditRow, condition: SQL = sql`true`) =>
  statement(
    db,
    sql`
    insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
    select ${row.fileId}, ${row.sequence}, ${row.actor}, ${row.action}, ${row.detail}, ${row.happenedAt},
      ${row.previousHash}, ${row.hash}
    where ${condition}`,
  )

/** Ten writers at once on one file is more than a practice has coordinators. */
const ATTEMPTS = 10

/** The chain of a file, oldest first. */
export const readAudit = (db: Database, fileId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.fileId, fileId)).orderBy(auditEvents.sequence)

/** The sequence number of the first row that was altered, removed or put in between; nothing when all is whole. */
export async function brokenAt(chain: readonly AuditRow[]): Promise<number | undefined> {
  let previous = NOTHING_BEFORE
  for (const [index, row] of chain.entries()) {
    const whole =
      row.sequence === index + 1 && row.previousHash === previous && row.hash === (await hashOf(row))
    if (!whole) return index + 1
    previous = row.hash
  }
  return undefined
}

/** The row that follows another in a file's chain, or begins it. */
export async function auditRowAfter(last: AuditRow | undefined, event: AuditEvent): Promise<AuditRow> {
  const row = {
    ...event,
    detail: JSON.stringify(event.detail),
    sequence: (last?.sequence ?? 0) + 1,
    previousHash: last?.hash ?? NOTHING_BEFORE,
  }
  return { ...row, hash: await hashOf(row) }
}

async function hashOf(row: Omit<AuditRow, 'hash'>): Promise<string> {
  const { fileId, sequence, actor, action, detail, happenedAt, previousHash } = row
  const line = JSON.stringify([fileId, sequence, actor, action, detail, happenedAt, previousHash])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(line))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const NOTHING_BEFORE = '0'.repeat(64)
