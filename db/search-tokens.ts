import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { searchTokens } from './schema.ts'

/** Inserts search tokens of a file if a condition holds, and skips those it has already. */
export const insertSearchTokensStatement = (
  db: Database,
  fileId: SQL | string,
  tokens: readonly string[],
  condition: SQL = sql`true`,
) => insertTokensFrom(db, fileId, jsonRowsSql(tokens), condition)

/** Copies the search tokens of a file into another one, if a condition holds. */
export const copySearchTokensStatement = (
  db: Database,
  fromFileId: string,
  intoFileId: string,
  condition: SQL,
) =>
  insertTokensFrom(
    db,
    intoFileId,
    sql`(select token as row from search_tokens where file_id = ${fromFileId})`,
    condition,
  )

const insertTokensFrom = (db: Database, fileId: SQL | string, source: SQL, condition: SQL) =>
  insertJsonRowsIfStatement(db, searchTokens, source, condition, {
    token: sql`row`,
    fileId: sql`${fileId}`,
  }).onConflictDoNothing()
