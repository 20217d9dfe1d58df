import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import { type Database, runNamedBatch } from './database.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { isContactTokenCondition } from './related-files.ts'
import { formVersions, matchTokens, parents, searchTokens, submissions } from './schema.ts'
import { insertSearchTokensStatement } from './search-tokens.ts'

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

const insertFrom = (db: Database, fileId: string, source: SQL, condition: SQL, swapsSides: boolean) =>
  insertJsonRowsIfStatement(db, matchTokens, source, condition, {
    fileId: sql`${fileId}`,
    ...(swapsSides && { side: swappedSideSql }),
  }).onConflictDoNothing()

const swappedSideSql = sql`case row ->> 'side' when 'initiating' then 'other' when 'other' then 'initiating'
  else row ->> 'side' end`

/** Lists submissions after one, in the order of their ids, with the form as it was asked. */
export const listSubmissionsWithForms = (db: Database, afterId: string, limit: number) =>
  db
    .select({
      id: submissions.id,
      fileId: submissions.fileId,
      /** The parent who sent the form and has no name yet; null for a page that was added. */
      unnamedParentId: sql<string | null>`(select parents.id from parents where parents.id = parent_id
        and sealed_display_name is null and added_page is null)`.as('unnamed_parent_id'),
      /** The other parent, who has neither come nor a name yet, by a form of the initiating one. */
      unnamedOtherId: sql<string | null>`(select other.id from parents cross join parents other
        on other.file_id = parents.file_id where parents.id = parent_id and added_page is null
        and parents.side = 'initiating' and other.side = 'other' and other.status is null
        and other.sealed_display_name is null)`.as('unnamed_other_id'),
      /** Whether what was known of the parent who did not write it was erased since, and is not derived from it any more. */
      isOtherErased: sql<boolean>`exists (select 1 from parents writer cross join erasures
        on erasures.file_id = writer.file_id and erasures.side <> writer.side
        where writer.id = parent_id and erased_at >= sent_at)`
        .mapWith(Boolean)
        .as('is_other_erased'),
      form: submissions.form,
      formVersion: formVersions,
      answers: submissions.sealedAnswers,
      safety: submissions.sealedSafety,
      otherContact: submissions.sealedOtherContact,
    })
    .from(submissions)
    .leftJoin(formVersions, eq(formVersions.hash, submissions.formVersionHash))
    .where(gt(submissions.id, afterId))
    .orderBy(submissions.id)
    .limit(limit)

/** What a submission tells that is stored outside of it. */
export interface DerivedFromSubmission {
  readonly id: string
  readonly fileId: string
  readonly tokens: readonly NewMatchToken[]
  readonly searchTokens: readonly string[]
  /** The sealed names of parents who have none yet. */
  readonly names: readonly { readonly parentId: string; readonly sealedDisplayName: string }[]
}

/**
 * Adds what was derived from submissions to the files in which these are now: match tokens on the sides that their writers
 * have there, search tokens, and names. Skips what the files have already. Gives how many rows were added or changed.
 */
export async function addDerivedFromSubmissions(
  db: Database,
  derived: readonly DerivedFromSubmission[],
): Promise<number> {
  if (derived.length === 0) return 0
  const { added } = await runNamedBatch(db, {
    added: derived.flatMap(({ id, fileId, tokens, searchTokens, names }) => [
      insertMatchTokensOfSubmissionStatement(db, id, tokens),
      insertSearchTokensStatement(
        db,
        fileId,
        searchTokens,
        sql`exists (select 1 from submissions
        where submissions.id = ${id} and submissions.file_id = ${fileId})`,
      ),
      ...names.map(({ parentId, sealedDisplayName }) =>
        db
          .update(parents)
          .set({ sealedDisplayName })
          .where(and(eq(parents.id, parentId), isNull(parents.sealedDisplayName))),
      ),
    ]),
  })
  return added.reduce((sum, { meta }) => sum + meta.changes, 0)
}

/**
 * Inserts match tokens of a submission, if it is there, into the file in which it is, on the sides that its writer has
 * there. Skips those the file has already.
 */
export const insertMatchTokensOfSubmissionStatement = (
  db: Database,
  id: string,
  tokens: readonly NewMatchToken[],
) =>
  insertJsonRowsIfStatement(
    db,
    matchTokens,
    sql`submissions cross join parents on parents.id = submissions.parent_id cross join ${jsonRowsSql(tokens)}`,
    sql`submissions.id = ${id}`,
    {
      fileId: sql`submissions.file_id`,
      side: sql`case parents.side when 'other' then ${swappedSideSql} else row ->> 'side' end`,
    },
  ).onConflictDoNothing()

/** Holds when some of these tokens are new to `files` and stand in another file, so that conflicts are reviewed again. */
export const relatesToMoreFilesCondition = (tokens: readonly NewMatchToken[]): SQL =>
  sql`exists (select 1 from ${jsonRowsSql(tokens)} cross join match_tokens related_token
    on related_token.token = row ->> 'token' and related_token.file_id <> files.id
    where not ${isContactTokenCondition(sql`related_token`)} and not exists (select 1 from match_tokens own_token
      where own_token.token = related_token.token and own_token.file_id = files.id))`

/** Deletes tokens of a key that has left the ring. Every file has others, under a newer one. */
export const deleteTokensOfKey = (db: Database, kid: string, limit: number) =>
  runNamedBatch(db, {
    deletions: [matchTokens, searchTokens].map((table) =>
      db
        .delete(table)
        .where(
          sql`rowid in (select rowid from ${table} where token >= ${`${kid}.`} and token < ${`${kid}/`} limit ${limit})`,
        ),
    ),
  })
