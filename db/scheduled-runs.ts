import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Database, runNamedBatch } from './database.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { operationDays, outbox, scheduledJobs } from './schema.ts'

/** The row of a run of all jobs. */
export const RUN_NAME = 'run'

/** How a job of a run ended: the class of its error, or null when it ended well. */
export interface EndedJob {
  readonly name: string
  readonly error: string | null
}

/** What is stored of the day of a run; undefined before the first run of the day was recorded. */
export type OperationDay = typeof operationDays.$inferSelect

/**
 * Records how the jobs of a run ended, and gives the size of the database in bytes and what is stored of the day. A job’s
 * row is written when it fails and when it works again, so that a run in which all is well writes one row.
 */
export async function recordScheduledRun(
  db: Database,
  jobs: readonly EndedJob[],
  day: string,
  now: number,
): Promise<{ readonly databaseBytes: number; readonly today: OperationDay | undefined }> {
  // The row of the run tells when it was, and the rows of its jobs how they ended.
  const rows = [{ name: RUN_NAME, error: null }, ...jobs]
  const hasFailed = sql`row ->> 'error' is not null`
  const { recorded, days } = await runNamedBatch(db, {
    recorded: insertJsonRowsIfStatement(
      db,
      scheduledJobs,
      jsonRowsSql(rows),
      sql`row ->> 'name' = ${RUN_NAME} or ${hasFailed} or exists
        (select 1 from scheduled_jobs job where job.name = row ->> 'name' and job.failures > 0)`,
      {
        updatedAt: sql`${now}`,
        failures: sql`iif(${hasFailed}, 1, 0)`,
        failingSince: sql`iif(${hasFailed}, ${now}, null)`,
      },
    ).onConflictDoUpdate({
      target: scheduledJobs.name,
      set: {
        updatedAt: sql`excluded.updated_at`,
        error: sql`excluded.error`,
        failures: sql`iif(excluded.failures = 0, 0, scheduled_jobs.failures + 1)`,
        failingSince: sql`iif(excluded.failures = 0, null, ifnull(scheduled_jobs.failing_since, excluded.failing_since))`,
      },
    }),
    days: db.select().from(operationDays).where(eq(operationDays.day, day)),
  })
  return { databaseBytes: recorded.meta.size_after, today: days[0] }
}

/** For how many days the sizes of the database are stored, and told. */
export const STORED_DAYS = 30

/** Stores the size of the database on the first run of a day, and deletes the days that are too old. */
export const startOperationDay = (db: Database, day: string, databaseBytes: number) =>
  db.batch([
    db.insert(operationDays).values({ day, databaseBytes }).onConflictDoNothing(),
    db.delete(operationDays).where(sql`day < date(${day}, ${`-${STORED_DAYS} days`})`),
  ])

/** Records that a day was looked at, and queues the messages that tell of it. Gives false when another run has done it. */
export async function recordDailyCheck(
  db: Database,
  day: string,
  messages: readonly (typeof outbox.$inferInsert)[],
  now: number,
): Promise<boolean> {
  const isDue = sql`exists (select 1 from operation_days where day = ${day} and checked_at is null)`
  const { recorded } = await runNamedBatch(db, {
    queued: insertJsonRowsIfStatement(db, outbox, jsonRowsSql(messages), isDue),
    recorded: db
      .update(operationDays)
      .set({ checkedAt: now })
      .where(and(eq(operationDays.day, day), isNull(operationDays.checkedAt)))
      .returning({ day: operationDays.day }),
  })
  return recorded.length > 0
}
