import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { matchTokens } from './schema.ts'

export type NewMatchToken = Omit<typeof matchTokens.$inferInsert, 'fileId'>

/**
 * Inserts the match tokens of a file if a condition holds, and skips those the file has already. Set `swapsSides` when
 * the writer is the other parent of that file: their own side is the other side there.
 */
export const insertMatchTokensStatement = (
  db: Database,
  fileId: string,
  tokens: readonly NewMatchToken[],
  { condition = sql`true`, swapsSides = false }: { condition?: SQL; swapsSides?: boolean } = {},
) => insertFrom(db, fileId, jsonRowsSql(tokens), condition, swapsSides)

/** Copies the match tokens of a file into the file of its other parent, if a condition holds. */
export const copyMatchTokensStatement = (
  db: Database,
  fromFileId: string,
  intoFileId: string,
  condition: SQL,
) => {
  const tokensSql = sql`(select json_object('token', token, 'kind', kind, 'side', side) as row
    from match_tokens where file_id = ${fromFileId})`
  return insertFrom(db, intoFileId, tokensSql, condition, true)
}

/**
 * Gives the match tokens, as a JSON list, of the e-mail addresses that either parent gave for the other parent of
 * `parentId`. An address among them is not safe for this one.
 */
export const otherParentsEmailTokensSql = (parentId: SQLWrapper): SQL<string> => sql<string>`
  select json_group_array(match_tokens.token) from parents recipient
    cross join match_tokens on match_tokens.file_id = recipient.file_id
    where recipient.id = ${parentId} and match_tokens.kind = 'email'
      and match_tokens.side not in (recipient.side, 'family')`

const insertFrom = (db: Database, fileId: string, source: SQL, condition: SQL, swapsSides: boolean) =>
  insertJsonRowsIfStatement(db, matchTokens, source, condition, {
    fileId: sql`${fileId}`,
    ...(swapsSides && {
      side: sql`case row ->> 'side' when 'initiating' then 'other' when 'other' then 'initiating'
        else row ->> 'side' end`,
    }),
  }).onConflictDoNothing()
