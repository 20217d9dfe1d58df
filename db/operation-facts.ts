import { eq, gte, sql } from 'drizzle-orm'
import { type AuditCheckState, readAuditCheck, selectAuditCheck } from './audit-checks.ts'
import { type Database, runNamedBatch } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { SEALED_ERROR } from './outbox.ts'
import { isHeldBackCondition } from './retentions.ts'
import { RUN_NAME, STORED_DAYS } from './scheduled-runs.ts'
import { fileRetentions, files, operationDays, outbox, ringKeys, scheduledJobs } from './schema.ts'

/**
 * Loads what the database tells of how the portal runs, in one call: the jobs, the e-mails, the coordinators of whose address
 * trouble was reported since an instant, the last check of the record, the sizes of the last days, the last migration, the
 * keys, and the closed files whose term has ended.
 */
export async function loadOperationFacts(db: Database, now: number, problemsSince: number) {
  const { jobs, mail, coordinators, undelivered, checks, days, migrations, keys, retention } =
    await runNamedBatch(db, {
      jobs: db.select().from(scheduledJobs),
      mail: db
        .select({
          waiting: sql<number>`count(*) filter (where ${isLateCondition(now)})`,
          oldestAt: sql<number | null>`min(${dueSinceSql}) filter (where ${isLateCondition(now)})`,
          isPaused: sql<number>`ifnull(max(outcome = 'queued' and account_refused = 1), 0)`,
          undelivered: sql<number>`count(*) filter (where outcome = 'failed' and sealed_message <> '')`,
        })
        .from(outbox)
        .where(sql`outcome in ('queued', 'failed')`),
      coordinators: db
        .select({
          id: sql<string>`problem_of_coordinator_id`,
          at: sql<number>`max(created_at)`,
        })
        .from(outbox)
        .where(
          sql`problem_of_coordinator_id is not null and email_problem <> 'undelivered'
          and created_at > ${problemsSince}`,
        )
        .groupBy(sql`problem_of_coordinator_id`),
      undelivered: db
        .selectDistinct({ reference: files.reference })
        .from(outbox)
        .innerJoin(files, eq(files.id, outbox.fileId))
        .where(sql`outcome = 'failed' and sealed_message <> ''`)
        .limit(MAX_LISTED_FILES),
      checks: selectAuditCheck(db),
      days: db
        .select()
        .from(operationDays)
        .where(gte(operationDays.day, sql`date(${now / 1000}, 'unixepoch', ${`-${STORED_DAYS} days`})`))
        .orderBy(operationDays.day),
      migrations: db
        .select({ name: sql<string>`name`, appliedAt: sql<string>`applied_at` })
        .from(sql`d1_migrations`)
        .orderBy(sql`id desc`)
        .limit(1),
      keys: db.select().from(ringKeys),
      retention: db
        .select({
          due: sql<number>`count(*)`,
          held: sql<number>`count(*) filter (where ${isHeldBackCondition(sql`files.id`, now)})`,
        })
        .from(fileRetentions)
        .innerJoin(files, eq(files.id, fileRetentions.fileId))
        .where(sql`expires_at <= ${now} and erased_at is null and not ${openFileCondition()}`),
    })
  return {
    jobs,
    mail: mail[0],
    coordinators,
    undelivered,
    record: (await readAuditCheck(db, checks[0])).state satisfies AuditCheckState | undefined,
    days,
    migration: migrations[0] ?? null,
    keys,
    retention: retention[0],
  }
}

/** Finds when the scheduled work last ended, and since when the oldest e-mail is due; null for what there is none of. */
export async function findWorkState(db: Database, now: number) {
  const [state] = await db
    .select({
      ranAt: sql<number | null>`(select updated_at from scheduled_jobs where name = ${RUN_NAME})`,
      oldestAt: sql<number | null>`min(${dueSinceSql})`,
    })
    .from(outbox)
    .where(isLateCondition(now))
  return state ?? { ranAt: null, oldestAt: null }
}

/** The most files with e-mails that could not be sent that are listed. */
const MAX_LISTED_FILES = 10

/** Holds for a message that is due, or was tried before. What waits for a day or a digest is not late. */
const isLateCondition = (now: number) =>
  sql`outcome = 'queued' and (next_attempt_at <= ${now} or attempts > 0 or last_error is ${SEALED_ERROR})`

/** Since when a late message is due (ms): one that was never tried may have been held, or meant for a later day. */
const dueSinceSql = sql`iif(attempts = 0 and last_error is not ${SEALED_ERROR}, next_attempt_at, created_at)`
