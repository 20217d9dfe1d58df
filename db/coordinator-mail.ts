import { and, eq, sql } from 'drizzle-orm'
import type { MailRhythm } from '../content/mail/mail-rhythms.ts'
import { type Database, runNamedBatch } from './database.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { DIGEST_ERROR } from './lead-routing.ts'
import { dependencyHoldsSql } from './message-dependencies.ts'
import { coordinatorMailSettings, files, outbox } from './schema.ts'

/** Finds how often a coordinator wants e-mail; undefined when they never chose. */
export async function findMailRhythm(db: Database, coordinatorId: string): Promise<MailRhythm | undefined> {
  const [row] = await db
    .select({ rhythm: coordinatorMailSettings.rhythm })
    .from(coordinatorMailSettings)
    .where(eq(coordinatorMailSettings.coordinatorId, coordinatorId))
  return row?.rhythm
}

/** Saves how often a coordinator wants e-mail. What waited for a digest leaves at once when there is none any more. */
export const saveMailRhythm = (db: Database, coordinatorId: string, rhythm: MailRhythm, now: number) =>
  runNamedBatch(db, {
    saved: db
      .insert(coordinatorMailSettings)
      .values({ coordinatorId, rhythm, updatedAt: now })
      .onConflictDoUpdate({
        target: coordinatorMailSettings.coordinatorId,
        set: { rhythm, updatedAt: now },
      }),
    released: db
      .update(outbox)
      .set({ nextAttemptAt: now, lastError: null })
      .where(sql`${waitsForDigestCondition(coordinatorId)} and ${rhythm} = 'immediate'`),
  })

/** Holds for a message of `outbox` that waits for a coordinator’s digest. */
const waitsForDigestCondition = (coordinatorId: string) =>
  sql`outbox.outcome = 'queued' and outbox.last_error = ${DIGEST_ERROR}
    and outbox.depends_on ->> 'digestFor' = ${coordinatorId}`

/** Lists who of these coordinators chose a daily digest, with the day of their last one and the hours that they saved. */
export const listDigestReaders = (db: Database, coordinatorIds: readonly string[]) =>
  db
    .select({
      coordinatorId: sql<string>`chosen.coordinator_id`.as('reader_id'),
      lastDigestDay: sql<string | null>`last_digest_day`.as('last_day'),
      rules: sql<string | null>`availability.rules`.as('saved_rules'),
    })
    .from(
      sql`json_each(${JSON.stringify(coordinatorIds)})
        cross join coordinator_mail_settings chosen on chosen.coordinator_id = value and rhythm = 'daily'
        left join availability on availability.coordinator_id = chosen.coordinator_id`,
    )

/** The most messages that one digest tells of; any further one leaves by itself. */
const MAX_DIGEST_MESSAGES = 500

/** Lists the messages that wait for a coordinator’s digest and should still be told, oldest first. */
export const listMessagesForDigest = (db: Database, coordinatorId: string, now: number) =>
  db
    .select({ id: outbox.id, kind: outbox.kind, reference: files.reference })
    .from(outbox)
    .innerJoin(files, eq(files.id, outbox.fileId))
    .where(and(waitsForDigestCondition(coordinatorId), sql`${dependencyHoldsSql(now, ['lead'])} = 1`))
    .orderBy(outbox.createdAt)
    .limit(MAX_DIGEST_MESSAGES)

/** A digest of a day: its message, and the ids of the messages that it tells of. Without any, there is no message. */
export interface DailyDigest {
  readonly coordinatorId: string
  readonly day: string
  readonly message: typeof outbox.$inferInsert | undefined
  readonly toldIds: readonly string[]
}

/**
 * Queues the digest of a day, and records that it tells of what waited for it. Does nothing when another run has done it
 * for that day.
 */
export async function recordDailyDigest(
  db: Database,
  { coordinatorId, day, message, toldIds }: DailyDigest,
): Promise<boolean> {
  const isDue = sql`exists (select 1 from coordinator_mail_settings where coordinator_id = ${coordinatorId}
    and rhythm = 'daily' and last_digest_day is not ${day})`
  const { recorded } = await runNamedBatch(db, {
    queued: insertJsonRowsIfStatement(db, outbox, jsonRowsSql(message ? [message] : []), isDue),
    told: db
      .update(outbox)
      .set({ outcome: 'sent', sealedMessage: '', dependsOn: null })
      .where(
        sql`id in (select value from json_each(${JSON.stringify(toldIds)}))
          and ${waitsForDigestCondition(coordinatorId)} and ${isDue}`,
      ),
    recorded: db
      .update(coordinatorMailSettings)
      .set({ lastDigestDay: day })
      .where(and(eq(coordinatorMailSettings.coordinatorId, coordinatorId), isDue))
      .returning({ coordinatorId: coordinatorMailSettings.coordinatorId }),
  })
  return recorded.length > 0
}
