import { type SQL, sql } from 'drizzle-orm'
import { acceptedFileCondition } from './accepted-files.ts'
import { fileRelationSql, joinedFact, relatedFilesJoinSql } from './related-files.ts'

/**
 * Holds when this coordinator leads or assists in an accepted file of one of the parents of `files` that is not the same
 * family’s.
 */
export const hasConflictOfInterestCondition = (coordinatorId: string | SQL) => sql`exists (
  select 1 from ${relatedFilesJoinSql}
  where own_token.file_id = files.id and own_token.kind <> 'lawyer' and ${acceptedFileCondition(sql`related`)}
    and ${coordinatorId} in (related.lead_coordinator_id, related.legal_coordinator_id)
  group by related.id
  having ${fileRelationSql(joinedFact)} = 'parent')`

/** Gives those of some coordinators who have a conflict of interest in `files`, or those who have none, as JSON. */
export const coordinatorsByConflictSql = (ids: readonly string[], hasConflict: boolean): SQL<string> =>
  sql<string>`(select json_group_array(json_each.value) from json_each(${JSON.stringify(ids)})
    where ${hasConflict ? sql`` : sql`not `}${hasConflictOfInterestCondition(sql`json_each.value`)})`
