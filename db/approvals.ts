import { type SQL, sql } from 'drizzle-orm'
import type { ApprovableDecision, Objection } from '../content/file/overrides.ts'
import { overrideDetailByObjection } from '../content/file/overrides.ts'
import { APPROVAL_DAYS } from '../content/limits.ts'
import type { AuditAction } from '../content/record/audit-actions.ts'
import type { AuditDetail } from '../content/record/audit-details.ts'
import { DAY_MS } from '../content/time/units.ts'
import { type AuditEvent, mutateWithAuditIf } from './audit.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import type { Database } from './database.ts'
import { queueMessagesToLeadStatement, type RoutedMessages } from './lead-routing.ts'

/** A request that a second person approves a decision, or their approval, as the file’s record holds it. */
export interface ApprovalEvent {
  readonly sequence: number
  /** The id of whoever asked, or approved. */
  readonly actor: string
  readonly action: 'approval_requested' | 'approval_given'
  readonly detail: AuditDetail
  readonly happenedAt: number
}

/** What an approval has to be about, to count for a decision. */
export interface ApprovalQuery {
  /** The id of the coordinator who asked. */
  readonly askedBy: string
  readonly decision: ApprovableDecision
  /** The id of the coordinator whom the decision is about. */
  readonly about: string
  /** The reference of the file into which another is merged. */
  readonly into?: string | undefined
  /** The ids of everybody at the practice. Nobody else's approval counts. */
  readonly coordinatorIds: readonly string[]
  /** The instant at which it has to be in force. */
  readonly at: number
}

/** A later event about who works on the file ends a request and an approval, because the circumstances have changed. */
const endingActions = [
  'approval_requested',
  'approval_given',
  'approval_declined',
  'assigned',
  'file_unassigned',
  'assistance_decided',
  'conflicts_reviewed',
  'files_merged',
  'closed',
  'dismissed',
  'restored',
] as const satisfies readonly AuditAction[]

/** Holds for the newest event `asked` about an approval that is in force. The first term finds it by a partial index. */
const inForceCondition = (at: number): SQL => sql`asked.action in ('approval_requested', 'approval_given')
  and asked.happened_at > ${at - APPROVAL_DAYS * DAY_MS}
  and not exists (select 1 from audit_events later where later.file_id = asked.file_id
    and later.sequence > asked.sequence
    and later.action in (${sql.raw(endingActions.map((action) => `'${action}'`).join(', '))}))`

/** Gives the event about an approval that is in force in `files`, as JSON; null for none. */
export const approvalEventSql = (at: number): SQL<string | null> =>
  sql<
    string | null
  >`(select json_object('sequence', asked.sequence, 'actor', asked.actor, 'action', asked.action,
    'detail', json(asked.detail), 'happenedAt', asked.happened_at) from audit_events asked
    where asked.file_id = files.id and ${inForceCondition(at)} limit 1)`

export const parseApprovalEvent = (json: string | null): ApprovalEvent | null =>
  json === null ? null : (JSON.parse(json) as ApprovalEvent)

/**
 * Holds when somebody at the practice, without a conflict of interest, approved a decision on `files` that overrides all of
 * this.
 */
export const approvedCondition = (
  { askedBy, decision, about, into, coordinatorIds, at }: ApprovalQuery,
  overridden: readonly Objection[],
): SQL => sql`exists (select 1 from audit_events asked
  where asked.file_id = files.id and ${inForceCondition(at)} and asked.action = 'approval_given'
    and asked.detail ->> 'askedBy' = ${askedBy} and asked.detail ->> 'decision' = ${decision}
    and asked.detail ->> 'about' = ${about} and asked.detail ->> 'into' is ${into ?? null}
    ${sql.join(
      overridden.map((objection) => sql` and asked.detail ->> ${overrideDetailByObjection[objection]} = 1`),
    )}
    and asked.actor in (select value from json_each(${JSON.stringify(coordinatorIds)}))
    and asked.actor <> ${askedBy} and not ${hasConflictOfInterestCondition(sql`asked.actor`)})`

/** Holds while the request of an instant in `files` waits for an answer, which this coordinator may give. */
export const awaitsApprovalCondition = (at: number, askedAt: SQL, readerId: SQL): SQL => sql`exists (
  select 1 from audit_events asked where asked.file_id = files.id and ${inForceCondition(at)}
    and asked.action = 'approval_requested' and asked.happened_at = ${askedAt} and asked.actor <> ${readerId}
    and not ${hasConflictOfInterestCondition(readerId)})`

/** Records that somebody asks for a second person, and queues the messages to those who could be it. */
export const requestApproval = (db: Database, event: AuditEvent, messages: RoutedMessages) =>
  mutateWithAuditIf(db, event, [queueMessagesToLeadStatement(db, event.fileId, messages)], sql`true`)

/**
 * Selects the files in which somebody asks for a second person, whom this coordinator could be: they did not ask, and
 * have no conflict of interest there.
 */
export const selectFilesThatAsk = (db: Database, viewerId: string, at: number) =>
  db
    .select({
      reference: sql<string>`files.reference`.as('reference'),
      askedBy: sql<string>`asked.actor`.as('asked_by'),
      askedAt: sql<number>`asked.happened_at`.as('asked_at'),
    })
    .from(sql`audit_events asked cross join files on files.id = asked.file_id`)
    .where(sql`${inForceCondition(at)} and asked.action = 'approval_requested' and asked.actor <> ${viewerId}
      and not ${hasConflictOfInterestCondition(viewerId)}`)
    .orderBy(sql`asked.happened_at`)
    .limit(MAX_LISTED_REQUESTS)

/** More requests than a practice has at once. */
const MAX_LISTED_REQUESTS = 50

/**
 * Records the answer of a second person to the request with a sequence number. Gives false when it is not in force any
 * more, or when it is their own, or they have a conflict of interest.
 */
export const answerApprovalRequest = (db: Database, event: AuditEvent, sequence: number) =>
  mutateWithAuditIf(
    db,
    event,
    [],
    sql`exists (select 1 from audit_events asked cross join files on files.id = asked.file_id
      where asked.file_id = ${event.fileId} and ${inForceCondition(event.happenedAt)}
        and asked.sequence = ${sequence} and asked.action = 'approval_requested' and asked.actor <> ${event.actor}
        and not ${hasConflictOfInterestCondition(event.actor)})`,
  )
