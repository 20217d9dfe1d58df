import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { dismissedFileCondition } from './file-stage.ts'
import { isContactTokenCondition } from './related-files.ts'

/**
 * These pieces of SQL find an address or a number, `own`, that was given for one parent of a file and, `theirs`, for the
 * other one too: in the same file by either of them, or in another file by the other parent, who sent an intake of their
 * own. A lawyer of both is no such address. A file that was closed as not genuine tells nothing.
 */

const sameTokenCondition = sql`theirs.token = own.token
  and not (own.kind like 'lawyer-%' and theirs.kind like 'lawyer-%')`

/** Gives the rows of `own` that meet a condition and are given for the other parent in the same file. */
const selectSharedInFileSql = (column: SQL, fileId: SQLWrapper, condition: SQL): SQL => sql`
  select ${column} from match_tokens own
    cross join match_tokens theirs on ${sameTokenCondition} and theirs.file_id = own.file_id
      and theirs.side <> own.side
    where own.file_id = ${fileId} and ${isContactTokenCondition(sql`own`)} and ${condition}`

/** Gives the rows of `own` that meet a condition and are given for the other parent in another file. */
const selectSharedAcrossFilesSql = (column: SQL, fileId: SQLWrapper, condition: SQL): SQL => sql`
  select ${column} from match_tokens own
    cross join match_tokens theirs on ${sameTokenCondition} and theirs.file_id <> own.file_id
    cross join files theirs_file on theirs_file.id = theirs.file_id
    where own.file_id = ${fileId} and ${isContactTokenCondition(sql`own`)} and ${condition}
      and not ${dismissedFileCondition(sql`theirs_file.stage`)} and ${isOtherParentsCondition}`

/** Holds when a person of one file is known by name and date of birth in the other, on sides that compare so. */
const hasSamePersonCondition = (comparison: SQL): SQL => sql`exists (select 1 from match_tokens own_person
  cross join match_tokens their_person on their_person.token = own_person.token
    and their_person.file_id = theirs.file_id
  where own_person.file_id = own.file_id and own_person.kind = 'person'
    and their_person.side ${comparison} own_person.side)`

const hasWriterCondition = (fileId: SQL): SQL => sql`exists (select 1 from match_tokens writer
  where writer.file_id = ${fileId} and writer.kind = 'person' and writer.side = 'initiating')`

/**
 * Holds when the other file was written by the other parent: who writes there is written about here, or the reverse; or
 * a child is the same, and those who wrote are two people.
 */
const isWrittenByOtherParentCondition = sql`(${hasSamePersonCondition(sql`<>`)}
  or (exists (select 1 from match_tokens own_child cross join match_tokens their_child
      on their_child.token = own_child.token and their_child.file_id = theirs.file_id
      where own_child.file_id = own.file_id and own_child.kind = 'child')
    and ${hasWriterCondition(sql`own.file_id`)} and ${hasWriterCondition(sql`theirs.file_id`)}
    and not ${hasSamePersonCondition(sql`=`)}))`

/**
 * Holds when what was given in the other file is the other parent’s there. Whoever wrote both files stands on the same
 * side in each; two parents who wrote one each stand on opposite sides.
 */
const isOtherParentsCondition = sql`case when ${isWrittenByOtherParentCondition} then theirs.side = own.side
  when ${hasSamePersonCondition(sql`=`)} then theirs.side <> own.side else 0 end`

/** Gives the kinds of contact details, as a JSON list, that were given for both parents of `files`. */
export function sharedContactKindsSql(): SQL {
  const kind = sql`substr(own.kind, instr(own.kind, '-') + 1) as kind`
  const file = sql`files.id`
  return sql`(select json_group_array(kind) from (
    ${selectSharedInFileSql(kind, file, sql`1`)} union ${selectSharedAcrossFilesSql(kind, file, sql`1`)}
    order by kind))`
}

/**
 * Gives the tokens, as a JSON list, of the e-mail addresses of the parent `parentId` that were given for the other parent
 * too. None of them is safe for this one.
 */
export function sharedEmailTokensSql(parentId: SQLWrapper): SQL<string> {
  const token = sql`own.token as token`
  const file = sql`(select recipient.file_id from parents recipient where recipient.id = ${parentId})`
  const isOwnEmail = sql`own.kind = 'reach-email'
    and own.side = (select recipient.side from parents recipient where recipient.id = ${parentId})`
  return sql<string>`select json_group_array(token) from (
    ${selectSharedInFileSql(token, file, isOwnEmail)} union ${selectSharedAcrossFilesSql(token, file, isOwnEmail)})`
}

/** Those tokens as a column of a query of `parents`. */
export const sharedEmailTokensColumn = sql<string>`(${sharedEmailTokensSql(sql`parents.id`)})`.as(
  'shared_email_tokens',
)
