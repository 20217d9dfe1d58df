import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { accessCodeSignsCondition } from './access-codes.ts'
import { type AuditEvent, mutateWithAudit, mutateWithAuditIf } from './audit.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type AttemptConnection, findRowsOrCountWrongCode } from './code-attempts.ts'
import type { Database } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { type FormVersion, insertFormVersionStatement } from './form-versions.ts'
import { hasRowCondition, insertRowIfStatement, type RowOrSql } from './insert.ts'
import { queueMessagesToLeadStatement } from './lead-routing.ts'
import { cancelOutdatedMessagesStatement } from './outbox.ts'
import { authorisations, contactHolds, files, type outbox, parents } from './schema.ts'
import { sharedEmailTokensColumn } from './shared-contacts.ts'

type AuthorisationRow = typeof authorisations.$inferInsert
/** An authorisation to store, with the rows that belong to it. */
export interface AuthorisationGrant {
  readonly row: AuthorisationRow
  /** The version of the form that was signed, to which the row refers. */
  readonly formVersion: FormVersion
  /** The row that was current when the page was shown, and whether the parent had ended it by then. */
  readonly replaces: { readonly id: string; readonly ended: boolean } | undefined
  /** The contact hold to place, if the parent could not rule out an order that forbids contact. */
  readonly contactHold: typeof contactHolds.$inferInsert | undefined
  readonly mail: readonly BoundedMessage[]
}

/**
 * Grants an authorisation, which supersedes the one that the page showed, or one that was requested since or has
 * expired. Gives false when the file is closed, when the access code was replaced and not confirmed, when the same
 * authorisation was granted before, and when the parent granted or ended one that the page did not show. So a late or
 * forgotten press never undoes a withdrawal.
 */
export function grantAuthorisation(
  db: Database,
  event: AuditEvent,
  grant: AuthorisationGrant,
): Promise<boolean> {
  const { row, formVersion, replaces, contactHold, mail: messages } = grant
  const inserted = hasRowCondition(authorisations, row.id)
  return mutateWithAuditIf(
    db,
    event,
    [
      insertFormVersionStatement(db, formVersion),
      supersedeAuthorisationStatement(db, row, replaces),
      insertAuthorisationStatement(
        db,
        {
          ...row,
          accessCodeReplacedBy: sql`(select access_code_replaced_by from parents where id = ${row.parentId})`,
        },
        accessCodeSignsCondition(row.parentId),
      ),
      ...(contactHold ? [placeContactHoldStatement(db, contactHold, inserted)] : []),
      // Queued messages about the superseded authorisation are out of date.
      cancelOutdatedMessagesStatement(db, event.fileId, 'authorisation-granted', inserted),
      ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, inserted),
    ],
    inserted,
  )
}

const supersedeAuthorisationStatement = (
  db: Database,
  { parentId, createdAt, idempotencyKey = null }: AuthorisationRow,
  replaces: AuthorisationGrant['replaces'],
) =>
  db
    .update(authorisations)
    .set({ supersededAt: createdAt })
    .where(
      and(
        eq(authorisations.parentId, parentId),
        isNull(authorisations.supersededAt),
        sql`case when withdrawn_at is null and declined_at is null
          then id = ${replaces?.id ?? ''} or granted_at is null or expires_at <= ${createdAt}
          else id = ${replaces?.id ?? ''} and ${replaces?.ended ? 1 : 0} end`,
        sql`not exists (select 1 from authorisations before where before.idempotency_key = ${idempotencyKey})`,
        parentInOpenFileCondition(parentId),
        accessCodeSignsCondition(parentId),
      ),
    )

const insertAuthorisationStatement = (
  db: Database,
  row: RowOrSql<typeof authorisations> & Pick<AuthorisationRow, 'parentId'>,
  condition: SQL,
) =>
  insertRowIfStatement(
    db,
    authorisations,
    row,
    sql`${parentInOpenFileCondition(row.parentId)} and ${condition}
      and not exists (select 1 from authorisations where parent_id = ${row.parentId} and superseded_at is null)`,
  ).onConflictDoNothing({ target: authorisations.idempotencyKey })

/** Inserts a contact hold if a condition is met. */
export const placeContactHoldStatement = (
  db: Database,
  contactHold: typeof contactHolds.$inferInsert,
  condition: SQL,
) => insertRowIfStatement(db, contactHolds, contactHold, condition)

const parentInOpenFileCondition = (
  parentId: string,
) => sql`exists (select 1 from parents cross join files on files.id = file_id
  where parents.id = ${parentId} and ${openFileCondition()})`

/**
 * Withdraws the authorisation that a parent has in force, even if it was granted in another tab. Gives false when none
 * is in force.
 */
export const withdrawAuthorisation = (
  db: Database,
  event: AuditEvent,
  parentId: string,
  messages: readonly BoundedMessage[],
) => {
  const inForce = sql`parent_id = ${parentId} and superseded_at is null and withdrawn_at is null
    and declined_at is null and expires_at > ${event.happenedAt}`
  const possible = sql`exists (select 1 from authorisations where ${inForce})`
  return mutateWithAudit(db, event, [
    cancelOutdatedMessagesStatement(db, event.fileId, 'authorisation-withdrawn', possible),
    ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, possible),
    db.update(authorisations).set({ withdrawnAt: event.happenedAt }).where(inForce),
  ])
}

/** Declines the authorisation that a coordinator requested. Gives false when no request is open. */
export const declineAuthorisation = (
  db: Database,
  event: AuditEvent,
  parentId: string,
  messages: readonly BoundedMessage[],
) => {
  const pendingRequest = sql`parent_id = ${parentId} and superseded_at is null and withdrawn_at is null
    and declined_at is null and granted_at is null`
  const possible = sql`exists (select 1 from authorisations where ${pendingRequest})`
  return mutateWithAudit(db, event, [
    cancelOutdatedMessagesStatement(db, event.fileId, 'authorisation-declined', possible),
    ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, possible),
    db.update(authorisations).set({ declinedAt: event.happenedAt }).where(pendingRequest),
  ])
}

/**
 * Records that a parent declines before anybody requested an authorisation. Gives false when there is an authorisation
 * by now.
 */
export const declineUnrequestedAuthorisation = (
  db: Database,
  event: AuditEvent,
  row: AuthorisationRow,
  messages: readonly BoundedMessage[],
) => {
  const inserted = hasRowCondition(authorisations, row.id)
  return mutateWithAuditIf(
    db,
    event,
    [
      insertAuthorisationStatement(db, row, sql`true`),
      ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, inserted),
    ],
    inserted,
  )
}

/** Whether an authorisation was already stored for the same posted form. */
export async function hasAuthorisationWithIdempotencyKey(
  db: Database,
  idempotencyKeys: readonly string[],
): Promise<boolean> {
  const found = await db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(inArray(authorisations.idempotencyKey, [...idempotencyKeys]))
  return found.length > 0
}

/**
 * Finds the latest authorisation that a parent granted, with its receipt, and whether a contact hold of this parent is
 * active.
 */
export async function findLatestGrantWithReceipt(db: Database, accessCodeHash: string) {
  const [[grant], contactHoldRows] = await db.batch([
    db
      .select({
        id: authorisations.id,
        status: parents.status,
        sealedEvidence: authorisations.sealedEvidence,
        receiptHash: authorisations.receiptHash,
        grantedAt: authorisations.grantedAt,
        expiresAt: authorisations.expiresAt,
        withdrawnAt: authorisations.withdrawnAt,
        declinedAt: authorisations.declinedAt,
        supersededAt: authorisations.supersededAt,
      })
      .from(parents)
      .innerJoin(authorisations, eq(authorisations.parentId, parents.id))
      .where(and(eq(parents.accessCodeHash, accessCodeHash), isNotNull(authorisations.grantedAt)))
      .orderBy(sql`granted_at desc, ${authorisations}.rowid desc`)
      .limit(1),
    selectActiveParentContactHold(db, accessCodeHash),
  ])
  return grant && { ...grant, hasContactHold: contactHoldRows.length > 0 }
}

/** Selects one row while a contact hold is active that this parent caused. */
export const selectActiveParentContactHold = (db: Database, accessCodeHash: string) =>
  db
    .select({ isActive: sql<number>`1`.as('is_active') })
    .from(parents)
    .innerJoin(contactHolds, eq(contactHolds.parentId, parents.id))
    .where(and(eq(parents.accessCodeHash, accessCodeHash), isNull(contactHolds.liftedAt)))
    .limit(1)

/** Finds the authorisation whose receipt has this hash, or counts the text as a wrong code, in one call. */
export const findReceiptOrCountWrongCode = (
  db: Database,
  connection: AttemptConnection,
  receiptHash: string,
) =>
  findRowsOrCountWrongCode(
    db,
    connection,
    db
      .select({ id: authorisations.id })
      .from(authorisations)
      .where(eq(authorisations.receiptHash, receiptHash)),
  )

/** Lists authorisations in force that expire before `until` (milliseconds) and whose parents were not reminded yet. */
export const listExpiringAuthorisations = (db: Database, now: number, until: number) =>
  db
    .select({
      id: authorisations.id,
      expiresAt: sql<number>`${authorisations.expiresAt}`,
      parentId: parents.id,
      sealedContactRules: parents.sealedContactRules,
      sharedEmailTokens: sharedEmailTokensColumn,
      language: parents.language,
      fileId: parents.fileId,
    })
    .from(authorisations)
    .innerJoin(parents, eq(parents.id, authorisations.parentId))
    .innerJoin(files, eq(files.id, parents.fileId))
    .where(
      and(
        reminderDueCondition,
        gt(authorisations.expiresAt, now),
        lte(authorisations.expiresAt, until),
        openFileCondition(),
      ),
    )
    .orderBy(asc(authorisations.expiresAt))
    .limit(REMINDER_BATCH_SIZE)

/** Repeats the conditions of the partial index, because SQLite uses it only then. */
const reminderDueCondition = sql`reminded_at is null and superseded_at is null and withdrawn_at is null`

/** The number of reminders in one run. The cron runs every minute, so a small batch is enough. */
const REMINDER_BATCH_SIZE = 20

/**
 * Records that a parent was reminded, or could not safely be, and queues the message. Gives false when the
 * authorisation has ended.
 */
export const recordExpiryReminderAndQueueMessage = (
  db: Database,
  event: AuditEvent,
  authorisationId: string,
  message: typeof outbox.$inferInsert | undefined,
) => {
  const due = and(eq(authorisations.id, authorisationId), reminderDueCondition)
  return mutateWithAudit(db, event, [
    ...(message
      ? [
          queueMessagesToLeadStatement(
            db,
            event.fileId,
            [{ lead: 'anybody', row: message }],
            sql`exists (select 1 from ${authorisations} where ${due})`,
          ),
        ]
      : []),
    db.update(authorisations).set({ remindedAt: event.happenedAt }).where(due),
  ])
}
