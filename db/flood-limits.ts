import { type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Database } from './database.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { codeAttempts } from './schema.ts'

/** What an hour may hold of one thing that is counted under a key: a keyed hash of a network or an address. */
export interface CountLimit {
  readonly key: string
  readonly max: number
}

/** What an hour (since 1970, UTC) may hold of each thing that is counted. */
export interface HourlyLimits {
  readonly hour: number
  readonly limits: readonly CountLimit[]
}

/** Holds while none of the limits is reached. */
export const withinLimitsCondition = ({ hour, limits }: HourlyLimits): SQL =>
  sql`(not exists (select 1 from json_each(${JSON.stringify(limits)}) cross join code_attempts
    on connection_hash = json_each.value ->> 'key' and hour = ${hour} where attempts >= json_each.value ->> 'max'))`

/** Counts one more towards each of the limits, if a condition holds. */
export const countTowardsLimitsStatement = (
  db: Database,
  { hour, limits }: HourlyLimits,
  condition: SQL,
): BatchItem<'sqlite'> =>
  insertJsonRowsIfStatement(db, codeAttempts, jsonRowsSql(limits), condition, {
    connectionHash: sql`row ->> 'key'`,
    hour: sql`${hour}`,
    attempts: sql`1`,
  }).onConflictDoUpdate({
    target: [codeAttempts.connectionHash, codeAttempts.hour],
    set: { attempts: sql`attempts + 1` },
  })
