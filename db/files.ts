import { and, desc, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import type { Database } from './database.ts'
import {
  canTransitionCondition,
  openFileCondition,
  transitionFileStatement,
  waitingFileCondition,
} from './file-stage.ts'
import { hasRelatedFileSinceCondition, hasUnreviewedRelatedFileCondition } from './gate.ts'
import { insertRowIf } from './insert.ts'
import { copyMatchTokensStatement } from './match-tokens.ts'
import { cancelOutdatedMessagesStatement, wasCancelledCondition } from './outbox.ts'
import { appointments, files, matchTokens, outbox, parents, submissions, timeRequests } from './schema.ts'

interface FilesViewer {
  readonly id: string
  readonly administrator: boolean
}

/**
 * The files a coordinator leads or assists and those nobody leads yet, newest first; an administrator sees all. Cut
 * at `MAX_LISTED_FILES`; `more` tells that it was. Beside them the whole waiting list in its order, in the same call.
 */
export async function listFiles(db: Database, viewer: FilesViewer, until: number) {
  const waiting = selectFileSummaries(db)
    .where(and(isNull(files.leadCoordinatorId), waitingFileCondition()))
    // With the sign, SQLite finds those that wait and sorts them, rather than walk through all that nobody leads.
    .orderBy(sql`+created_at`)
    .limit(MAX_LISTED_FILES)
  const [listed, inOrder] = await db.batch([selectVisibleFiles(db, viewer, until), waiting])
  return {
    files: listed.slice(0, MAX_LISTED_FILES),
    more: listed.length > MAX_LISTED_FILES,
    waiting: inOrder,
  }
}

/** A page of the desk's list. */
const MAX_LISTED_FILES = 200

const selectVisibleFiles = (db: Database, viewer: FilesViewer, until: number) => {
  const createdByThen = lte(files.createdAt, until)
  const newestFirst = desc(sql`created_at`)
  if (viewer.administrator) {
    return selectFileSummaries(db)
      .where(createdByThen)
      .orderBy(newestFirst)
      .limit(MAX_LISTED_FILES + 1)
  }
  const own = selectFileSummaries(db).where(and(eq(files.leadCoordinatorId, viewer.id), createdByThen))
  const assisted = selectFileSummaries(db).where(and(eq(files.legalCoordinatorId, viewer.id), createdByThen))
  const unassigned = selectFileSummaries(db).where(and(isNull(files.leadCoordinatorId), createdByThen))
  return unionAll(own, assisted, unassigned)
    .orderBy(newestFirst)
    .limit(MAX_LISTED_FILES + 1)
}

const selectFileSummaries = (db: Database) =>
  db
    .select({
      reference: files.reference,
      route: files.route,
      stage: files.stage,
      leadCoordinatorId: files.leadCoordinatorId,
      createdAt: sql<number>`${files.createdAt}`.as('created_at'),
      messageOutcome: sql<'queued' | 'sent' | 'failed' | null>`(${db
        .select({ outcome: outbox.outcome })
        .from(outbox)
        .where(and(eq(outbox.fileId, files.id), sql`not ${wasCancelledCondition}`))
        .orderBy(desc(outbox.createdAt))
        .limit(1)})`.as('message_outcome'),
    })
    .from(files)
    .$dynamic()

/**
 * Records that the related files created until a moment were reviewed: the file is unlocked until another coordinator
 * leads it. It may be reviewed again when one was created since the last review. False when there is nothing new to
 * review, and when one was created after that moment: the reviewer's page did not show it.
 */
export const reviewConflicts = (db: Database, event: AuditEvent, reviewedUntil = event.happenedAt) =>
  mutateWithAudit(db, event, [
    db
      .update(files)
      .set({ conflictsReviewedAt: event.happenedAt })
      .where(
        and(
          eq(files.id, event.fileId),
          sql`(${files.conflictsReviewedAt} is null or ${hasUnreviewedRelatedFileCondition()})`,
          sql`not ${hasRelatedFileSinceCondition(reviewedUntil)}`,
        ),
      ),
  ])

/** Who leads may not or will not: the file is nobody's again. */
export const unassignFile = (db: Database, event: AuditEvent, messages: (typeof outbox.$inferInsert)[]) => {
  const ledByActorCondition = and(
    eq(files.leadCoordinatorId, event.actor),
    canTransitionCondition('unassign'),
  )
  return mutateWithAudit(db, event, [
    ...messages.map((row) => queueMessageStatement(db, row, ledByActorCondition)),
    db
      .update(parents)
      .set({ bookingCoordinatorId: null })
      .where(
        and(
          eq(parents.fileId, event.fileId),
          eq(parents.bookingCoordinatorId, event.actor),
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${ledByActorCondition})`,
        ),
      ),
    transitionFileStatement(
      db,
      'unassign',
      event.fileId,
      { leadCoordinatorId: null, proposedLegalCoordinatorId: null, conflictsReviewedAt: null },
      ledByActorCondition,
    ),
  ])
}

/** An administrator gives a file to a coordinator who does not lead it yet, and who no longer assists in it then. */
export const assignFile = (
  db: Database,
  event: AuditEvent,
  coordinatorId: string,
  message: typeof outbox.$inferInsert,
) => {
  const assignableCondition = and(
    canTransitionCondition('assign'),
    sql`${files.leadCoordinatorId} is not ${coordinatorId}`,
  )
  return mutateWithAudit(db, event, [
    queueMessageStatement(db, message, assignableCondition),
    db
      .update(parents)
      .set({ status: 'received' })
      .where(
        and(
          eq(parents.fileId, event.fileId),
          eq(parents.status, 'waiting'),
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${assignableCondition})`,
        ),
      ),
    db
      .update(parents)
      .set({ bookingCoordinatorId: coordinatorId })
      .where(
        and(
          eq(parents.fileId, event.fileId),
          isNotNull(parents.status),
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${assignableCondition})`,
        ),
      ),
    transitionFileStatement(
      db,
      'assign',
      event.fileId,
      {
        leadCoordinatorId: coordinatorId,
        legalCoordinatorId: sql`nullif(${files.legalCoordinatorId}, ${coordinatorId})`,
        proposedLegalCoordinatorId: sql`nullif(${files.proposedLegalCoordinatorId}, ${coordinatorId})`,
        conflictsReviewedAt: null,
      },
      assignableCondition,
    ),
  ])
}

/** Queues a message about a file only if the change it tells of will be made. */
const queueMessageStatement = (
  db: Database,
  message: typeof outbox.$inferInsert,
  condition: SQL | undefined,
) =>
  insertRowIf(
    db,
    outbox,
    message,
    sql`exists (select 1 from ${files} where ${files.id} = ${message.fileId} and ${condition})`,
  )

/** Whoever leads decides who assists: the lawyer proposed, another one or nobody, and never themselves. */
export const setLegalCoordinator = (db: Database, event: AuditEvent, legalCoordinatorId: string | null) =>
  mutateWithAudit(db, event, [
    db
      .update(files)
      .set({ legalCoordinatorId: legalCoordinatorId, proposedLegalCoordinatorId: null })
      .where(
        and(
          eq(files.id, event.fileId),
          eq(files.leadCoordinatorId, event.actor),
          sql`${files.leadCoordinatorId} is not ${legalCoordinatorId}`,
          openFileCondition(),
        ),
      ),
  ])

/**
 * The work is done, or was declined: there is room for another family. Whoever closes nobody's file answers for it.
 * False while an appointment is still to come: its parents are told first, by cancelling it.
 */
export const closeFile = (db: Database, event: AuditEvent) => {
  const noUpcomingAppointmentCondition = sql`not exists (select 1 from appointments where appointments.file_id = ${event.fileId}
    and cancelled_at is null and held_until is null and ends_at > ${event.happenedAt})`
  const closableCondition = sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${canTransitionCondition('close')}
    and ${noUpcomingAppointmentCondition})`
  return mutateWithAudit(db, event, [
    // Nobody is asked for an authorisation, reminded or invited any more.
    cancelOutdatedMessagesStatement(db, event.fileId, 'file-closed', closableCondition),
    db
      .update(parents)
      .set({ status: 'closed' })
      .where(and(eq(parents.fileId, event.fileId), isNotNull(parents.status), closableCondition)),
    db
      .update(timeRequests)
      .set({ endedAt: event.happenedAt })
      .where(
        and(
          isNull(timeRequests.endedAt),
          sql`parent_id in (select id from parents where file_id = ${event.fileId})`,
          closableCondition,
        ),
      ),
    transitionFileStatement(
      db,
      'close',
      event.fileId,
      { leadCoordinatorId: leadOrActorSql(event.actor) },
      noUpcomingAppointmentCondition,
    ),
  ])
}

/** No closed file is nobody's: every coordinator sees those. */
const leadOrActorSql = (actor: string) => sql`coalesce(${files.leadCoordinatorId}, ${actor})`

/**
 * Merges a file into another of the same family: what its parent sent becomes that of the other parent there. Only
 * while both are open and nobody has sent anything as the other parent in either. The emptied file stays, closed,
 * with its audit rows. `events` has one for each of the two.
 */
export const mergeFiles = (
  db: Database,
  events: { readonly from: AuditEvent; readonly into: AuditEvent },
) => {
  const from = events.from.fileId
  const into = events.into.fileId
  // Holds throughout, until the parent has moved.
  const possible = sql`(select count(*) from files where id in (${from}, ${into}) and ${canTransitionCondition('merge')}) = 2
    and not exists (select 1 from parents other join submissions on submissions.parent_id = other.id
      where other.file_id in (${from}, ${into}) and other.side = 'other')`
  return mutateWithAudit(
    db,
    [events.from, events.into],
    [
      db
        .update(submissions)
        .set({ fileId: into })
        .where(and(eq(submissions.fileId, from), possible)),
      copyMatchTokensStatement(db, from, into, possible),
      db.delete(matchTokens).where(and(eq(matchTokens.fileId, from), possible)),
      db
        .update(appointments)
        .set({ fileId: into })
        .where(and(eq(appointments.fileId, from), possible)),
      // More people are in it now, to be looked for in other files.
      db
        .update(files)
        .set({ conflictsReviewedAt: null })
        .where(and(eq(files.id, into), possible)),
      // A parent known only from what the other wrote makes room for the one who wrote themselves.
      db
        .delete(parents)
        .where(and(inArray(parents.fileId, [from, into]), eq(parents.side, 'other'), possible)),
      db
        .update(parents)
        .set({ fileId: into, side: 'other' })
        .where(and(eq(parents.fileId, from), eq(parents.side, 'initiating'), possible)),
      transitionFileStatement(
        db,
        'merge',
        from,
        { mergedIntoId: into, leadCoordinatorId: leadOrActorSql(events.from.actor) },
        sql`not exists (select 1 from parents where parents.file_id = ${from})`,
      ),
    ],
  )
}
