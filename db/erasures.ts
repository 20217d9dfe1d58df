import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { ErasureGround, ErasureReason } from '../content/file/erasures.ts'
import { type AuditEvent, mutateWithAuditIf } from './audit.ts'
import type { Database } from './database.ts'
import { listFileContents, outlastsErasureCondition } from './file-contents.ts'
import { openFileCondition } from './file-stage.ts'
import { insertRowIfStatement } from './insert.ts'
import { restartTokenDerivationStatement } from './key-rotations.ts'
import { queueMessagesToLeadStatement, type RoutedMessages } from './lead-routing.ts'
import { isHeldBackCondition, isTermEndedCondition, NO_HOLD, type RetentionRules } from './retentions.ts'
import { authorisations, erasures, fileRetentions, parents, submissions } from './schema.ts'
import { insertSearchTokensStatement } from './search-tokens.ts'

interface Erasure {
  readonly id: string
  /** Whose data goes: one parent’s, or the whole family’s when null. */
  readonly side: 'initiating' | 'other' | null
  readonly ground: ErasureGround
}

/** Erases a closed file whose term has ended by the rules of now, unless somebody holds it back. Gives whether it did. */
export const eraseFileAtEndOfTerm = (db: Database, event: AuditEvent, id: string, rules: RetentionRules) =>
  erase(
    db,
    event,
    { id, side: null, ground: 'term-ended' },
    sql`exists (select 1 from file_retentions where file_id = ${event.fileId}
      and ${isTermEndedCondition(event.happenedAt, rules)} and ${isClosedCondition(sql`${event.fileId}`)})`,
  )

/** What follows an erasure in the same write. */
interface AfterErasure {
  /** What the lead is told. */
  readonly messages: RoutedMessages
  /** The search tokens of the name of the parent who is left. */
  readonly leftTokens: readonly string[]
}

/**
 * Erases for a reason, before the term has ended, what a closed file holds about a family or one parent, unless somebody holds the
 * file back, and queues what its lead is told. In an open file it erases the data of a parent whose own part is closed or who
 * never came. Gives whether it did.
 */
export const eraseBeforeEndOfTerm = (
  db: Database,
  event: AuditEvent,
  erasure: Erasure & { readonly ground: ErasureReason },
  afterwards: AfterErasure,
) =>
  erase(
    db,
    event,
    erasure,
    erasure.side === null
      ? isFamilyErasableCondition(sql`${event.fileId}`, event.happenedAt)
      : isParentErasableCondition(sql`${event.fileId}`, erasure.side, event.happenedAt),
    afterwards,
  )

/** Holds for a closed file of which a family may have everything erased. */
export const isFamilyErasableCondition = (fileId: SQL, now: number): SQL =>
  sql`exists (select 1 from file_retentions where file_id = ${fileId} and erased_at is null
    and not ${isHeldBackCondition(fileId, now)} and ${isClosedCondition(fileId)})`

/** Holds for a file that is closed. One that is open again still has the row of its term, if somebody held it back. */
const isClosedCondition = (fileId: SQL): SQL =>
  sql`exists (select 1 from files closed where closed.id = ${fileId} and not ${openFileCondition(sql`closed.stage`)})`

/**
 * Holds for a file of which a parent may have their own data erased: their part is closed, or they never came. What came after
 * an erasure, when they came again or the other one told of them again, may be erased like what came before.
 */
export const isParentErasableCondition = (fileId: SQL, side: 'initiating' | 'other', now: number): SQL =>
  sql`(exists (select 1 from parents where parents.file_id = ${fileId} and side = ${side}
      and coalesce(status, 'closed') = 'closed'
      and (sealed_display_name is not null or not exists (select 1 from erasures
          where erasures.file_id = ${fileId} and erasures.side = ${side})
        or ${hasRowsOfSideCondition(fileId, side)}))
    and not ${isHeldBackCondition(fileId, now)})`

/** Holds for a file with something that was told by, noted of or told of a parent. */
const hasRowsOfSideCondition = (fileId: SQL, side: 'initiating' | 'other'): SQL =>
  sql`exists (select 1 from submissions where parent_id = parents.id
    union all select 1 from contact_entries where file_id = ${fileId} and side = ${side}
      and not ${outlastsErasureCondition}
    union all select 1 from notes where file_id = ${fileId} and side = ${side}
    union all select 1 from authorisations join parents other on other.id = parent_id
      where other.file_id = ${fileId} and other.side <> ${side} and sealed_other_contact is not null
    union all select 1 from submissions join parents other on other.id = parent_id
      where other.file_id = ${fileId} and other.side <> ${side} and sealed_other_contact is not null)`

/**
 * Deletes what a file holds, in one batch with the row of the erasure and its audit event. The row comes first: the triggers
 * let nothing else delete what is append-only, and every other statement does nothing without it.
 */
const erase = (
  db: Database,
  event: AuditEvent,
  { id, side, ground }: Erasure,
  allowed: SQL,
  { messages, leftTokens }: AfterErasure = { messages: [], leftTokens: [] },
) => {
  const begun = sql`exists (select 1 from erasures where id = ${id})`
  const { fileId, actor, happenedAt } = event
  const contents = listFileContents(fileId, side).filter(({ isOfFamily }) => side === null || !isOfFamily)
  return mutateWithAuditIf(
    db,
    event,
    [
      insertRowIfStatement(
        db,
        erasures,
        { id, fileId, side, ground, erasedBy: actor, erasedAt: happenedAt },
        allowed,
      ),
      ...contents.map(({ table, condition }) => db.delete(table).where(and(condition, begun))),
      // What is searched of the parent who is left is derived anew. Who never came sent nothing to derive it from.
      ...(side === null
        ? []
        : [
            restartTokenDerivationStatement(db, begun),
            insertSearchTokensStatement(db, fileId, leftTokens, begun),
          ]),
      ...(side === null
        ? [
            db
              .update(fileRetentions)
              .set({ ...NO_HOLD, erasedAt: happenedAt })
              .where(and(eq(fileRetentions.fileId, fileId), begun)),
          ]
        : blankParentStatements(db, fileId, side, begun)),
      // Behind what deletes the messages about the file.
      ...(messages.length > 0 ? [queueMessagesToLeadStatement(db, fileId, messages, begun)] : []),
    ],
    begun,
  )
}

/** Empties the rows about a parent that have to stay for the other one: who they are, what they signed, who was called. */
const blankParentStatements = (
  db: Database,
  fileId: string,
  side: 'initiating' | 'other',
  begun: SQL,
): BatchItem<'sqlite'>[] => {
  const parentIds = db
    .select({ id: parents.id })
    .from(parents)
    .where(and(eq(parents.fileId, fileId), eq(parents.side, side)))
  const otherIds = db
    .select({ id: parents.id })
    .from(parents)
    .where(and(eq(parents.fileId, fileId), ne(parents.side, side)))
  return [
    db
      .update(authorisations)
      .set({ sealedEvidence: null, sealedOtherContact: null, receiptHash: null, formVersionHash: null })
      .where(and(inArray(authorisations.parentId, parentIds), begun)),
    // What the other one told of how to reach this parent.
    db
      .update(authorisations)
      .set({ sealedOtherContact: null })
      .where(and(inArray(authorisations.parentId, otherIds), begun)),
    db
      .update(submissions)
      .set({ sealedOtherContact: null })
      .where(and(inArray(submissions.parentId, otherIds), begun)),
    db
      .update(parents)
      .set({
        ...{
          sealedContactRules: null,
          sealedDisplayName: null,
          accessCodeHash: null,
          jointConsentedAt: null,
        },
        ...{ urgency: null, bookingCoordinatorId: null, placeCreatedAt: null },
      })
      .where(and(eq(parents.fileId, fileId), eq(parents.side, side), begun)),
  ]
}
