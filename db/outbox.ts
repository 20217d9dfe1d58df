import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { outbox } from './schema.ts'

/** Queues mail by itself, when it is not part of a larger change. */
export const queueMail = (db: Database, mail: typeof outbox.$inferInsert) => db.insert(outbox).values(mail)

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
    .returning({ id: outbox.id, mail: outbox.mail, attempts: outbox.attempts, createdAt: outbox.createdAt })

/** Records how an attempt ended. An attempt that outlived its claim never unsays that the mail was sent. */
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
    .where(and(eq(outbox.id, id), ending.outcome === 'sent' ? undefined : ne(outbox.outcome, 'sent')))
