import { type SQL, sql } from 'drizzle-orm'
import { contactTokenKinds } from './schema.ts'

/**
 * How a file is related to another. `same-family`: they share a child by name and date of birth, or both parents, on
 * either side. `parent`: they share one parent without the other, which may be a conflict of interest. `lawyer`: they
 * share only a lawyer, who excludes nobody from leading; a coordinator weighs it.
 */
export type FileRelation = 'same-family' | 'parent' | 'lawyer'

/** Holds for a match token that relates no files (`contactTokenKinds`). */
export function isContactTokenCondition(table: SQL): SQL {
  return sql`(${table}.kind in (${sql.raw(contactTokenKinds.map((kind) => `'${kind}'`).join(', '))}))`
}

/**
 * Joins the match tokens `own_token` of a file with equal ones, `related_token`, in other files, and those files,
 * `related`. The cross joins fix this order, from the few facts of the one file to the index.
 */
export const relatedFilesJoinSql = sql`match_tokens own_token
  cross join match_tokens related_token on related_token.token = own_token.token
    and related_token.file_id <> own_token.file_id and not ${isContactTokenCondition(sql`own_token`)}
  cross join files related on related.id = related_token.file_id`

/** A fact that two files share: its kind, and whose it is in either file. */
interface SharedFact {
  readonly kind: SQL
  readonly ownSide: SQL
  readonly relatedSide: SQL
}

/** The fact that a row of `relatedFilesJoinSql` is about. */
export const joinedFact: SharedFact = {
  kind: sql`own_token.kind`,
  ownSide: sql`own_token.side`,
  relatedSide: sql`related_token.side`,
}

/**
 * Gives the relation of a related file, from all the facts it shares: those of the group, or of the window if one is
 * given. Who may lead a file, who has a conflict in it and what the desk shows all follow this one rule.
 */
export function fileRelationSql(
  { kind, ownSide, relatedSide }: SharedFact,
  window = sql``,
): SQL<FileRelation> {
  const isAny = (condition: SQL) => sql`max(${condition})${window}`
  const sharesParent = (own: SQL, related: SQL) =>
    isAny(sql`${kind} <> 'lawyer' and ${ownSide} = ${own} and ${relatedSide} = ${related}`)
  const [initiating, other] = [sql`'initiating'`, sql`'other'`]
  return sql`case
    when ${isAny(sql`${kind} = 'child'`)}
      or (${sharesParent(initiating, other)} and ${sharesParent(other, initiating)})
      or (${sharesParent(initiating, initiating)} and ${sharesParent(other, other)}) then 'same-family'
    when ${isAny(sql`${kind} <> 'lawyer'`)} then 'parent' else 'lawyer' end`
}
