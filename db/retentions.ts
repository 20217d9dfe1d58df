import { and, asc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { RetentionHoldReason } from '../content/file/erasures.ts'
import { intakeFormIds } from '../content/intake-form-ids.ts'
import { DAY_MS } from '../content/time/units.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { mergedFileIdsSql } from './conflict-of-interest.ts'
import type { Database } from './database.ts'
import { buildViewerConflictColumn } from './file-columns.ts'
import { openFileCondition } from './file-stage.ts'
import { type RowOrSql, selectGivenRowSql } from './insert.ts'
import { fileRetentions, files, outbox } from './schema.ts'

/** What decides about a term and isn’t sealed. */
const decidingColumns = {
  /** Whether it was taken before it was closed. Closing a file that nobody read accepts it, too. */
  wasAccepted: sql<boolean>`coalesce(${files.acceptedAt} < ${fileRetentions.closedAt}, 0)`
    .mapWith(Boolean)
    .as('was_accepted'),
  /** When the newest note of a decision process was signed; null without one. */
  lastDecisionAt: sql<number | null>`(select max(signed_at) from notes
    where notes.file_id = files.id and folder = 'decision')`.as('last_decision_at'),
}

/** Lists closed files whose term is to be computed, or computed anew because the rules changed. */
export const listFilesWithoutTerm = (db: Database, rulesHash: string, limit: number) =>
  db
    .select({
      fileId: fileRetentions.fileId,
      closedAt: fileRetentions.closedAt,
      ...decidingColumns,
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

/**
 * Saves the term of a closed file, unless it was opened or closed again meanwhile. A term that changed rules
 * leave as it was isn’t shown anew.
 */
export const setRetentionTerm = (
  db: Database,
  { fileId, closedAt }: { readonly fileId: string; readonly closedAt: number },
  { expiresAt, rulesHash }: { readonly expiresAt: number; readonly rulesHash: string },
  now: number,
) =>
  db
    .update(fileRetentions)
    .set({
      ...{ expiresAt, rulesHash },
      termSetAt: sql`iif(expires_at is ${expiresAt}, ifnull(term_set_at, ${now}), ${now})`,
    })
    .where(and(eq(fileRetentions.fileId, fileId), eq(fileRetentions.closedAt, closedAt)))

/** The rules of now, by their hash, and for how many days what goes by them is shown before. */
export interface RetentionRules {
  readonly hash: string
  readonly previewDays: number
}

/** Holds for a row of `file_retentions` with a hold that isn’t over. */
const hasHoldCondition = (now: number): SQL =>
  sql`(held_at is not null and coalesce(hold_expires_at > ${now}, true))`

/** Holds while somebody holds back a file, one that was merged into it, or the one that it was merged into. */
export const isHeldBackCondition = (fileId: SQL, now: number): SQL =>
  sql`ifnull(${lastHoldEndSql(fileId)} > ${now}, 0)`

/** Gives when the last hold of a file and its merged files ends (ms); `NO_END` for one that somebody lifts, null without one. */
const lastHoldEndSql = (fileId: SQL): SQL =>
  sql`(select max(ifnull(held.hold_expires_at, ${sql.raw(String(NO_END))})) from file_retentions held
    where held.file_id in ${fileIdsAcrossMergeSql(fileId)} and held.held_at is not null)`

/** Holds for a file of `files` that can be held back: none that was merged into another or erased, or is held back already. */
export const isHoldableCondition = (now: number): SQL =>
  sql`(files.merged_into_id is null and not ${isHeldBackCondition(sql`files.id`, now)}
    and not exists (select 1 from file_retentions erased where erased.file_id = files.id and erased.erased_at is not null))`

/** Later (ms) than a date can be. */
const NO_END = 9e15

/** Gives the ids of a file, of those merged into it, and of the one that it was merged into, which has what it held. */
const fileIdsAcrossMergeSql = (fileId: SQL): SQL =>
  sql`(select * from ${mergedFileIdsSql(fileId)} union all select emptied.merged_into_id from files emptied where emptied.id = ${fileId})`

/**
 * Gives the instant (ms) from which what a closed file holds is erased: once its term has ended, and it was shown for long enough
 * that it would go, since its term was computed and since nobody holds it back. `NO_END` or later while somebody holds it back
 * until they lift that.
 */
const erasedFromSql = (previewDays: number): SQL<number | null> =>
  sql`max(expires_at, max(term_set_at, ifnull(${lastHoldEndSql(sql`file_retentions.file_id`)}, 0)) + ${previewDays * DAY_MS})`

/** Holds for a closed file whose term was computed by the rules of now and that is to be erased. */
export const isTermEndedCondition = (now: number, { hash, previewDays }: RetentionRules): SQL =>
  // The index has the end of the term.
  sql`(erased_at is null and expires_at <= ${now} and rules_hash = ${hash} and ${erasedFromSql(previewDays)} <= ${now})`

/** Lists files whose term has ended, those first whose term ended first. */
export const listFilesToErase = (db: Database, now: number, rules: RetentionRules, limit: number) =>
  db
    .select({ fileId: fileRetentions.fileId })
    .from(fileRetentions)
    .innerJoin(files, eq(files.id, fileRetentions.fileId))
    // A file that was held back when somebody opened it again still has its row.
    .where(sql`${isTermEndedCondition(now, rules)} and not ${openFileCondition()}`)
    .orderBy(asc(fileRetentions.expiresAt))
    .limit(limit)

/** Lists the closed files whose term ends within the days of the preview, soonest first, and all files that are held back. */
export const listRetentionPreview = (
  db: Database,
  viewerId: string,
  now: number,
  { previewDays }: Pick<RetentionRules, 'previewDays'>,
  limit: number,
) =>
  db
    .select({
      fileId: fileRetentions.fileId,
      reference: files.reference,
      closedAt: fileRetentions.closedAt,
      expiresAt: fileRetentions.expiresAt,
      /** Null before its term is computed, and while somebody holds it back until they lift that. */
      erasedFrom: erasedFromSql(previewDays)
        .mapWith((at: number) => (at < NO_END ? at : null))
        .as('erased_from'),
      isOpen: sql<boolean>`${openFileCondition()}`.mapWith(Boolean).as('is_open'),
      hasHold: sql<boolean>`${hasHoldCondition(now)}`.mapWith(Boolean).as('has_hold'),
      heldAt: fileRetentions.heldAt,
      heldBy: fileRetentions.heldBy,
      heldReason: fileRetentions.heldReason,
      sealedHoldNote: fileRetentions.sealedHoldNote,
      holdExpiresAt: fileRetentions.holdExpiresAt,
      isHoldable: sql<boolean>`${isHoldableCondition(now)}`.mapWith(Boolean).as('is_holdable'),
      viewerHasConflict: buildViewerConflictColumn(viewerId),
      ...decidingColumns,
    })
    .from(fileRetentions)
    .innerJoin(files, eq(files.id, fileRetentions.fileId))
    .where(
      sql`file_retentions.file_id in (select * from (select file_id from file_retentions
          where erased_at is null and expires_at <= ${now + previewDays * DAY_MS} order by expires_at limit ${limit})
        union select * from (select file_id from file_retentions where ${hasHoldCondition(now)} limit ${limit}))
        and erased_at is null and (not ${openFileCondition()} or ${hasHoldCondition(now)})`,
    )
    .orderBy(asc(fileRetentions.expiresAt))
    .limit(limit)

interface NewRetentionHold {
  readonly reason: RetentionHoldReason
  readonly sealedNote: string | null
  /** When it ends by itself (ms); null for a hold that somebody lifts. */
  readonly expiresAt: number | null
}

/** Holds a file back from being erased, whether it is open or closed. Gives false when it is held back, or was erased. */
export const placeRetentionHold = (
  db: Database,
  event: AuditEvent,
  { reason, sealedNote, expiresAt }: NewRetentionHold,
) => {
  const { fileId, actor, happenedAt } = event
  const row = {
    // For an open file this is a placeholder, which closing overwrites.
    ...{ fileId: sql`files.id`, closedAt: happenedAt },
    ...{ heldAt: happenedAt, heldBy: actor, heldReason: reason },
    ...{ sealedHoldNote: sealedNote, holdExpiresAt: expiresAt },
  }
  const source = sql`files where id = ${fileId} and ${isHoldableCondition(happenedAt)}`
  return mutateWithAudit(db, event, [insertHoldStatement(db, row, source, happenedAt)])
}

/**
 * Holds a file back as another one is; one that is held back already, for as long as the longer hold lasts, with its own reason. What
 * was written about the other hold stays sealed there, where whoever lifts it finds it.
 */
export const copyRetentionHoldStatements = (
  db: Database,
  { from, into, now }: { readonly from: string; readonly into: string; readonly now: number },
  allowed: SQL,
) => {
  const row = {
    ...{ fileId: into, closedAt: sql`closed_at`, heldAt: sql`held_at`, heldBy: sql`held_by` },
    ...{ heldReason: sql`held_reason`, holdExpiresAt: sql`hold_expires_at` },
  }
  const source = sql`file_retentions where file_id = ${from} and ${hasHoldCondition(now)} and ${allowed}`
  return [
    db
      .update(fileRetentions)
      .set({
        holdExpiresAt: sql`(select iif(held.hold_expires_at is null, null, max(held.hold_expires_at, file_retentions.hold_expires_at))
          from file_retentions held where held.file_id = ${from})`,
      })
      .where(
        and(
          eq(fileRetentions.fileId, into),
          isNotNull(fileRetentions.holdExpiresAt),
          hasHoldCondition(now),
          sql`exists (select 1 from ${source})`,
        ),
      ),
    insertHoldStatement(db, row, source, now),
  ]
}

/** Begins the row of a file with a hold, or adds the hold to it, unless the file is held back or was erased. */
const insertHoldStatement = (db: Database, row: RowOrSql<typeof fileRetentions>, source: SQL, now: number) =>
  db
    .insert(fileRetentions)
    .select(sql`${selectGivenRowSql(fileRetentions, row)} from ${source}`)
    .onConflictDoUpdate({
      target: fileRetentions.fileId,
      set: {
        ...{
          heldAt: sql`excluded.held_at`,
          heldBy: sql`excluded.held_by`,
          heldReason: sql`excluded.held_reason`,
        },
        ...{ sealedHoldNote: sql`excluded.sealed_hold_note`, holdExpiresAt: sql`excluded.hold_expires_at` },
      },
      setWhere: sql`erased_at is null and not ${hasHoldCondition(now)}`,
    })

/**
 * Lifts the hold of a file. What it held back, a merged file’s too, is shown again for some days before it goes. Gives false
 * without a hold.
 */
export const liftRetentionHold = (db: Database, event: AuditEvent) => {
  const { fileId, happenedAt } = event
  return mutateWithAudit(db, event, [
    db
      .update(fileRetentions)
      .set({ termSetAt: happenedAt })
      .where(
        sql`erased_at is null and file_id in ${fileIdsAcrossMergeSql(sql`${fileId}`)}
          and exists (select 1 from file_retentions held where held.file_id = ${fileId} and held.held_at is not null)`,
      ),
    db
      .update(fileRetentions)
      .set(NO_HOLD)
      .where(
        and(
          eq(fileRetentions.fileId, fileId),
          isNull(fileRetentions.erasedAt),
          isNotNull(fileRetentions.heldAt),
        ),
      ),
  ])
}

/** The columns of a hold, of a file that nobody holds back. */
export const NO_HOLD = {
  heldAt: null,
  heldBy: null,
  heldReason: null,
  sealedHoldNote: null,
  holdExpiresAt: null,
}

/**
 * Deletes messages that were sent, cancelled or given up before an instant (ms), at most `limit` of them. One that waits, or that
 * somebody could still send again, has its text, and stays; so does one about a file that somebody holds back.
 */
export const deleteOldMessages = (
  db: Database,
  { before, now }: { readonly before: number; readonly now: number },
  limit: number,
) =>
  db.delete(outbox).where(
    sql`rowid in (select rowid from outbox where outcome in ('sent', 'failed') and sealed_message = ''
      and next_attempt_at < ${before}
      and not ${isHeldBackCondition(sql`outbox.file_id`, now)} limit ${limit})`,
  )
