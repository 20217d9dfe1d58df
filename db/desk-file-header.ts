import { eq, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { files } from './schema.ts'

/** Which file is asked for, by whom, when, and on which terms of the practice. */
export interface DeskFileQuery {
  readonly reference: string
  /** Id of the coordinator who is signed in. */
  readonly viewerId: string
  readonly now: number
  /** How many call attempts the practice allows in a file. */
  readonly maxAttempts: number
}

/** What decides who may do what with a file, and what every part of its page shows of it. */
export type DeskFileHeader = Awaited<ReturnType<typeof selectDeskFileHeader>>[number]

/** The header of a file by itself, for an action that needs nothing else of it. */
export async function loadDeskFileHeader(db: Database, query: DeskFileQuery) {
  const [file] = await selectDeskFileHeader(db, query)
  return file && { file }
}

/** The one row that goes first in the batch of every panel and action of a file. */
export const selectDeskFileHeader = (db: Database, { reference, viewerId, now }: DeskFileQuery) =>
  db
    .select({
      id: files.id,
      reference: files.reference,
      route: files.route,
      stage: files.stage,
      createdAt: files.createdAt,
      leadCoordinatorId: files.leadCoordinatorId,
      legalCoordinatorId: files.legalCoordinatorId,
      proposedLegalCoordinatorId: files.proposedLegalCoordinatorId,
      conflictsReviewedAt: files.conflictsReviewedAt,
      mergedIntoReference: sql<
        string | null
      >`(select merged.reference from files merged where merged.id = files.merged_into_id)`.as(
        'merged_into_reference',
      ),
      isLocked: sql<boolean>`${isLockedCondition}`.mapWith(Boolean).as('is_locked'),
      viewerHasConflict: sql<boolean>`${hasConflictOfInterestCondition(viewerId)}`
        .mapWith(Boolean)
        .as('viewer_has_conflict'),
      hasUpcomingAppointment:
        sql<boolean>`exists (select 1 from appointments where appointments.file_id = files.id
        and cancelled_at is null and held_until is null and ends_at > ${now})`
          .mapWith(Boolean)
          .as('has_upcoming_appointment'),
      participants:
        sql`(select json_group_array(side) from (select side from parents where parents.file_id = files.id
          and status is not null order by side))`
          .mapWith((sides): ParentSide[] => JSON.parse(sides))
          .as('participants'),
    })
    .from(files)
    .where(eq(files.reference, reference))

type ParentSide = 'initiating' | 'other'

/** The facts of `files` that stand in other files too, and those files; a cross join keeps that order. */
const relatedFilesJoinSql = sql`match_tokens ours
  cross join match_tokens theirs on theirs.token = ours.token and theirs.file_id <> ours.file_id
  cross join files related on related.id = theirs.file_id`

/** Nobody has reviewed conflicts yet, and a related file was there when the newest intake of `files` was sent. */
const isLockedCondition = sql`(files.conflicts_reviewed_at is null and exists (
  select 1 from ${relatedFilesJoinSql} where ours.file_id = files.id and related.created_at <= max(files.created_at,
    coalesce((select max(sent_at) from submissions where submissions.file_id = files.id and form = 'intake'), 0))))`

/**
 * Somebody leads or assists in a related file that is one of the parents' and not the same family's: the rule of
 * `fileRelation` in worker/desk/conflicts.ts, and of the ranking in db/intake.ts.
 */
const hasConflictOfInterestCondition = (coordinatorId: string) => sql`exists (
  select 1 from ${relatedFilesJoinSql}
  where ours.file_id = files.id and ours.kind <> 'lawyer'
    and ${coordinatorId} in (related.lead_coordinator_id, related.legal_coordinator_id)
  group by related.id
  having not (max(ours.kind = 'child')
    or (max(ours.side = 'initiating' and theirs.side = 'other') and max(ours.side = 'other' and theirs.side = 'initiating'))
    or (max(ours.side = 'initiating' and theirs.side = 'initiating') and max(ours.side = 'other' and theirs.side = 'other'))))`
