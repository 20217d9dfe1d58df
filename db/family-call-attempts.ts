import { type SQL, sql } from 'drizzle-orm'
import { isContactTokenCondition, relatedFilesJoinSql } from './related-files.ts'

/**
 * A no is a person’s, not a file’s. These pieces of SQL find the call attempts in the files related to `files`, open,
 * closed or merged, that concern the person whom its parent `granter` would have called.
 */

/**
 * Joins the call attempts of related files, `related_attempt`, with the parent under whose authorisation each was made,
 * `caller`. The person called is the other parent of that file. The cross joins fix the order, from the few facts of the
 * one file to the indexes.
 */
export const relatedCallAttemptsJoinSql = sql`${relatedFilesJoinSql}
  cross join parents caller on caller.file_id = related.id
  cross join authorisations related_authorisation on related_authorisation.parent_id = caller.id
  cross join call_attempts related_attempt on related_attempt.authorisation_id = related_authorisation.id`

/** Holds when `granter` shares a fact, other than a lawyer, with the caller or with the person called of a related file. */
const granterMatchesCondition = (
  relatedSide: SQL,
): SQL => sql`exists (select 1 from match_tokens granter_token
  cross join match_tokens same_token on same_token.token = granter_token.token and same_token.file_id = related.id
  where granter_token.file_id = files.id and granter_token.side = granter.side and granter_token.kind <> 'lawyer'
    and not ${isContactTokenCondition(sql`granter_token`)} and ${relatedSide})`

const granterWasCallerCondition = granterMatchesCondition(sql`same_token.side = caller.side`)
const granterWasCalledCondition = granterMatchesCondition(sql`same_token.side not in (caller.side, 'family')`)

const tokenIsOtherParentsSql = sql`own_token.kind <> 'lawyer' and own_token.side not in (granter.side, 'family')`

/**
 * Holds when the person called there is the one to be called here: a fact of theirs matches; or a child matches, and
 * nothing shows that the parent who came here is the one who was called there. So new details of the other parent do not
 * hide a no. A parent who said no and later comes themselves does not keep the first one from being called.
 */
const samePersonCalledCondition = sql`((${tokenIsOtherParentsSql} and related_token.side not in (caller.side, 'family'))
  or (own_token.kind = 'child' and (${granterWasCallerCondition} or not ${granterWasCalledCondition})))`

/**
 * Holds when the call there was between the two parents of this file, whoever of them was called. What was unsafe
 * between them is unsafe in both directions.
 */
const sameTwoParentsCondition = sql`(own_token.kind = 'child'
  or (${tokenIsOtherParentsSql} and related_token.side = caller.side and ${granterWasCalledCondition}))`

/** Holds when a row of `relatedCallAttemptsJoinSql` bears on whether `granter`’s other parent may be called. */
export const attemptConcernsGranterCondition = sql`(own_token.file_id = files.id and (${samePersonCalledCondition}
  or (related_attempt.outcome = 'unsafe' and ${sameTwoParentsCondition})))`

/**
 * Holds when, by an instant, a related file has a no of the person to be called, to a call or to a code they were given, or
 * a finding that it would be unsafe to continue, and calls were not reopened since.
 */
export const relatedRefusalCondition = (
  at: number,
): SQL => sql`(exists (select 1 from ${relatedCallAttemptsJoinSql}
  where ${attemptConcernsGranterCondition} and related_attempt.outcome in ('declined', 'unsafe')
    and related_attempt.attempted_at <= ${at} and related_attempt.recorded_at > ${callsCoveredUntilSql(at)})
  or exists (select 1 from ${relatedFilesJoinSql}
  cross join parents caller on caller.file_id = related.id
  cross join joining_codes on joining_codes.parent_id = caller.id
  where own_token.file_id = files.id and ${samePersonCalledCondition} and ${declinedSinceReopeningCondition(at)})
  or coalesce(${relatedNoContactRequestSql(at)} > ${callsCoveredUntilSql(at)}, 0))`

/** Holds when the other parent declined a code that `granter` gave them, and calls were not reopened since. */
export const joiningCodeDeclinedCondition = (at: number): SQL => sql`exists (select 1 from joining_codes
  where joining_codes.parent_id = granter.id and ${declinedSinceReopeningCondition(at)})`

const declinedSinceReopeningCondition = (at: number): SQL =>
  sql`joining_codes.declined_at <= ${at} and joining_codes.declined_at > ${callsCoveredUntilSql(at)}`

/** Holds when the other parent asked us not to contact them, outside of a call attempt, and calls were not reopened since. */
export const noContactRequestedCondition = (at: number): SQL =>
  sql`coalesce(${noContactRequestSql(at)} > ${callsCoveredUntilSql(at)}, 0)`

/**
 * Gives when it was last recorded that the other parent of `granter` asked us not to contact them, in this file or in a
 * related one; 0 when they did not.
 */
export const lastNoContactRequestSql = (): SQL<number> =>
  sql<number>`max(coalesce(${noContactRequestSql(Number.MAX_SAFE_INTEGER)}, 0),
    coalesce(${relatedNoContactRequestSql(Number.MAX_SAFE_INTEGER)}, 0))`

const noContactRequestSql = (at: number) => sql`(select max(recorded_at) from contact_entries
  where contact_entries.file_id = files.id and contact_entries.side <> granter.side
    and outcome = 'asked-no-contact' and happened_at <= ${at})`

const relatedNoContactRequestSql = (
  at: number,
) => sql`(select max(asked.recorded_at) from ${relatedFilesJoinSql}
  cross join parents caller on caller.file_id = related.id
  cross join contact_entries asked on asked.file_id = related.id and asked.side <> caller.side
  where own_token.file_id = files.id and ${samePersonCalledCondition}
    and asked.outcome = 'asked-no-contact' and asked.happened_at <= ${at})`

/** Gives the number of attempts in related files to reach the person to be called, since calls were last reopened. */
export const countRelatedCallAttemptsSql = (): SQL => sql`(select count(distinct related_attempt.id)
  from ${relatedCallAttemptsJoinSql}
  where own_token.file_id = files.id and ${samePersonCalledCondition} and related_attempt.outcome <> 'wrong-number'
    and related_attempt.recorded_at > ${callsCoveredUntilSql(Number.MAX_SAFE_INTEGER)})`

/**
 * Gives the instant until which recorded call attempts stop no call of `granter`’s other parent any more, because the
 * lead coordinator reopened calls by then; 0 when nobody did.
 */
export const callsCoveredUntilSql = (
  at: number,
): SQL => sql`coalesce((select max(covers_until) from call_reopenings
  where parent_id = granter.id and reopened_at <= ${at}), 0)`
