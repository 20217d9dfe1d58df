import { and, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { listKindsOutdatedBy, type OutdatingChange } from '../content/mail/message-kinds.ts'
import type { Database } from './database.ts'
import { outbox } from './schema.ts'

/** Queues a message by itself, when it is not part of a larger change. */
export const queueMessage = (db: Database, message: typeof outbox.$inferInsert) =>
  db.insert(outbox).values(message)

/** The outcome of a message so far; nothing when there is no such message. */
export async function getMessageOutcome(db: Database, id: string) {
  const [row] = await db.select({ outcome: outbox.outcome }).from(outbox).where(eq(outbox.id, id))
  return row?.outcome
}

/** How long one attempt claims a message before another may take it over; longer than any attempt lasts. */
export const CLAIM_SECONDS = 60

/** Claims messages that are due, so that nobody else does until the claim runs out. */
export const claimDueMessages = (db: Database, now: number, limit: number) =>
  db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, nextAttemptAt: now + CLAIM_SECONDS * 1000 })
    .where(
      inArray(
        outbox.id,
        db
          .select({ id: outbox.id })
          .from(outbox)
          .where(and(eq(outbox.outcome, 'queued'), lte(outbox.nextAttemptAt, now)))
          .orderBy(outbox.nextAttemptAt)
          .limit(limit),
      ),
    )
    .returning({
      id: outbox.id,
      parentId: outbox.parentId,
      /** How that parent may be reached now. */
      sealedContactRules: sql<
        string | null
      >`(select sealed_contact_rules from parents where parents.id = outbox.parent_id)`,
      sealedMessage: outbox.sealedMessage,
      attempts: outbox.attempts,
      createdAt: outbox.createdAt,
    })

/**
 * Cancels the messages about a file that a change makes out of date: for a batch, under the condition of that change,
 * before a newer message is queued. An attempt that is under way may still deliver one, and then it counts as sent.
 */
export const cancelOutdatedMessagesStatement = (
  db: Database,
  fileId: SQL | string,
  change: OutdatingChange,
  condition: SQL | undefined,
): BatchItem<'sqlite'> =>
  db
    .update(outbox)
    .set({ outcome: 'failed', lastError: CANCELLED_ERROR, sealedMessage: '' })
    .where(
      and(
        eq(outbox.fileId, fileId),
        inArray(outbox.kind, listKindsOutdatedBy(change)),
        eq(outbox.outcome, 'queued'),
        condition,
      ),
    )

/** The error of a message that was cancelled before it was sent. */
const CANCELLED_ERROR = 'ended'

/** A cancelled message is no failure. */
export const wasCancelledCondition = sql`(${outbox.outcome} = 'failed' and ${outbox.lastError} is ${CANCELLED_ERROR})`

/**
 * Records how a delivery attempt ended. An attempt that outlived its claim never unsays that the message was sent, nor
 * revives one that failed or was cancelled meanwhile.
 */
export const recordDeliveryAttempt = (
  db: Database,
  id: string,
  result:
    | { readonly outcome: 'sent'; readonly providerId: string }
    | { readonly outcome: 'failed'; readonly lastError: string }
    | { readonly outcome: 'queued'; readonly lastError: string; readonly nextAttemptAt: number },
) =>
  db
    .update(outbox)
    // What was sent, or never will be, is not stored: it held an address, and perhaps a code.
    .set(result.outcome === 'queued' ? result : { ...result, sealedMessage: '' })
    .where(and(eq(outbox.id, id), result.outcome === 'sent' ? undefined : eq(outbox.outcome, 'queued')))
