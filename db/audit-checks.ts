import { and, asc, eq, inArray, lte, max, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { previousStatementChangedCondition } from './audit.ts'
import type { AuditSigner } from './audit-signer.ts'
import { type Database, runNamedBatch } from './database.ts'
import { insertRowIfStatement } from './insert.ts'
import { auditChecks, auditEvents, files, outbox } from './schema.ts'

/** The state of a check that goes through the whole record once, file by file, in bounded steps. */
export interface AuditCheckState {
  /** Instants in milliseconds. `completedAt` is null while the check goes on. */
  readonly startedAt: number
  readonly completedAt: number | null
  /** The digest covers the events that happened up to this instant. Later ones are checked too. */
  readonly until: number
  /** The last row that was checked; the file is empty before the first. */
  readonly fileId: string
  readonly sequence: number
  readonly hash: string
  /** Whether the file of that row was found broken already, so that it counts once. */
  readonly isFileBroken: boolean
  /** The hash of the last event of that file within the digest’s span, and its number; 0 when there is none. */
  readonly headSequence: number
  readonly headHash: string
  /** What the digest covers so far, and the digest. */
  readonly files: number
  readonly events: number
  readonly digest: string
  readonly brokenFiles: number
}

/** A check as it is stored, with the hash that a later step replaces. */
export interface StoredAuditCheck {
  /** Undefined when there is none, or when it was not signed with a key of the practice. */
  readonly state: AuditCheckState | undefined
  readonly hash: string | undefined
}

export async function loadAuditCheck(db: Database): Promise<StoredAuditCheck> {
  const [row] = await selectAuditCheck(db)
  return readAuditCheck(db, row)
}

export const selectAuditCheck = (db: Database) =>
  db.select().from(auditChecks).where(eq(auditChecks.id, CHECK_ID))

/** Reads the row of a check, and verifies that the practice signed its state. */
export async function readAuditCheck(
  db: Database,
  row: typeof auditChecks.$inferSelect | undefined,
): Promise<StoredAuditCheck> {
  if (!row) return { state: undefined, hash: undefined }
  const isSigned = await db.auditSigner.verify(row.keyId, formatCheckToSign(row.state), row.hash)
  return { state: isSigned ? (JSON.parse(row.state) as AuditCheckState) : undefined, hash: row.hash }
}

/**
 * Saves a step of the check with the messages that tell of it, unless another run was faster, which saved the same. Gives
 * whether it was saved.
 */
export async function saveAuditCheck(
  db: Database,
  previousHash: string | undefined,
  state: AuditCheckState,
  messages: readonly (typeof outbox.$inferInsert)[],
): Promise<boolean> {
  const row = await buildAuditCheckRow(db.auditSigner, state)
  const { id: _, ...columns } = row
  const save: BatchItem<'sqlite'> =
    previousHash === undefined
      ? db.insert(auditChecks).values(row).onConflictDoNothing()
      : db
          .update(auditChecks)
          .set(columns)
          .where(and(eq(auditChecks.id, CHECK_ID), eq(auditChecks.hash, previousHash)))
  const { saved } = await runNamedBatch(db, {
    saved: [save],
    queued: messages.map((message) =>
      insertRowIfStatement(db, outbox, message, previousStatementChangedCondition),
    ),
  })
  return (saved[0] as { meta: { changes: number } } | undefined)?.meta.changes === 1
}

async function buildAuditCheckRow({ keyId, sign }: AuditSigner, checked: AuditCheckState) {
  const state = JSON.stringify(checked)
  return { id: CHECK_ID, state, keyId, hash: await sign(formatCheckToSign(state)) }
}

const CHECK_ID = 'daily'

/** The beginning tells it from everything else that the same key signs. */
const formatCheckToSign = (state: string) => JSON.stringify(['audit-check', state])

/** Lists the rows of the record that follow one, by file and number. */
export const listAuditRowsAfter = (
  db: Database,
  { fileId, sequence }: Pick<AuditCheckState, 'fileId' | 'sequence'>,
  limit: number,
) =>
  db
    .select()
    .from(auditEvents)
    .where(sql`(file_id, sequence) > (${fileId}, ${sequence})`)
    .orderBy(asc(auditEvents.fileId), asc(auditEvents.sequence))
    .limit(limit)

/**
 * Lists the last event of each file up to an instant, by file, a page at a time. SQLite takes the other columns from the
 * row with the maximum.
 */
export const listAuditHeadsAfter = (db: Database, fileId: string, until: number, limit: number) =>
  db
    .select({
      fileId: auditEvents.fileId,
      sequence: max(auditEvents.sequence).mapWith(Number),
      hash: auditEvents.hash,
    })
    .from(auditEvents)
    .where(and(sql`file_id > ${fileId}`, lte(auditEvents.happenedAt, until)))
    .groupBy(auditEvents.fileId)
    .orderBy(asc(auditEvents.fileId))
    .limit(limit)

/** Lists the references of some files. */
export const listFileReferences = (db: Database, ids: readonly string[]) =>
  db
    .select({ id: files.id, reference: files.reference })
    .from(files)
    .where(inArray(files.id, [...ids]))
