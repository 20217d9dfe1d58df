import { and, gte, lt, not, sql } from 'drizzle-orm'
import { DAY_MS } from '../content/time/units.ts'
import { type Database, runNamedBatch } from './database.ts'
import { dismissedFileCondition, waitingFileCondition } from './file-stage.ts'
import { selectCoordinatorLoads } from './intake.ts'
import { files } from './schema.ts'

/** The instants (ms) between which something is counted, and whose load is asked for. */
export interface PracticeNumbersQuery {
  readonly from: number
  readonly until: number
  readonly coordinatorIds: readonly string[]
}

/**
 * Loads, in one call, the instants that the practice’s numbers are counted from, without anything by which a file could be
 * told: of each file when it came, by which route, and when its first call and first session were; of each authorisation when
 * it was granted, withdrawn and led to an intake of the other parent; since when each family waits; and each load.
 *
 * What happened more than `COUNTED_AFTER_MS` after the file came isn’t looked for, so that the rows read are those of two
 * years, whatever the age of the practice. A file closed as not genuine isn’t counted.
 */
export async function loadPracticeNumberFacts(db: Database, query: PracticeNumbersQuery) {
  const { counted, authorised, waiting, loads } = await runNamedBatch(db, {
    counted: selectCountedFiles(db, query),
    authorised: selectCountedAuthorisations(db, query),
    waiting: db
      .select({ since: files.createdAt })
      .from(files)
      .where(sql`lead_coordinator_id is null and ${waitingFileCondition()}`)
      .limit(MAX_COUNTED_FILES),
    loads: selectCoordinatorLoads(db, query.coordinatorIds),
  })
  return {
    files: counted,
    authorisations: authorised,
    waitingSince: waiting.map(({ since }) => since),
    loads,
  }
}
export type PracticeNumberFacts = Awaited<ReturnType<typeof loadPracticeNumberFacts>>

/** How long after a file came something that follows from it counts: 52 weeks. */
const COUNTED_AFTER_MS = 364 * DAY_MS

/** More files than come in two years. */
const MAX_COUNTED_FILES = 20_000

const selectCountedFiles = (db: Database, query: PracticeNumbersQuery) =>
  db
    .select({
      createdAt: files.createdAt,
      route: files.route,
      firstCallAt: sql<number | null>`(select min(happened_at) from contact_entries
        where contact_entries.file_id = files.id and side = 'initiating' and channel in ('phone', 'video')
          and (direction = 'outgoing' or outcome = 'reached')
          and not exists (select 1 from contact_entries newer where newer.amends_id = contact_entries.id))`.as(
        'first_call_at',
      ),
      firstSessionAt: sql<number | null>`(select min(starts_at) from appointments
        where appointments.file_id = files.id and cancelled_at is null and held_until is null
          and outcome is not 'missed')`.as('first_session_at'),
    })
    .from(files)
    .where(countedFileCondition(query))
    .limit(MAX_COUNTED_FILES)

const selectCountedAuthorisations = (db: Database, query: PracticeNumbersQuery) =>
  db
    .select({
      grantedAt: sql<number | null>`granted_at`.as('counted_grant'),
      withdrawnAt: sql<number | null>`withdrawn_at`.as('counted_withdrawal'),
      secondIntakeAt: sql<number | null>`(select min(accepted_at) from invitations
        where invitations.authorisation_id = authorisations.id)`.as('second_intake_at'),
    })
    .from(
      sql`files cross join parents on parents.file_id = files.id
        cross join authorisations on authorisations.parent_id = parents.id`,
    )
    .where(sql`${countedFileCondition(query)} and granted_at is not null`)
    .limit(MAX_COUNTED_FILES)

const countedFileCondition = ({ from, until }: PracticeNumbersQuery) =>
  and(
    gte(files.createdAt, from - COUNTED_AFTER_MS),
    lt(files.createdAt, until),
    not(dismissedFileCondition()),
  )
