import { eq, type SQL, sql } from 'drizzle-orm'
import { absencesInForceSql } from './absences.ts'
import { coordinatorsByConflictSql } from './conflict-of-interest.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { selectParentsOfFile } from './desk-file-parents.ts'
import { selectIntakes } from './desk-file-readings.ts'
import { selectCoordinatorLoads } from './intake.ts'
import { longerWaitingCondition, longerWaitingFilesSql } from './objections.ts'
import { files } from './schema.ts'

/**
 * Loads what tells who could lead a file, in one call: who of these coordinators has a conflict of interest, the load
 * of each, who is away, the families who have waited longer, and the sealed intakes, which say what the family needs.
 */
export async function loadDeskFileLeadCandidates(
  db: Database,
  query: DeskFileQuery,
  coordinatorIds: readonly string[],
) {
  const { reference } = query
  const { header, facts, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    intakes: selectIntakes(db, reference),
    parents: selectParentsOfFile(db, reference),
    facts: selectLeadFacts(db, query, coordinatorIds),
    loads: selectCoordinatorLoads(db, coordinatorIds),
  })
  const [file] = header
  const [leadFacts] = facts
  return file && leadFacts && { file, leadFacts, ...rows }
}

const selectLeadFacts = (
  db: Database,
  { reference, now }: DeskFileQuery,
  coordinatorIds: readonly string[],
) =>
  db
    .select({
      conflicted: coordinatorsByConflictSql(coordinatorIds, true).mapWith(parseIds).as('conflicted'),
      absent: sql`(select json_group_array(json_object('id', absences.coordinator_id, 'untilDay', until_day))
        from ${absencesInForceSql(coordinatorIds, now)})`
        .mapWith((absent): { id: string; untilDay: string }[] => JSON.parse(absent))
        .as('absent'),
      longerWaitingFiles: longerWaitingFilesSql.as('longer_waiting_files'),
      longestWaiting: longestWaitingSql.mapWith(parseIds).as('longest_waiting'),
    })
    .from(files)
    .where(eq(files.reference, reference))

/** Gives the references of the families who have waited longest before that of `files`, as JSON. */
const longestWaitingSql: SQL<string> = sql`(select json_group_array(reference) from (
  select waiting.reference from files waiting where ${longerWaitingCondition}
  order by waiting.created_at limit 3))`

const parseIds = (json: string): string[] => JSON.parse(json)
