import { lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { MAX_WRONG_CODES_PER_HOUR } from '../content/limits.ts'
import { type Database, runNamedBatch } from './database.ts'
import { insertRowIfStatement } from './insert.ts'
import { codeAttempts } from './schema.ts'

/** The connection and the hour that an attempt counts towards. */
export interface AttemptConnection {
  readonly connectionHash: string
  /** For IPv6, the hash of the larger network that its network is one of. */
  readonly wideConnectionHash?: string
  readonly hour: number
}

/** The connection from which a form is sent. */
export interface SenderConnection extends AttemptConnection {
  /** Whether its sender could have shown that they are a person, and did not. */
  readonly isUnproven: boolean
}

/**
 * Finds what a code opens, or counts it as wrong, in one call. The right code is found however many wrong ones came
 * before it from its connection; once they are too many, no more are counted. `before` are further statements, which run
 * before the search.
 */
export async function findRowsOrCountWrongCode<Row>(
  db: Database,
  connection: AttemptConnection,
  query: BatchItem<'sqlite'> & SQLWrapper & PromiseLike<Row[]>,
  before?: BatchItem<'sqlite'> | readonly BatchItem<'sqlite'>[],
): Promise<{ readonly rows: readonly Row[]; readonly hasTooManyWrongCodes: boolean }> {
  const results = await runNamedBatch(db, {
    before,
    found: query,
    counted: countWrongCodeIfStatement(db, connection, sql`not exists ${query}`),
  })
  const rows = results.found as Row[]
  return { rows, hasTooManyWrongCodes: rows.length === 0 && isOverWrongCodeLimit(results.counted) }
}

/** Counts a code as wrong for its connection and hour if the condition holds, up to the limit and once beyond it. */
export const countWrongCodeIfStatement = (
  db: Database,
  { connectionHash, hour }: AttemptConnection,
  condition: SQL,
) =>
  insertRowIfStatement(db, codeAttempts, { connectionHash, hour, attempts: 1 }, condition)
    .onConflictDoUpdate({
      target: [codeAttempts.connectionHash, codeAttempts.hour],
      set: { attempts: sql`attempts + 1` },
      setWhere: sql`attempts <= ${MAX_WRONG_CODES_PER_HOUR}`,
    })
    .returning({ attempts: codeAttempts.attempts })

/** Whether a wrong code, counted by the statement above, was one too many. Beyond the limit it returns no row. */
export const isOverWrongCodeLimit = ([counted]: readonly { readonly attempts: number }[]): boolean =>
  (counted?.attempts ?? Number.POSITIVE_INFINITY) > MAX_WRONG_CODES_PER_HOUR

/** Deletes the code attempts of past hours, which no longer count. */
export const deleteOldCodeAttempts = (db: Database, hour: number) =>
  db.delete(codeAttempts).where(lt(codeAttempts.hour, hour))
