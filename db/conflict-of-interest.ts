import { type SQL, sql } from 'drizzle-orm'
import { acceptedFileCondition } from './accepted-files.ts'
import { fileRelationSql, joinedFact, relatedFilesJoinSql } from './related-files.ts'

/**
 * Holds when this coordinator leads or assists in an accepted file of one of the parents of `files` that is not the same
 * family’s, or did and read it. So nobody ends their conflict by passing the other file on. What a merged file knew of its
 * parents lies in the one that it was merged into.
 */
export const hasConflictOfInterestCondition = (coordinatorId: string | SQL) => sql`exists (
  select 1 from ${relatedFilesJoinSql}
  where own_token.file_id = coalesce(files.merged_into_id, files.id) and own_token.kind <> 'lawyer' and ${acceptedFileCondition(sql`related`)}
    and (${coordinatorId} in (related.lead_coordinator_id, related.legal_coordinator_id)
      or exists (select 1 from audit_events reading where reading.file_id in ${mergedFileIdsSql(sql`related.id`)}
        and reading.actor = ${coordinatorId} and ${readWithPartCondition}))
  group by related.id
  having ${fileRelationSql(joinedFact)} = 'parent')`

/**
 * Gives the ids of a file and of those that were merged into it. Their records stay apart, and what was read in either is
 * in the one that remains.
 */
export const mergedFileIdsSql = (fileId: SQL): SQL =>
  sql`(select ${fileId} union all select merged.id from files merged where merged.merged_into_id = ${fileId})`

/**
 * Holds for an audit event `reading` by which somebody read a file that they led or assisted in at any time, or were given
 * while they stood in for its lead. An
 * administrator who only looks after a colleague’s file does not work with its parents.
 */
export const readWithPartCondition = sql`(reading.action in ('overview_read', 'contact_rules_read', 'phone_number_read',
  'answers_read', 'safety_answers_read', 'other_contact_read', 'notes_read')
  and exists (select 1 from audit_events part where part.file_id = reading.file_id
    and part.action in ('assigned', 'assistance_decided')
    and reading.actor in (part.detail ->> 'lead', part.detail ->> 'lawyer')
    union all select 1 where reading.detail ->> 'standInFor' is not null))`

/** Gives those of some coordinators who have a conflict of interest in `files`, or those who have none, as JSON. */
export const coordinatorsByConflictSql = (ids: readonly string[], hasConflict: boolean): SQL<string> =>
  sql<string>`(select json_group_array(json_each.value) from json_each(${JSON.stringify(ids)})
    where ${hasConflict ? sql`` : sql`not `}${hasConflictOfInterestCondition(sql`json_each.value`)})`
