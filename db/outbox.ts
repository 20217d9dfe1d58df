import { and, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Database } from './database.ts'
import { outbox } from './schema.ts'

/** Queues mail by itself, when it is not part of a larger change. */
export const queueMail = (db: Database, mail: typeof outbox.$inferInsert) => db.insert(outbox).values(mail)

/** How a mail stands; nothing when there is none. */
export async function outcomeOf(db: Database, id: string) {
  const [row] = await db.select({ outcome: outbox.outcome }).from(outbox).where(eq(outbox.id, id))
  return row?.outcome
}

/** How long one attempt holds a mail before another may take it over; longer than any attempt lasts. */
export const CLAIM_SECONDS = 60

/** Takes mail that is due, so that nobody else does until the claim runs out. */
export const claimDue = (db: Database, now: number, limit: number) =>
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
      contact: sql<string | null>`(select contact from parents where parents.id = outbox.parent_id)`,
      mail: outbox.mail,
      attempts: outbox.attempts,
      createdAt: outbox.createdAt,
    })

/**
 * Mail of a kind about a file that has lost its sense before it left is sent no more: for a batch, under the condition
 * of the change that made it so, before newer mail of that kind is queued. An attempt that is under way may still
 * deliver it, and then it counts as sent.
 */
export const endQueued = (
  db: Database,
  fileId: SQL | string,
  kind: string,
  condition: SQL | undefined,
): BatchItem<'sqlite'> =>
  db
    .update(outbox)
    .set({ outcome: 'failed', lastError: ENDED, mail: '' })
    .where(and(eq(outbox.fileId, fileId), eq(outbox.kind, kind), eq(outbox.outcome, 'queued'), condition))

/** The error of mail that was not sent because it was not needed any more. */
const ENDED = 'ended'

/** Mail that was ended is no failure. */
export const wasEnded = sql`(${outbox.outcome} = 'failed' and ${outbox.lastError} is ${ENDED})`

/**
 * Records how an attempt ended. An attempt that outlived its claim never unsays that the mail was sent, nor brings
 * back what was given up or ended meanwhile.
 */
export const recordAttempt = (
  db: Database,
  id: string,
  ending:
    | { readonly outcome: 'sent'; readonly providerId: string }
    | { readonly outcome: 'failed'; readonly lastError: string }
    | { readonly outcome: 'queued'; readonly lastError: string; readonly nextAttemptAt: number },
) =>
  db
    .update(outbox)
    // What was sent, or never will be, is not kept: it held an address, and perhaps a code.
    .set(ending.outcome === 'queued' ? ending : { ...ending, mail: '' })
    .where(and(eq(outbox.id, id), ending.outcome === 'sent' ? undefined : eq(outbox.outcome, 'queued')))
