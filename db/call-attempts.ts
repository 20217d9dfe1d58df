import { and, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { MAX_CALL_ATTEMPT_AGE_DAYS } from '../content/limits.ts'
import { DAY_MS } from '../content/time/units.ts'
import { actsAsLeadCondition, actsAsLeadOfOpenFileCondition } from './absences.ts'
import { type AuditEvent, type AuditRow, mutateWithAudit, mutateWithAuditIf, readWithAudit } from './audit.ts'
import type { Database } from './database.ts'
import {
  addMaxClockSkew,
  authorisationFileIdSql,
  buildAuthorisationRequestRefusalConditionsByReason,
  callAllowedCondition,
  type GateCheck,
  gateOpenCondition,
  noReasonHoldsCondition,
  otherParentInterestedCondition,
} from './gate.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { endInvitationsStatements, type InvitationCodeHashes } from './invitations.ts'
import { queueMessagesToLeadStatement } from './lead-routing.ts'
import {
  authorisations,
  callAttempts,
  files,
  formVersions,
  invitations,
  type outbox,
  submissions,
} from './schema.ts'

type OptionalMessage = typeof outbox.$inferInsert | undefined

/**
 * Reads, with an audit event, the other parent’s contact details that belong to an authorisation, still sealed: those
 * in the intake and those given with the authorisation, each with the version of the form that was asked. Gives
 * undefined when the gate is shut, as it is after a withdrawal.
 */
export const readSealedOtherParentContactWithAudit = (
  db: Database,
  event: AuditEvent,
  gateCheck: GateCheck,
  maxAttempts: number,
  lastAuditRow?: AuditRow,
) => {
  const gateOpenCondition = callAllowedCondition(skewedCheck(gateCheck), maxAttempts)
  const contactOfAuthorisation = db
    .select({
      sourceTable: sql<'authorisations' | 'submissions'>`'authorisations'`.as('source_table'),
      id: sql<string>`${authorisations.id}`.as('row_id'),
      sealed: sql<string>`${authorisations.sealedOtherContact}`.as('sealed'),
      formVersion: getTableColumns(formVersions),
    })
    .from(authorisations)
    .leftJoin(formVersions, eq(formVersions.hash, authorisations.formVersionHash))
    .where(
      and(
        eq(authorisations.id, gateCheck.authorisationId),
        sql`${authorisations.sealedOtherContact} is not null`,
        gateOpenCondition,
      ),
    )
  const contactOfIntake = db
    .select({
      sourceTable: sql<'authorisations' | 'submissions'>`'submissions'`.as('source_table'),
      id: sql<string>`${submissions.id}`.as('row_id'),
      sealed: sql<string>`${submissions.sealedOtherContact}`.as('sealed'),
      formVersion: getTableColumns(formVersions),
    })
    .from(submissions)
    .leftJoin(formVersions, eq(formVersions.hash, submissions.formVersionHash))
    .where(
      and(
        sql`${submissions.parentId} = (select parent_id from authorisations where id = ${gateCheck.authorisationId})`,
        sql`${submissions.sealedOtherContact} is not null`,
        gateOpenCondition,
      ),
    )
  return readWithAudit(
    db,
    event,
    gateOpenCondition,
    unionAll(contactOfAuthorisation, contactOfIntake),
    lastAuditRow,
  )
}

/**
 * Reads, with an audit event and under the same gate as the contact details, what a parent answered about the call
 * itself. The answers are still sealed; the call sheet shows them. Gives undefined when the gate is shut; an earlier
 * call can be recorded without them.
 */
export async function readSealedAuthorisationEvidenceWithAudit(
  db: Database,
  event: AuditEvent,
  gateCheck: GateCheck,
  maxAttempts: number,
  lastAuditRow?: AuditRow,
) {
  const gateOpenCondition = callAllowedCondition(skewedCheck(gateCheck), maxAttempts)
  const answersQuery = db
    .select({ sealedEvidence: authorisations.sealedEvidence, formVersion: getTableColumns(formVersions) })
    .from(authorisations)
    .leftJoin(formVersions, eq(formVersions.hash, authorisations.formVersionHash))
    .where(and(eq(authorisations.id, gateCheck.authorisationId), gateOpenCondition))
  return (await readWithAudit(db, event, gateOpenCondition, answersQuery, lastAuditRow))?.[0]
}

/** Whether the contact details could be opened now, for a page that shows them already. It records no audit event. */
export async function isCallAllowedNow(
  db: Database,
  reference: string,
  gateCheck: GateCheck,
  maxAttempts: number,
) {
  const [gate] = await db
    .select({ open: sql<number>`${callAllowedCondition(skewedCheck(gateCheck), maxAttempts)}`.as('open') })
    .from(files)
    .where(
      and(
        eq(files.reference, reference),
        sql`${files.id} = ${authorisationFileIdSql(gateCheck.authorisationId)}`,
      ),
    )
  return gate?.open === 1
}

/** Adds the allowed clock skew to the instant of a gate check. */
const skewedCheck = (gateCheck: GateCheck): GateCheck => ({ ...gateCheck, at: addMaxClockSkew(gateCheck.at) })

export type CallAttempt = Pick<
  typeof callAttempts.$inferInsert,
  'id' | 'authorisationId' | 'attemptedAt' | 'channel' | 'outcome' | 'nextStep'
>

/**
 * Records the outcome of a call attempt if the gate was open when the call was made, even if the parent has withdrawn
 * since. The outcomes “declined” and “unsafe” stop all calls, so they need no open gate: whoever acts as the lead may
 * always record them, and they end the invitations of the file. An attempt that is sent twice is recorded once and
 * gives true both times. Gives false when the gate was shut or no attempt was left.
 */
export async function recordCallAttempt(
  db: Database,
  event: AuditEvent,
  attempt: CallAttempt,
  maxAttempts: number,
): Promise<boolean> {
  const { id, authorisationId, attemptedAt, outcome } = attempt
  const gateCheck = { authorisationId, coordinatorId: event.actor, at: attemptedAt }
  const now = event.happenedAt
  const isRecent = attemptedAt <= now && attemptedAt >= now - MAX_CALL_ATTEMPT_AGE_DAYS * DAY_MS
  if (!isRecent) return false
  const allowed = OUTCOMES_STOPPING_CALLS.has(outcome)
    ? actsAsLeadOfOpenFileCondition(event)
    : callAllowedCondition(gateCheck, maxAttempts)
  const possible = sql`${allowed} and ${authorisationFileIdSql(authorisationId)} = ${event.fileId}
    and not exists (select 1 from call_attempts where id = ${id})`
  const isRecorded = await mutateWithAudit(db, event, [
    ...(OUTCOMES_ENDING_INVITATIONS.has(outcome) ? endInvitationsStatements(db, event, possible) : []),
    insertRowIfStatement(
      db,
      callAttempts,
      { ...attempt, recordedAt: now, recordedBy: event.actor },
      possible,
    ),
  ])
  return isRecorded || isCallAttemptRecorded(db, event.actor, attempt)
}

/** The outcomes after which nobody calls again in the file. */
const OUTCOMES_STOPPING_CALLS: ReadonlySet<CallAttempt['outcome']> = new Set(['declined', 'unsafe'])

const OUTCOMES_ENDING_INVITATIONS: ReadonlySet<CallAttempt['outcome']> = new Set([
  ...OUTCOMES_STOPPING_CALLS,
  'wrong-number',
])

const isCallAttemptRecorded = async (db: Database, coordinatorId: string, attempt: CallAttempt) => {
  const { id, authorisationId, channel, outcome, nextStep } = attempt
  const found = await db
    .select({ id: callAttempts.id })
    .from(callAttempts)
    .where(
      and(
        eq(callAttempts.id, id),
        eq(callAttempts.authorisationId, authorisationId),
        eq(callAttempts.recordedBy, coordinatorId),
        eq(callAttempts.channel, channel),
        eq(callAttempts.outcome, outcome),
        eq(callAttempts.nextStep, nextStep),
      ),
    )
  return found.length > 0
}

/**
 * Creates an invitation for the other parent, who was reached and is interested. It replaces any earlier invitation.
 */
export const replaceInvitationAndQueueMessage = (
  db: Database,
  event: AuditEvent,
  invitation: InvitationCodeHashes & { id: string; gateCheck: GateCheck; expiresAt: number },
  message: OptionalMessage,
) => {
  const { id, codeHash, locatorHash, gateCheck, expiresAt } = invitation
  const { authorisationId } = gateCheck
  const possible = sql`${gateOpenCondition(skewedCheck(gateCheck))} and ${otherParentInterestedCondition(authorisationId)}
    and ${authorisationFileIdSql(authorisationId)} = ${event.fileId}`
  const inserted = hasRowCondition(invitations, id)
  return mutateWithAuditIf(
    db,
    event,
    [
      ...endInvitationsStatements(db, event, possible),
      insertRowIfStatement(
        db,
        invitations,
        { id, authorisationId, codeHash, locatorHash, createdAt: event.happenedAt, expiresAt },
        possible,
      ),
      ...queueOptionalMessageStatements(db, message, inserted),
    ],
    inserted,
  )
}

/**
 * Requests an authorisation from a parent on behalf of whoever acts as the lead. Gives false while one is in force or
 * requested; when the other parent came themselves, declined, or is not safe to call; when a related file blocks it;
 * when the parent came by invitation, whose own page offers no authorisation; and when the file is closed.
 */
export const requestAuthorisation = (
  db: Database,
  event: AuditEvent,
  { id, parentId }: { id: string; parentId: string },
  message: OptionalMessage,
) => {
  const now = event.happenedAt
  const possible = sql`exists (select 1 from parents granter cross join files on files.id = granter.file_id
    where granter.id = ${parentId} and files.id = ${event.fileId} and ${actsAsLeadCondition(event.actor, now)}
      and exists (select 1 from submissions where parent_id = granter.id)
      and ${noReasonHoldsCondition(buildAuthorisationRequestRefusalConditionsByReason(addMaxClockSkew(now)))})`
  const inserted = hasRowCondition(authorisations, id)
  return mutateWithAuditIf(
    db,
    event,
    [
      // An authorisation that is in force, or requested and not answered, refuses the request. A superseded one has
      // ended.
      db
        .update(authorisations)
        .set({ supersededAt: now })
        .where(and(eq(authorisations.parentId, parentId), isNull(authorisations.supersededAt), possible)),
      insertRowIfStatement(
        db,
        authorisations,
        { id, parentId, createdAt: now, requestedBy: event.actor },
        possible,
      ),
      ...queueOptionalMessageStatements(db, message, inserted),
    ],
    inserted,
  )
}

const queueOptionalMessageStatements = (db: Database, message: OptionalMessage, condition: SQL) =>
  message?.fileId
    ? [queueMessagesToLeadStatement(db, message.fileId, [{ lead: 'anybody', row: message }], condition)]
    : []
