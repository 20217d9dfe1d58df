import {
  and,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias, unionAll } from 'drizzle-orm/sqlite-core'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { selectAvailability } from './availability.ts'
import type { Database } from './database.ts'
import {
  canTransitionCondition,
  openFileCondition,
  stageAfterSql,
  transitionFileStatement,
  waitingFileCondition,
} from './file-stage.ts'
import {
  callAttemptsLeftSql,
  callRefusalReasons,
  contactHoldCondition,
  firstReasonSql,
  hasRelatedFileSinceCondition,
  hasUnreviewedRelatedFileCondition,
  jointRefusalReasons,
  relatedFileReasonSql,
  requestRefusalReasons,
  withClockSkew,
} from './gate.ts'
import { insertRowIf } from './insert.ts'
import { copyMatchTokensStatement } from './match-tokens.ts'
import { cancelOutdatedMessagesStatement, wasCancelledCondition } from './outbox.ts'
import {
  appointments,
  attendances,
  authorisations,
  callAttempts,
  contactHolds,
  files,
  invitations,
  matchTokens,
  outbox,
  parents,
  submissions,
  timeRequests,
} from './schema.ts'

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
 * A file, each parent's intake, sealed as stored, its related files, its appointments, and all there is about calling a
 * parent who has not come: in one call.
 */
export async function loadFile(db: Database, reference: string, { now, maxAttempts }: GateTerms) {
  const at = withClockSkew(now)
  const { mergedIntoId, ...fileColumns } = getTableColumns(files)
  const [
    [file],
    intakes,
    relatedFacts,
    gateRows,
    appointmentRows,
    requestRows,
    availabilityRows,
    ...calling
  ] = await db.batch([
    db
      .select({
        ...fileColumns,
        mergedIntoReference: sql<
          string | null
        >`(select reference from files merged where merged.id = files.merged_into_id)`,
        jointRefusalReason: firstReasonSql(jointRefusalReasons()).as('joint_refusal_reason'),
      })
      .from(files)
      .where(eq(files.reference, reference)),
    db
      .select({
        id: submissions.id,
        side: parents.side,
        sealedAnswers: submissions.sealedAnswers,
        sealedSafety: submissions.sealedSafety,
        hasOtherContact: sql<number>`${submissions.sealedOtherContact} is not null`,
        sentAt: submissions.sentAt,
      })
      .from(submissions)
      .innerJoin(files, eq(files.id, submissions.fileId))
      .innerJoin(parents, eq(parents.id, submissions.parentId))
      .where(and(eq(files.reference, reference), eq(submissions.form, 'intake')))
      .orderBy(parents.side, submissions.sentAt),
    selectRelatedFacts(db, reference, at),
    selectContactGates(db, reference, at, maxAttempts),
    ...appointmentQueries(db, reference),
    ...parentAndCallQueries(db, reference),
  ])
  const [parentRows, authorisationRows, contactHoldRows, attemptRows, invitationRows, messages] = calling
  return (
    file && {
      file,
      intakes,
      relatedFacts,
      contactGates: gateRows,
      appointments: appointmentRows,
      timeRequests: requestRows,
      availabilityRows,
      parents: parentRows,
      authorisations: authorisationRows,
      contactHolds: contactHoldRows,
      callAttempts: attemptRows,
      invitations: invitationRows,
      messages,
    }
  )
}

/** On which terms the gate is shown: now, and how many call attempts the practice allows in a file. */
interface GateTerms {
  readonly now: number
  readonly maxAttempts: number
}

/**
 * Of each parent of a file: why the other one cannot be called under their current authorisation, why an authorisation is
 * not requested from them, how many call attempts are left, and whether a contact hold is active in the file.
 */
const selectContactGates = (db: Database, reference: string, at: number, maxAttempts: number) => {
  const granter = alias(parents, 'granter')
  const authorisation = alias(authorisations, 'authorisation')
  return db
    .select({
      parentId: sql<string>`granter.id`.as('parent_id'),
      callRefusalReason: firstReasonSql(callRefusalReasons(at, maxAttempts)).as('call_refusal_reason'),
      requestRefusalReason: firstReasonSql(requestRefusalReasons(at)).as('request_refusal_reason'),
      attemptsLeft: callAttemptsLeftSql(maxAttempts).as('attempts_left'),
      hasContactHold: sql<number>`${contactHoldCondition(sql`files.id`)}`.as('has_contact_hold'),
    })
    .from(files)
    .innerJoin(granter, eq(granter.fileId, files.id))
    .leftJoin(authorisation, and(eq(authorisation.parentId, granter.id), isNull(authorisation.supersededAt)))
    .where(eq(files.reference, reference))
}

/**
 * The appointments of a file, one row for each parent who takes part, newest first; the time requests of its parents
 * that nobody has answered yet, sealed as stored; and the availability that whoever leads saved.
 */
const appointmentQueries = (db: Database, reference: string) =>
  [
    db
      .select({
        id: appointments.id,
        parentId: attendances.parentId,
        coordinatorId: appointments.coordinatorId,
        kind: appointments.kind,
        mode: appointments.mode,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        sequence: appointments.sequence,
        cancelledAt: appointments.cancelledAt,
        cancelledBy: appointments.cancelledBy,
        outcome: appointments.outcome,
      })
      .from(files)
      .innerJoin(appointments, eq(appointments.fileId, files.id))
      .innerJoin(attendances, eq(attendances.appointmentId, appointments.id))
      .where(and(eq(files.reference, reference), isNull(appointments.heldUntil)))
      .orderBy(desc(appointments.startsAt))
      .limit(MAX_APPOINTMENTS),
    db
      .select({
        id: timeRequests.id,
        parentId: timeRequests.parentId,
        createdAt: timeRequests.createdAt,
        sealedPreferences: timeRequests.sealedPreferences,
      })
      .from(files)
      .innerJoin(parents, eq(parents.fileId, files.id))
      .innerJoin(timeRequests, eq(timeRequests.parentId, parents.id))
      .where(and(eq(files.reference, reference), isNull(timeRequests.endedAt))),
    selectAvailability(db, sql`(select lead_coordinator_id from files where reference = ${reference})`),
  ] as const

/** Newest first: those to come are always among them. */
const MAX_APPOINTMENTS = 100

/**
 * The parents of a file and each one's authorisations, newest first, with the evidence of the latest they granted; its
 * contact holds; every call attempt and invitation; and the latest messages. What has an envelope of its own is left out.
 */
const parentAndCallQueries = (db: Database, reference: string) => {
  const parentsOfFile = db
    .select({ id: parents.id })
    .from(files)
    .innerJoin(parents, eq(parents.fileId, files.id))
    .where(eq(files.reference, reference))
  const authorisationsOfFile = db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(inArray(authorisations.parentId, parentsOfFile))
  const { sealedEvidence, sealedOtherContact, idempotencyKey, ...authorisationColumns } =
    getTableColumns(authorisations)
  const { codeHash, ...invitationColumns } = getTableColumns(invitations)
  return [
    db
      .select({
        id: parents.id,
        side: parents.side,
        language: parents.language,
        sealedContactRules: parents.sealedContactRules,
        issuedReference: parents.issuedReference,
        status: parents.status,
        invitationAcceptedAt: parents.invitationAcceptedAt,
        bookingCoordinatorId: parents.bookingCoordinatorId,
        jointConsentedAt: parents.jointConsentedAt,
      })
      .from(parents)
      .where(inArray(parents.id, parentsOfFile))
      .orderBy(parents.side),
    db
      .select({
        ...authorisationColumns,
        // In our own SQL the inner and the outer columns keep their tables' names.
        sealedEvidence: sql<
          string | null
        >`case authorisations.id when (select latest.id from authorisations latest
          where latest.parent_id = authorisations.parent_id and latest.granted_at is not null
          order by latest.created_at desc, latest.rowid desc limit 1) then sealed_evidence end`.as(
          'latest_evidence',
        ),
      })
      .from(authorisations)
      .where(inArray(authorisations.parentId, parentsOfFile))
      .orderBy(desc(authorisations.createdAt), sql`rowid desc`),
    db
      .select()
      .from(contactHolds)
      .where(inArray(contactHolds.parentId, parentsOfFile))
      .orderBy(desc(contactHolds.reportedAt)),
    db
      .select()
      .from(callAttempts)
      .where(inArray(callAttempts.authorisationId, authorisationsOfFile))
      .orderBy(desc(callAttempts.attemptedAt)),
    db
      .select(invitationColumns)
      .from(invitations)
      .where(inArray(invitations.authorisationId, authorisationsOfFile))
      .orderBy(desc(invitations.createdAt)),
    db
      .select({
        kind: outbox.kind,
        outcome: outbox.outcome,
        lastError: outbox.lastError,
        createdAt: outbox.createdAt,
      })
      .from(outbox)
      .where(sql`${outbox.fileId} = (select id from files where reference = ${reference})`)
      .orderBy(desc(outbox.createdAt))
      .limit(MAX_MESSAGES),
  ] as const
}

/** Newest first: what was sent long ago is no news. */
const MAX_MESSAGES = 10

/**
 * Facts of a file's people that stand in related files too: which kind of fact, on whose side in either file, and why
 * the related file shuts the gate to the other parent of this one.
 */
const selectRelatedFacts = (db: Database, reference: string, at: number) => {
  const theirs = alias(matchTokens, 'theirs')
  const relatedFile = alias(files, 'related')
  return db
    .selectDistinct({
      reference: relatedFile.reference,
      leadCoordinatorId: relatedFile.leadCoordinatorId,
      legalCoordinatorId: relatedFile.legalCoordinatorId,
      stage: relatedFile.stage,
      createdAt: relatedFile.createdAt,
      blockedBy: relatedFileReasonSql(matchTokens.kind, at).as('blocked_by'),
      kind: matchTokens.kind,
      // In a batch D1 gives columns by name, so no two may share one.
      ours: sql<MatchTokenRow['side']>`${matchTokens.side}`.as('ours'),
      theirs: sql<MatchTokenRow['side']>`${theirs.side}`.as('theirs'),
    })
    .from(files)
    .innerJoin(matchTokens, eq(matchTokens.fileId, files.id))
    .innerJoin(theirs, and(eq(theirs.token, matchTokens.token), ne(theirs.fileId, files.id)))
    .innerJoin(relatedFile, eq(relatedFile.id, theirs.fileId))
    .where(eq(files.reference, reference))
    .orderBy(eq(matchTokens.kind, 'lawyer'), relatedFile.createdAt, relatedFile.id)
    .limit(MAX_RELATED_FACTS)
}

type MatchTokenRow = typeof matchTokens.$inferSelect

/** A lawyer's name may stand in many files: what is cut is the newest of those. */
const MAX_RELATED_FACTS = 200

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

/** Records that a file was read; the first reading by whoever leads makes the file an open one. */
export const recordFileRead = (db: Database, event: AuditEvent) =>
  mutateWithAudit(db, event, [
    db
      .update(files)
      .set({
        stage: sql`case ${files.leadCoordinatorId} when ${event.actor} then ${stageAfterSql('read')}
          else ${files.stage} end`,
      })
      .where(eq(files.id, event.fileId)),
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
