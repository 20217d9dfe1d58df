import { and, asc, eq, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { RetentionHoldReason } from '../content/file/erasures.ts'
import { intakeFormIds } from '../content/intake-form-ids.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import type { Database } from './database.ts'
import { fileRetentions, files, outbox } from './schema.ts'

/** Lists closed files whose term is to be computed, or computed anew because the rules changed. */
export const listFilesWithoutTerm = (db: Database, rulesHash: string, limit: number) =>
  db
    .select({
      fileId: fileRetentions.fileId,
      closedAt: fileRetentions.closedAt,
      wasAccepted: sql<boolean>`${files.acceptedAt} is not null`.mapWith(Boolean).as('was_accepted'),
      /** When the newest note of a decision process was signed; null without one. */
      lastDecisionAt: sql<number | null>`(select max(signed_at) from notes
        where notes.file_id = files.id and folder = 'decision')`.as('last_decision_at'),
      /** JSON of the id and sealed answers of each intake, oldest first. */
      sealedIntakes:
        sql`(select json_group_array(json_object('id', id, 'sealedAnswers', sealed_answers) order by sent_at)
        from submissions where submissions.file_id = files.id and form in ${[...intakeFormIds]})`
          .mapWith((intakes): { id: string; sealedAnswers: string }[] => JSON.parse(intakes))
          .as('sealed_intakes'),
    })
    .from(fileRetentions)
    .innerJoin(files, eq(files.id, fileRetentions.fileId))
    .where(
      sql`file_retentions.file_id in (select * from (select file_id from file_retentions
          where erased_at is null and rules_hash < ${rulesHash} limit ${limit})
        union all select * from (select file_id from file_retentions
          where erased_at is null and rules_hash > ${rulesHash} limit ${limit}))`,
    )
    .limit(limit)

/** Saves the term of a closed file, unless it was opened or closed again meanwhile. */
export const setRetentionTerm = (
  db: Database,
  { fileId, closedAt }: { readonly fileId: string; readonly closedAt: number },
  term: { readonly expiresAt: number; readonly rulesHash: string },
) =>
  db
    .update(fileRetentions)
    .set(term)
    .where(and(eq(fileRetentions.fileId, fileId), eq(fileRetentions.closedAt, closedAt)))

/** Holds for a closed file whose term has ended by the rules of now, and that nobody holds back. */
export const isTermEndedCondition = (now: number, rulesHash: string): SQL =>
  sql`(erased_at is null and held_at is null and expires_at <= ${now} and rules_hash = ${rulesHash})`

/** Lists files whose term has ended, those first whose term ended first. */
export const listFilesToErase = (db: Database, now: number, rulesHash: string, limit: number) =>
  db
    .select({ fileId: fileRetentions.fileId })
    .from(fileRetentions)
    .where(isTermEndedCondition(now, rulesHash))
    .orderBy(asc(fileRetentions.expiresAt))
    .limit(limit)

/** Lists the closed files whose term ends until an instant (ms), and those held back, soonest first. */
export const listRetentionsEndingUntil = (db: Database, until: number, limit: number) =>
  db
    .select({
      reference: files.reference,
      closedAt: fileRetentions.closedAt,
      expiresAt: fileRetentions.expiresAt,
      heldAt: fileRetentions.heldAt,
      heldBy: fileRetentions.heldBy,
      heldReason: fileRetentions.heldReason,
    })
    .from(fileRetentions)
    .innerJoin(files, eq(files.id, fileRetentions.fileId))
    .where(
      and(
        isNull(fileRetentions.erasedAt),
        isNotNull(fileRetentions.expiresAt),
        lte(fileRetentions.expiresAt, until),
      ),
    )
    .orderBy(asc(fileRetentions.expiresAt))
    .limit(limit)

/** Holds a closed file back from being erased when its term ends, or no longer. Gives false when that is so already. */
export const setRetentionHold = (db: Database, event: AuditEvent, reason: RetentionHoldReason | null) =>
  mutateWithAudit(db, event, [
    db
      .update(fileRetentions)
      .set(
        reason
          ? { heldAt: event.happenedAt, heldBy: event.actor, heldReason: reason }
          : { heldAt: null, heldBy: null, heldReason: null },
      )
      .where(
        and(
          eq(fileRetentions.fileId, event.fileId),
          isNull(fileRetentions.erasedAt),
          reason ? isNull(fileRetentions.heldAt) : isNotNull(fileRetentions.heldAt),
        ),
      ),
  ])

/** Deletes messages that were delivered before an instant (ms), at most `limit` of them. */
export const deleteOldMessages = (db: Database, before: number, limit: number) =>
  db.delete(outbox).where(
    sql`rowid in (select rowid from outbox where outcome = 'sent' and next_attempt_at < ${before}
      order by next_attempt_at limit ${limit})`,
  )
