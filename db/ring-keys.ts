import { eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { ringKeys } from './schema.ts'

/** Lists every key that the practice uses, with its sentinel. Throws when the database does not respond. */
export const listRingKeys = (db: Database) => db.select().from(ringKeys)
export type RingKeyRow = typeof ringKeys.$inferSelect

/** Records keys that are new, each with its sentinel, unless another request was faster. */
export const insertRingKeys = (db: Database, rows: readonly (typeof ringKeys.$inferInsert)[]) =>
  db
    .insert(ringKeys)
    .values([...rows])
    .onConflictDoNothing()

/** Records how many rows still need a key; null when they were not all looked at. */
export const setRowsLeftOfRingKey = (db: Database, kid: string, rowsLeft: number | null) =>
  db.update(ringKeys).set({ rowsLeft }).where(eq(ringKeys.kid, kid))
