import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { CodeConfirmationChannel } from '../content/authorisation/code-confirmation.ts'
import { actsAsLeadCondition } from './absences.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import type { Database } from './database.ts'
import { hashUnderOtherKeyCondition } from './key-usage.ts'
import { files, parents, submissions } from './schema.ts'
import { unchangedSinceCondition } from './seen-events.ts'

/**
 * Replaces a parent’s access code. The old code stops working; the new one signs nothing until it is confirmed. Gives false
 * when something happened that the page did not show: another code may have been read out meanwhile.
 */
export const replaceAccessCode = (
  db: Database,
  event: AuditEvent,
  { parentId, accessCodeHash, seen }: AccessCodeReplacement,
) =>
  mutateWithAudit(db, event, [
    db
      .update(parents)
      .set({
        accessCodeHash,
        accessCodeReplacedAt: event.happenedAt,
        accessCodeReplacedBy: event.actor,
        accessCodeConfirmedAt: null,
        accessCodeConfirmedBy: null,
        accessCodeConfirmedThrough: null,
      })
      .where(
        and(
          eq(parents.id, parentId),
          eq(parents.fileId, event.fileId),
          sql`exists (select 1 from ${submissions} where ${submissions.parentId} = ${parentId})`,
          unchangedSinceCondition(event.fileId, seen),
          actsAsLeadOfFileCondition(event),
        ),
      ),
  ])

export interface AccessCodeReplacement {
  readonly parentId: string
  readonly accessCodeHash: string
  /** The newest event of the file that the page showed. */
  readonly seen: number
}

/**
 * Records that a parent confirmed, through a channel, that they have the code that was created at `replacedAt`. Gives
 * false when that code was replaced or confirmed meanwhile.
 */
export const confirmAccessCode = (
  db: Database,
  event: AuditEvent,
  { parentId, replacedAt, through }: AccessCodeConfirmation,
) =>
  mutateWithAudit(db, event, [
    db
      .update(parents)
      .set({
        accessCodeConfirmedAt: event.happenedAt,
        accessCodeConfirmedBy: event.actor,
        accessCodeConfirmedThrough: through,
      })
      .where(
        and(
          eq(parents.id, parentId),
          eq(parents.fileId, event.fileId),
          eq(parents.accessCodeReplacedAt, replacedAt),
          isNull(parents.accessCodeConfirmedAt),
          actsAsLeadOfFileCondition(event),
        ),
      ),
  ])

export interface AccessCodeConfirmation {
  readonly parentId: string
  readonly replacedAt: number
  readonly through: CodeConfirmationChannel
}

/**
 * Lists access codes under another key than the newest, each with its parent, once that has been in use since an instant
 * in milliseconds. Using a code brings it under the newest key.
 */
export const listUnusedAccessCodes = (db: Database, kid: string, newestSince: number, limit: number) =>
  db
    .select({
      parentId: parents.id,
      side: parents.side,
      fileId: parents.fileId,
      accessCodeHash: sql<string>`${parents.accessCodeHash}`.as('code_hash'),
    })
    .from(parents)
    .where(
      sql`${hashUnderOtherKeyCondition(sql`access_code_hash`, kid)}
        and exists (select 1 from ring_keys where ring_keys.kid = ${kid} and created_at <= ${newestSince})`,
    )
    .limit(limit)

/** Ends an access code. Gives false when it was used or replaced meanwhile. */
export const endAccessCode = (db: Database, event: AuditEvent, parentId: string, accessCodeHash: string) =>
  mutateWithAudit(db, event, [
    db
      .update(parents)
      .set({ accessCodeHash: null })
      .where(and(eq(parents.id, parentId), eq(parents.accessCodeHash, accessCodeHash))),
  ])

/**
 * Holds while a parent’s access code signs for them: it is their first one, or they confirmed that they have the new one.
 * It belongs in the statement that records what is signed.
 */
export const accessCodeSignsCondition = (parentId: string): SQL => sql`exists (select 1 from parents signer
  where signer.id = ${parentId}
    and (signer.access_code_replaced_at is null or signer.access_code_confirmed_at is not null))`

const actsAsLeadOfFileCondition = ({
  fileId,
  actor,
  happenedAt,
}: AuditEvent) => sql`exists (select 1 from ${files}
  where ${files.id} = ${fileId} and ${actsAsLeadCondition(actor, happenedAt)})`
