import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { OutdatingChange } from '../content/mail/message-kinds.ts'
import { acceptedByThenSql, acceptedFileCondition } from './accepted-files.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import { type Database, toBatchItem } from './database.ts'
import {
  canTransitionCondition,
  openFileCondition,
  transitionFileStatement,
  waitingFileCondition,
} from './file-stage.ts'
import { hasRelatedFileSinceCondition, hasUnreviewedRelatedFileCondition } from './gate.ts'
import { insertRowIfStatement } from './insert.ts'
import { copyMatchTokensStatement } from './match-tokens.ts'
import { cancelOutdatedMessagesStatement } from './outbox.ts'
import { copyRetentionHoldStatements } from './retentions.ts'
import {
  appointments,
  contactEntries,
  files,
  matchTokens,
  notes,
  orderReadings,
  outbox,
  parents,
  reminders,
  searchTokens,
  submissions,
  timeRequests,
} from './schema.ts'
import { copySearchTokensStatement } from './search-tokens.ts'
import { unchangedSinceCondition } from './seen-events.ts'
import { hasUpcomingAppointmentCondition } from './upcoming-appointments.ts'

interface FilesViewer {
  readonly id: string
  readonly administrator: boolean
}

/**
 * Records that a coordinator reviewed the related files created until an instant. This unlocks the file until another
 * coordinator leads it. It can be reviewed again when a related file was created since the last review. Gives false
 * when there is nothing new to review, and when a related file was created after that instant, because the reviewer’s
 * page did not show it.
 */
export const recordConflictReview = (
  db: Database,
  event: AuditEvent,
  reviewedUntil: number,
  allowedCondition: SQL,
) =>
  mutateWithAudit(db, event, [
    db
      .update(files)
      .set({ conflictsReviewedAt: event.happenedAt })
      .where(
        and(
          eq(files.id, event.fileId),
          allowedCondition,
          sql`(${files.conflictsReviewedAt} is null or ${hasUnreviewedRelatedFileCondition()})`,
          sql`not ${hasRelatedFileSinceCondition(reviewedUntil)}`,
        ),
      ),
  ])

/** Takes a file from its lead coordinator, who may not or does not want to lead it. Nobody leads it then. */
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

interface Assignment {
  /** `assign` on behalf of an administrator, `take` by a coordinator who wants to lead a file that nobody leads. */
  readonly transition: 'assign' | 'take'
  readonly coordinatorId: string
  /** Who led the file when it was decided; null for nobody. */
  readonly previousLeadId: string | null
  /** The newest event that the page showed on which it was decided. Somebody who takes a file needs none. */
  readonly seen?: number
  /** The message that tells the new lead; none to somebody who makes themselves the lead. */
  readonly message: typeof outbox.$inferInsert | undefined
  /** The message that tells who led it before; none when nobody did. */
  readonly messageToPrevious?: typeof outbox.$inferInsert | undefined
  /** What has to hold for the decision (db/objections.ts). */
  readonly allowedCondition: SQL
}

/**
 * Gives a file to a coordinator who does not lead it yet. The new lead no longer assists in it. A conflict review counts
 * only if the new lead made it. Gives false when somebody else leads the file by now.
 */
export const assignFile = (
  db: Database,
  event: AuditEvent,
  {
    transition,
    coordinatorId,
    previousLeadId,
    seen,
    message,
    messageToPrevious,
    allowedCondition,
  }: Assignment,
) => {
  const assignableCondition = and(
    allowedCondition,
    seen === undefined ? undefined : unchangedSinceCondition(event.fileId, seen),
    canTransitionCondition(transition),
    sql`${files.leadCoordinatorId} is ${previousLeadId}`,
    sql`${files.leadCoordinatorId} is not ${coordinatorId}`,
  )
  return mutateWithAudit(db, event, [
    ...[message, messageToPrevious].flatMap((row) =>
      row ? [queueMessageStatement(db, row, assignableCondition)] : [],
    ),
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
      transition,
      event.fileId,
      {
        leadCoordinatorId: coordinatorId,
        leftWaitingAt: sql`case when ${waitingFileCondition()} then ${event.happenedAt} else files.left_waiting_at end`,
        legalCoordinatorId: sql`nullif(${files.legalCoordinatorId}, ${coordinatorId})`,
        proposedLegalCoordinatorId: sql`nullif(${files.proposedLegalCoordinatorId}, ${coordinatorId})`,
        conflictsReviewedAt: sql`(select files.conflicts_reviewed_at from audit_events where audit_events.file_id = files.id
          and action = 'conflicts_reviewed' and audit_events.actor = ${coordinatorId}
          and happened_at = files.conflicts_reviewed_at limit 1)`,
      },
      assignableCondition,
    ),
  ])
}

/** Queues a message about a file only if the change that it announces is made. */
const queueMessageStatement = (
  db: Database,
  message: typeof outbox.$inferInsert,
  condition: SQL | undefined,
) =>
  insertRowIfStatement(
    db,
    outbox,
    message,
    sql`exists (select 1 from ${files} where ${files.id} = ${message.fileId} and ${condition})`,
  )

/**
 * Sets the legal coordinator who assists, as the lead coordinator decides: the proposed lawyer, another one or nobody,
 * but never the lead. Gives false when that is so already, and when something happened that the page did not show.
 */
export const setLegalCoordinator = (
  db: Database,
  event: AuditEvent,
  { legalCoordinatorId, seen }: { readonly legalCoordinatorId: string | null; readonly seen: number },
  allowedCondition: SQL,
) =>
  mutateWithAudit(db, event, [
    db
      .update(files)
      .set({ legalCoordinatorId: legalCoordinatorId, proposedLegalCoordinatorId: null })
      .where(
        and(
          eq(files.id, event.fileId),
          eq(files.leadCoordinatorId, event.actor),
          sql`${files.leadCoordinatorId} is not ${legalCoordinatorId}`,
          sql`(${files.legalCoordinatorId} is not ${legalCoordinatorId} or proposed_legal_coordinator_id is not null)`,
          openFileCondition(),
          unchangedSinceCondition(event.fileId, seen),
          allowedCondition,
        ),
      ),
  ])

/** Whether whoever closes a file is an administrator. Anybody else has to lead it. */
type WhoCloses = Pick<FilesViewer, 'administrator'>

/**
 * Closes a file whose work is done or was declined, so that its coordinator has room for another family, on behalf of its
 * lead or of an administrator without a conflict of interest. Nobody becomes the lead of a file by closing it. Gives false
 * while an appointment is to come: it has to be cancelled first, which tells its parents. Gives false, too, when something
 * happened that the page did not show, such as a request of a parent.
 */
export function closeFile(
  db: Database,
  event: AuditEvent,
  { administrator, seen }: WhoCloses & { readonly seen: number },
) {
  const nothingToCome = sql`not ${hasUpcomingAppointmentCondition(event.fileId, event.happenedAt)}`
  const allowed = mayEndCondition(event, administrator ? noConflictCondition(event) : sql`false`)
  const change = { transition: 'close', outdates: 'file-closed' } as const
  const isUnchanged = unchangedSinceCondition(event.fileId, seen)
  const allowedNow = sql`${allowed} and ${nothingToCome} and ${isUnchanged}`
  return endFile(db, event, change, acceptedByThenSql(event.happenedAt), allowedNow)
}

const noConflictCondition = ({ actor }: AuditEvent) => sql`not ${hasConflictOfInterestCondition(actor)}`

/** Holds for the lead of `files`, and for anybody else under a condition. */
const mayEndCondition = ({ actor }: AuditEvent, orCondition: SQL) =>
  sql`(${files.leadCoordinatorId} is ${actor} or ${orCondition})`

/**
 * Closes a file that nobody genuine sent, on behalf of its lead or an administrator, who has no conflict of interest in it
 * if a coordinator accepted it. Its facts count against nobody from then on, its messages do not leave, and its
 * appointments that have not begun are cancelled without telling anybody.
 */
export function dismissFile(db: Database, event: AuditEvent, { administrator }: WhoCloses) {
  const allowedCondition = mayEndCondition(
    event,
    administrator ? sql`(not ${acceptedFileCondition()} or ${noConflictCondition(event)})` : sql`false`,
  )
  const ending = sql`(select appointments.id from appointments cross join files on files.id = file_id
    where files.id = ${event.fileId} and ${canTransitionCondition('dismiss')} and ${allowedCondition}
      and cancelled_at is null and held_until is null and starts_at > ${event.happenedAt})`
  const change = { transition: 'dismiss', outdates: 'file-dismissed' } as const
  return endFile(db, event, change, null, allowedCondition, [
    toBatchItem(db, sql`delete from appointment_slots where appointment_id in ${ending}`),
    toBatchItem(
      db,
      sql`update appointments set cancelled_at = ${event.happenedAt}, cancelled_by = ${event.actor},
        sequence = sequence + 1 where id in ${ending}`,
    ),
  ])
}

/**
 * Opens a file again that was closed as not genuine. It is read like a new one; the message tells its lead. What was
 * cancelled with it stays cancelled, and an application that its parent withdrew, or had erased, stays closed. Gives
 * false once everything was erased.
 */
export const restoreFile = (
  db: Database,
  event: AuditEvent,
  message?: typeof outbox.$inferInsert | undefined,
) =>
  mutateWithAudit(db, event, [
    ...(message ? [queueMessageStatement(db, message, isRestorableCondition)] : []),
    db
      .update(parents)
      .set({ status: 'received' })
      .where(
        and(
          eq(parents.fileId, event.fileId),
          eq(parents.status, 'closed'),
          isNull(parents.applicationWithdrawnAt),
          sql`(not exists (select 1 from erasures where erasures.file_id = ${parents.fileId} and erasures.side = ${parents.side})
            or exists (select 1 from submissions where submissions.parent_id = ${parents.id}))`,
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${isRestorableCondition})`,
        ),
      ),
    transitionFileStatement(db, 'restore', event.fileId, {}, isRestorableCondition),
  ])

/** Holds for a file that can be opened again, of which there still is something to read. */
const isRestorableCondition = sql`(${canTransitionCondition('restore')}
  and (not exists (select 1 from erasures where erasures.file_id = files.id)
    or exists (select 1 from submissions where submissions.file_id = files.id)))`

const endFile = (
  db: Database,
  event: AuditEvent,
  { transition, outdates }: { readonly transition: 'close' | 'dismiss'; readonly outdates: OutdatingChange },
  acceptedAt: SQL | null,
  allowedCondition: SQL,
  changesBefore: readonly BatchItem<'sqlite'>[] = [],
) => {
  const closableCondition = sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId}
    and ${canTransitionCondition(transition)} and ${allowedCondition})`
  return mutateWithAudit(db, event, [
    ...changesBefore,
    cancelOutdatedMessagesStatement(db, event.fileId, outdates, closableCondition),
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
    transitionFileStatement(db, transition, event.fileId, { acceptedAt }, allowedCondition),
  ])
}

/** Gives the lead coordinator, or the actor when nobody leads, so that they still find the emptied file. */
const leadOrActorSql = (actor: string) => sql`coalesce(${files.leadCoordinatorId}, ${actor})`

/** Holds until the statement that moves the parent: both files are open, and the other parent of neither sent anything. */
const isMergeable = (
  from: string,
  into: string,
) => sql`(select count(*) from files where id in (${from}, ${into})
  and ${canTransitionCondition('merge')}) = 2
  and not exists (select 1 from parents other join submissions on submissions.parent_id = other.id
    where other.file_id in (${from}, ${into}) and other.side = 'other')`

/** The parent who wrote first in the file that is emptied becomes the other one, and the other one the first. */
const otherSideSql = sql<
  'initiating' | 'other'
>`case side when 'initiating' then 'other' when 'other' then 'initiating' end`

/**
 * Merges a file into another of the same family: the initiating parent of the first becomes the other parent of the
 * second. Both files must be open, and the other parent of either must not have sent anything. The emptied file stays,
 * closed, with its audit rows. `events` holds one audit event for each of the two files; `allowedCondition` is about the first
 * (db/objections.ts), and holds only as long as the same people work on the second.
 */
export const mergeFiles = (
  db: Database,
  events: { readonly from: AuditEvent; readonly into: AuditEvent },
  {
    allowedCondition,
    leadCoordinatorId,
    legalCoordinatorId,
  }: {
    readonly allowedCondition: SQL
    readonly leadCoordinatorId: string | null
    readonly legalCoordinatorId: string | null
  },
) => {
  const from = events.from.fileId
  const into = events.into.fileId
  // The match tokens, on which the guard depends, move after what was sent. So only the first statement asks it, and the
  // others ask whether that one was done.
  const allowed = sql`exists (select 1 from files where files.id = ${from} and ${allowedCondition})
    and exists (select 1 from files where files.id = ${into} and lead_coordinator_id is ${leadCoordinatorId}
      and legal_coordinator_id is ${legalCoordinatorId})`
  const possible = sql`not exists (select 1 from submissions where submissions.file_id = ${from}) and ${isMergeable(from, into)}`
  return mutateWithAudit(
    db,
    [events.from, events.into],
    [
      db
        .update(submissions)
        .set({ fileId: into })
        .where(and(eq(submissions.fileId, from), isMergeable(from, into), allowed)),
      copyMatchTokensStatement(db, from, into, possible),
      copySearchTokensStatement(db, from, into, possible),
      ...[matchTokens, searchTokens].map((table) =>
        db.delete(table).where(and(eq(table.fileId, from), possible)),
      ),
      db
        .update(appointments)
        .set({ fileId: into })
        .where(and(eq(appointments.fileId, from), possible)),
      db
        .update(orderReadings)
        .set({ fileId: into })
        .where(and(eq(orderReadings.fileId, from), possible)),
      db
        .update(reminders)
        .set({ fileId: into })
        .where(and(eq(reminders.fileId, from), possible)),
      ...[contactEntries, notes].map((table) =>
        db
          .update(table)
          .set({ fileId: into, side: otherSideSql })
          .where(and(eq(table.fileId, from), possible)),
      ),
      ...copyRetentionHoldStatements(db, { from, into, now: events.into.happenedAt }, possible),
      // The file has more people now, so conflicts must be reviewed again.
      db
        .update(files)
        .set({ conflictsReviewedAt: null, acceptedAt: acceptedByThenSql(events.into.happenedAt) })
        .where(and(eq(files.id, into), possible)),
      // Deletes the row of the other parent, who was only written about, so that the parent who wrote takes that side.
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
