import { eq, type SQL, sql } from 'drizzle-orm'
import type { Objection } from '../content/file/overrides.ts'
import { acceptedFileCondition } from './accepted-files.ts'
import { type ApprovalQuery, approvalEventSql, approvedCondition, parseApprovalEvent } from './approvals.ts'
import { coordinatorsByConflictSql } from './conflict-of-interest.ts'
import type { Database } from './database.ts'
import { openFileCondition, waitingFileCondition } from './file-stage.ts'
import { files } from './schema.ts'

/** A decision about who works on a file, and who could be the second person in it. */
export interface GuardedDecision extends Omit<ApprovalQuery, 'askedBy'> {
  /** The id of the coordinator who decides. */
  readonly actor: string
  /** The ids of the coordinators whose conflicts of interest speak against it. */
  readonly concerned: readonly string[]
  /** How many files the coordinator whom it is about can carry; undefined where room does not matter. */
  readonly capacity?: number | undefined
  /** Whether it takes a family from the waiting list. */
  readonly endsWait: boolean
  /** Who led the file when it was read, which decides who may do what; null for nobody. */
  readonly leadCoordinatorId: string | null
}

/** The objections that may change between a page and a decision, each with its condition. None is ever null. */
const buildObjectionConditions = ({
  concerned,
  about,
  capacity,
  endsWait,
}: GuardedDecision): Partial<Record<Objection, SQL>> => ({
  conflict: sql`(${coordinatorsByConflictSql(concerned, true)} <> '[]')`,
  ...(capacity !== undefined && { 'no-room': sql`(${carriedFilesSql(about)} >= ${capacity})` }),
  ...(endsWait && { 'others-waited-longer': sql`(${longerWaitingFilesSql} > 0)` }),
})

/** Counts the accepted open files that a coordinator leads or assists in, as the ranking does. */
export const carriedFilesSql = (coordinatorId: string | SQL) => sql<number>`(
  (select count(*) from files carried where carried.lead_coordinator_id = ${coordinatorId}
    and ${openFileCondition(sql`carried.stage`)} and ${acceptedFileCondition(sql`carried`)})
  + (select count(*) from files carried where carried.legal_coordinator_id = ${coordinatorId}
    and ${openFileCondition(sql`carried.stage`)}))`

/** Holds for the families `waiting` who have waited longer than that of `files`, if it is on the waiting list. */
export const longerWaitingCondition = sql`waiting.lead_coordinator_id is null and ${waitingFileCondition()}
  and ${waitingFileCondition(sql`waiting.stage`)} and waiting.created_at < files.created_at`

/** Counts those families. */
export const longerWaitingFilesSql = sql<number>`(select count(*) from files waiting where ${longerWaitingCondition})`

/** Gives those without a conflict of interest in `files` who could approve a decision, as JSON. */
const secondPersonsSql = ({ actor, coordinatorIds }: GuardedDecision) =>
  coordinatorsByConflictSql(
    coordinatorIds.filter((id) => id !== actor),
    false,
  )

/**
 * Holds when somebody else gave the actor the file, knowing of their conflict of interest: that was the second person, who
 * is not asked again when the lead reviews the conflicts.
 */
const wasAssignedKnowinglyCondition = ({ actor, decision }: GuardedDecision): SQL =>
  decision === 'conflict-review'
    ? sql`exists (select 1 from audit_events where audit_events.file_id = files.id and action = 'assigned'
        and audit_events.actor <> ${actor} and detail ->> 'lead' = ${actor} and detail ->> 'overridesConflict' = 1)`
    : sql`false`

/**
 * Holds when nothing speaks against a decision on `files` but what it overrides knowingly, and a second person without a
 * conflict of interest approved that, if there is one; and while nobody else leads the file by then. It belongs in the
 * statement that makes the decision.
 */
export const decisionAllowedCondition = (decision: GuardedDecision, known: ReadonlySet<Objection>): SQL => {
  const unknown = Object.entries(buildObjectionConditions(decision)).filter(
    ([name]) => !known.has(name as Objection),
  )
  const approved = sql`(${secondPersonsSql(decision)} = '[]' or ${wasAssignedKnowinglyCondition(decision)}
    or ${approvedCondition({ ...decision, askedBy: decision.actor }, [...known])})`
  return sql.join(
    [
      sql`files.lead_coordinator_id is ${decision.leadCoordinatorId}`,
      ...unknown.map(([, holds]) => sql`not ${holds}`),
      ...(known.size > 0 ? [approved] : []),
    ],
    sql` and `,
  )
}

/** Loads what speaks against a decision now, for a page that names it before the decision, and who could approve it. */
export async function loadDecisionObjections(db: Database, fileId: string, decision: GuardedDecision) {
  const [facts] = await db
    .select({
      conflicted: coordinatorsByConflictSql(decision.concerned, true).mapWith(parseIds).as('conflicted'),
      secondPersons: secondPersonsSql(decision).mapWith(parseIds).as('second_persons'),
      wasAssignedKnowingly: sql<boolean>`${wasAssignedKnowinglyCondition(decision)}`
        .mapWith(Boolean)
        .as('was_assigned_knowingly'),
      carriedFiles: carriedFilesSql(decision.about).as('carried_files'),
      longerWaitingFiles: longerWaitingFilesSql.as('longer_waiting_files'),
      approval: approvalEventSql(decision.at).mapWith(parseApprovalEvent).as('approval'),
    })
    .from(files)
    .where(eq(files.id, fileId))
  if (!facts) throw new Error('The file was loaded before')
  return facts
}

const parseIds = (json: string): string[] => JSON.parse(json)
