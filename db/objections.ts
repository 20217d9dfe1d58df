import { eq, type SQL, sql } from 'drizzle-orm'
import { acceptedFileCondition } from './accepted-files.ts'
import type { Database } from './database.ts'
import { hasConflictOfInterestCondition } from './desk-file-header.ts'
import { openFileCondition, waitingFileCondition } from './file-stage.ts'
import { files } from './schema.ts'

/** A decision about who works on a file, and who could decide it instead. */
export interface GuardedDecision {
  /** The id of the coordinator who decides. */
  readonly actor: string
  /** The id of the coordinator whom the decision is about. */
  readonly coordinatorId: string
  /** How many files that coordinator can carry; undefined where room and the waiting list do not matter. */
  readonly capacity?: number
  /** The ids of others at the practice who could make the decision, or confirm it. */
  readonly otherIds: readonly string[]
}

/** What the decision overrides knowingly, with a reason on record. */
export type KnownObjections = ReadonlySet<string>

/** The objections that may change between a page and a decision, each with its condition. None is ever null. */
const buildObjectionConditions = ({ coordinatorId, capacity }: GuardedDecision): Record<string, SQL> => ({
  conflict: hasConflictOfInterestCondition(coordinatorId),
  ...(capacity !== undefined && {
    'no-room': sql`(${carriedFilesSql(coordinatorId)} >= ${capacity})`,
    'others-waited-longer': sql`(${longerWaitingFilesSql} > 0)`,
  }),
})

/** Counts the accepted open files that a coordinator leads or assists in, as the ranking does. */
const carriedFilesSql = (coordinatorId: string) => sql<number>`(
  (select count(*) from files carried where carried.lead_coordinator_id = ${coordinatorId}
    and ${openFileCondition(sql`carried.stage`)} and ${acceptedFileCondition(sql`carried`)})
  + (select count(*) from files carried where carried.legal_coordinator_id = ${coordinatorId}
    and ${openFileCondition(sql`carried.stage`)}))`

/** Counts the families who have waited longer than that of `files`, if it is on the waiting list. */
const longerWaitingFilesSql = sql<number>`(select count(*) from files waiting
  where waiting.lead_coordinator_id is null and ${waitingFileCondition()} and ${waitingFileCondition(sql`waiting.stage`)}
    and waiting.created_at < files.created_at)`

/**
 * Holds when the actor has a conflict of interest, and somebody without one could decide instead, unless somebody else
 * gave them the file knowing of it.
 */
const secondPersonNeededCondition = ({ actor, otherIds }: GuardedDecision): SQL => {
  const others = otherIds.filter((id) => id !== actor)
  if (others.length === 0) return sql`false`
  const anyWithout = sql.join(
    others.map((id) => sql`not ${hasConflictOfInterestCondition(id)}`),
    sql` or `,
  )
  return sql`(${hasConflictOfInterestCondition(actor)} and (${anyWithout}) and not exists (select 1 from audit_events
    where audit_events.file_id = files.id and action = 'assigned' and audit_events.actor <> ${actor}
      and detail ->> 'lead' = ${actor} and detail ->> 'overridesConflict' = 1))`
}

/**
 * Holds when nothing speaks against a decision on `files` but what it overrides knowingly, and nobody with a conflict of
 * interest decides about one as long as somebody without could. It belongs in the statement that makes the decision.
 */
export const decisionAllowedCondition = (decision: GuardedDecision, known: KnownObjections): SQL =>
  sql.join(
    [
      ...Object.entries(buildObjectionConditions(decision)).flatMap(([name, holds]) =>
        known.has(name) ? [] : [sql`not ${holds}`],
      ),
      ...(known.has('conflict')
        ? [
            sql`not (${hasConflictOfInterestCondition(decision.coordinatorId)} and ${secondPersonNeededCondition(decision)})`,
          ]
        : []),
    ],
    sql` and `,
  )

/** Loads what speaks against a decision now, for a page that names it before the decision. */
export async function loadDecisionObjections(db: Database, fileId: string, decision: GuardedDecision) {
  const { coordinatorId } = decision
  const [facts] = await db
    .select({
      hasConflict: sql<boolean>`${hasConflictOfInterestCondition(coordinatorId)}`
        .mapWith(Boolean)
        .as('has_conflict'),
      isSecondPersonNeeded: sql<boolean>`${secondPersonNeededCondition(decision)}`
        .mapWith(Boolean)
        .as('is_second_person_needed'),
      carriedFiles: carriedFilesSql(coordinatorId).as('carried_files'),
      longerWaitingFiles: longerWaitingFilesSql.as('longer_waiting_files'),
    })
    .from(files)
    .where(eq(files.id, fileId))
  if (!facts) throw new Error('The file was loaded before')
  return facts
}
