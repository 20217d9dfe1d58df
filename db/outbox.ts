import { and, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { listMessageKindsOutdatedBy, type OutdatingChange } from '../content/mail/message-kinds.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import type { Database } from './database.ts'
import { DIGEST_ERROR } from './lead-routing.ts'
import { type AskedDependency, dependencyHoldsSql, dependsOnAskedCondition } from './message-dependencies.ts'
import { outbox } from './schema.ts'
import { sharedEmailTokensSql } from './shared-contacts.ts'

/** Gets the outcome of a message so far; undefined when there is no such message. */
export async function findMessageOutcome(db: Database, id: string) {
  const [row] = await db.select({ outcome: outbox.outcome }).from(outbox).where(eq(outbox.id, id))
  return row?.outcome
}

/** The seconds for which a delivery attempt claims a message. This is longer than any attempt lasts. */
export const CLAIM_SECONDS = 60

/**
 * Gives the one message that may leave while the outbox is paused; null while it is not. It is that, of those whose last
 * attempt the provider refused because of the practice’s account, which waits the longest, and it tries for all of them.
 */
const messageOnTrialSql = sql`(select refused.id from outbox refused
  where refused.outcome = 'queued' and refused.account_refused = 1 order by refused.next_attempt_at desc limit 1)`

/** Holds while the outbox is paused. */
export const outboxPausedCondition = sql`(${messageOnTrialSql} is not null)`

/**
 * Claims messages that are due, and while the outbox is paused only the one that tries for all, so that no other run takes
 * them until the claim expires. What a message depends on is asked in the same statement: one that should not leave any
 * more is cancelled instead, and comes back as `failed`. Given some dependencies, claims only the messages that depend on
 * one of them: the statement is a fraction as long.
 */
export const claimDueMessages = (
  db: Database,
  now: number,
  limit: number,
  dependencies?: readonly AskedDependency[],
) => {
  const due = db
    .select({
      dueId: sql<string>`${outbox.id}`.as('due_id'),
      holds: dependencyHoldsSql(now, dependencies).as('holds'),
    })
    .from(outbox)
    .where(
      and(
        eq(outbox.outcome, 'queued'),
        lte(outbox.nextAttemptAt, now),
        sql`coalesce(${outbox.id} = ${messageOnTrialSql}, true)`,
        dependencies && dependsOnAskedCondition(dependencies),
      ),
    )
    .orderBy(outbox.nextAttemptAt)
    .limit(limit)
    .as('due')
  return db
    .update(outbox)
    .set({
      attempts: sql`${outbox.attempts} + ${due.holds}`,
      nextAttemptAt: now + CLAIM_SECONDS * 1000,
      outcome: sql`iif(${due.holds}, ${outbox.outcome}, 'failed')`,
      // A message that leaves by itself is part of no digest.
      lastError: sql`iif(${due.holds}, nullif(${outbox.lastError}, ${DIGEST_ERROR}), ${CANCELLED_ERROR})`,
      sealedMessage: sql`iif(${due.holds}, ${outbox.sealedMessage}, '')`,
      dependsOn: sql`iif(${due.holds}, ${outbox.dependsOn}, null)`,
      uncertainSince: sql`coalesce(${outbox.uncertainSince}, ${now})`,
    })
    .from(due)
    .where(eq(outbox.id, due.dueId))
    .returning({
      id: outbox.id,
      outcome: outbox.outcome,
      parentId: outbox.parentId,
      /** The parent’s contact rules as they are now. */
      sealedContactRules: sql<
        string | null
      >`(select sealed_contact_rules from parents where parents.id = outbox.parent_id)`,
      /** JSON of the tokens of the parent’s addresses that were given for the other parent too. */
      sharedEmailTokens: sql<string>`(${sharedEmailTokensSql(sql`outbox.parent_id`)})`,
      sealedMessage: outbox.sealedMessage,
      attempts: outbox.attempts,
      createdAt: outbox.createdAt,
      /** Whether the provider refused the account the last time. */
      wasAccountRefused: outbox.accountRefused,
      /** When this attempt began, and when the first one did of which nobody knows the outcome: this one, or an earlier. */
      claimedAt: sql<number>`${now}`.as('claimed_at'),
      uncertainSince: sql<number>`uncertain_since`.as('claimed_uncertain_since'),
    })
}

/**
 * Cancels the messages about a file that a change makes out of date. It goes into the batch of that change, under the
 * same condition, and before newer messages are queued. An attempt under way may still deliver a cancelled message,
 * which then counts as sent.
 */
export const cancelOutdatedMessagesStatement = (
  db: Database,
  fileId: SQL | string,
  change: OutdatingChange,
  condition: SQL | undefined,
): BatchItem<'sqlite'> =>
  db
    .update(outbox)
    .set({ outcome: 'failed', lastError: CANCELLED_ERROR, sealedMessage: '', dependsOn: null })
    .where(
      and(
        eq(outbox.fileId, fileId),
        inArray(outbox.kind, listMessageKindsOutdatedBy(change)),
        eq(outbox.outcome, 'queued'),
        condition,
      ),
    )

/** The error of a message that was cancelled before it was sent. */
export const CANCELLED_ERROR = 'ended'

/** Holds for a message that was cancelled, which is not a failed delivery. */
export const wasCancelledCondition = sql`(${outbox.outcome} = 'failed' and ${outbox.lastError} is ${CANCELLED_ERROR})`

/** The error of a message that waits because it cannot be unsealed. */
export const SEALED_ERROR = 'unreadable'

/** Gives how many messages wait because they cannot be unsealed, at most `limit`. */
export const sealedMessageCountSql = (limit: number): SQL<number> =>
  sql<number>`(select count(*) from (select 1 from outbox
    where outcome = 'queued' and last_error = ${SEALED_ERROR} limit ${limit}))`

/**
 * Postpones a message that could not be unsealed. Its content stays, the claim no longer counts as an attempt, and the message
 * no longer stands for an account that the provider refused, since nobody asked the provider.
 */
export const postponeSealedMessage = (
  db: Database,
  id: string,
  lastError: string,
  nextAttemptAt: number,
  uncertainSince: number | null,
) =>
  db
    .update(outbox)
    .set({
      ...{ lastError, nextAttemptAt, uncertainSince, accountRefused: false },
      attempts: sql`${outbox.attempts} - 1`,
    })
    .where(and(eq(outbox.id, id), eq(outbox.outcome, 'queued')))

/** What a delivery attempt came to. */
export type DeliveryResult =
  | { readonly outcome: 'sent'; readonly providerId: string }
  | { readonly outcome: 'failed'; readonly lastError: string; readonly isContentStored?: boolean }
  | {
      readonly outcome: 'queued'
      readonly lastError: string
      readonly nextAttemptAt: number
      readonly accountRefused?: boolean
    }

/**
 * Records the outcome of a delivery attempt, and whether it leaves nobody knowing whether the provider has the message. The
 * result of an attempt that outlived its claim never overwrites that the message was sent, and never revives one that
 * failed or was cancelled since. The content of a message that failed stays until an administrator sends it again or drops it,
 * unless it may not leave at all.
 */
export function recordDeliveryAttempt(
  db: Database,
  id: string,
  result: DeliveryResult,
  uncertainSince: number | null = null,
) {
  const content = { sealedMessage: '', dependsOn: null }
  const changes =
    result.outcome === 'failed'
      ? {
          outcome: result.outcome,
          lastError: result.lastError,
          ...(result.isContentStored === true
            ? // A message about no file is at no desk, from which it could be sent again.
              { sealedMessage: sql`iif(${outbox.fileId} is null, '', ${outbox.sealedMessage})` }
            : content),
        }
      : // What was sent held an address, and perhaps a code.
        { ...result, ...(result.outcome === 'sent' && content) }
  return db
    .update(outbox)
    .set({ accountRefused: false, ...changes, uncertainSince })
    .where(and(eq(outbox.id, id), result.outcome === 'sent' ? undefined : eq(outbox.outcome, 'queued')))
}

/** Ends the pause of the outbox, since the provider accepted a message. */
export const endOutboxPause = (db: Database) =>
  db
    .update(outbox)
    .set({ accountRefused: false })
    .where(and(eq(outbox.outcome, 'queued'), eq(outbox.accountRefused, true)))

/** Holds for a message that failed, and of which there still is the content. */
const failedWithContentCondition = (id: string, fileId: string): SQL =>
  sql`${outbox.id} = ${id} and ${outbox.fileId} = ${fileId} and ${outbox.outcome} = 'failed' and ${outbox.sealedMessage} <> ''`

/**
 * Queues a message about a file again that could not be sent. Whoever decides it knows that the provider may have accepted
 * it long ago. Gives false when there is no such message any more.
 */
export const queueFailedMessageAgain = (db: Database, event: AuditEvent, id: string): Promise<boolean> =>
  mutateWithAudit(db, event, [
    db
      .update(outbox)
      .set({ outcome: 'queued', attempts: 0, nextAttemptAt: event.happenedAt, uncertainSince: null })
      .where(failedWithContentCondition(id, event.fileId)),
  ])

/** Deletes the content of a message about a file that could not be sent. Gives false when there is no such message any more. */
export const dropFailedMessage = (db: Database, event: AuditEvent, id: string): Promise<boolean> =>
  mutateWithAudit(db, event, [
    db
      .update(outbox)
      .set({ sealedMessage: '', dependsOn: null })
      .where(failedWithContentCondition(id, event.fileId)),
  ])
