import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { keyRotations } from './schema.ts'

/**
 * A column whose values are sealed under the ring: `submissions.sealed_answers`. Its table has the column `id`, or `file_id` for
 * a file’s retention.
 */
export type SealedColumnName = `${string}.sealed_${string}`

export type KeyRotationRow = typeof keyRotations.$inferSelect

/** Lists how far each column is. */
export const listKeyRotations = (db: Database) => db.select().from(keyRotations)

/**
 * Stores how far a column is, or that its pass begins anew, unless it was restarted since its row was read. Gives whether it
 * was stored.
 */
export async function saveKeyRotation(
  db: Database,
  row: KeyRotationRow,
  read: KeyRotationRow | undefined,
): Promise<boolean> {
  const saved = await db
    .insert(keyRotations)
    .values(row)
    .onConflictDoUpdate({
      target: keyRotations.column,
      set: row,
      ...(read && {
        setWhere: sql`${keyRotations.cursor} = ${read.cursor} and ${keyRotations.resealed} = ${read.resealed}`,
      }),
    })
    .returning({ column: keyRotations.column })
  return saved.length > 0
}

/** Restarts the pass that derives tokens from each submission, if a condition holds. It counts a row, by which it differs. */
export const restartTokenDerivationStatement = (db: Database, condition: SQL) =>
  db
    .update(keyRotations)
    .set({ cursor: '', finishedAt: null, resealed: sql`resealed + 1` })
    .where(and(eq(keyRotations.column, DERIVED_TOKENS), condition))

/** Names the pass that derives tokens among the columns. */
export const DERIVED_TOKENS = 'submissions.tokens'

/** Selects the values of a column after a row, in the order of ids; none of an empty column. */
export const listSealedValues = (db: Database, column: SealedColumnName, cursor: string, limit: number) => {
  const { table, name, id } = splitColumn(column)
  return db.all<{ id: string; sealed: string | null }>(
    sql`select ${id} as id, ${name} as sealed from ${table} where ${id} > ${cursor} order by ${id} limit ${limit}`,
  )
}

/** Replaces a sealed value, unless something else was written there since it was read. */
export async function replaceSealedValue(
  db: Database,
  column: SealedColumnName,
  id: string,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<boolean> {
  const { table, name, id: idColumn } = splitColumn(column)
  const { meta } = await db.run(
    sql`update ${table} set ${name} = ${after} where ${idColumn} = ${id} and ${name} = ${before}`,
  )
  return meta.changes > 0
}

/** Forgets how far each column is, so that every rotation begins anew. */
export const deleteKeyRotations = (db: Database) => db.delete(keyRotations)

const splitColumn = (column: SealedColumnName): Readonly<Record<'table' | 'name' | 'id', SQL>> => {
  const [table = '', name = ''] = column.split('.')
  return { table: sql.raw(`"${table}"`), name: sql.raw(`"${name}"`), id: sql.raw(getIdColumn(table)) }
}

/** The column by which a sealed value is bound to its row. */
export const getIdColumn = (table: string): string => (table === 'file_retentions' ? 'file_id' : 'id')
