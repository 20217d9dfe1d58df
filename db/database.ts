import type { D1Database } from '@cloudflare/workers-types'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

/** The practice's database. Every query is a verb in this folder. */
export type Database = DrizzleD1Database

export const database = (d1: D1Database): Database => drizzle(d1)

/** Throws when the database does not answer. */
export async function ping(db: Database): Promise<void> {
  await db.run('select 1')
}

/** Whether an error is the database refusing a row because of a constraint: a race lost, not a fault. */
export const isConstraint = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/constraint failed/i.test(cause.message)) return true
  }
  return false
}
