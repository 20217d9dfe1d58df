import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { ContactHoldReason } from '../content/authorisation/order-readings.ts'
import { actsAsLeadCondition, actsAsLeadOfOpenFileCondition } from './absences.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import type { Database } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { hasRowCondition, insertRowIfStatement, selectGivenRowSql } from './insert.ts'
import { queueMessagesToLeadStatement, type RoutedMessages } from './lead-routing.ts'
import { contactHolds, files, orderReadings } from './schema.ts'

/** What a coordinator read, and what they found. */
export type OrderReading = Pick<
  typeof orderReadings.$inferInsert,
  'id' | 'finding' | 'document' | 'sealedDocument' | 'expiresOn'
>

/**
 * Records that whoever acts as the lead has read the orders that parents reported until an instant. The contact hold is
 * lifted only if the order forbids nothing. An order reported after that instant is yet to be read.
 */
export const recordOrderReading = (
  db: Database,
  event: AuditEvent,
  reading: OrderReading,
  reportedUntil: number,
) => {
  const isCovered = and(
    sql`${contactHolds.parentId} in (select parents.id from parents where parents.file_id = ${event.fileId})`,
    actsAsLeadOfOpenFileCondition(event),
    isNull(contactHolds.liftedAt),
    sql`${contactHolds.reportedAt} <= ${reportedUntil}`,
  )
  const row = { ...reading, fileId: event.fileId, readAt: event.happenedAt, readBy: event.actor }
  return mutateWithAudit(db, event, [
    insertRowIfStatement(
      db,
      orderReadings,
      row,
      sql`exists (select 1 from contact_holds where ${isCovered})`,
    ),
    db
      .update(contactHolds)
      .set({
        orderReadAt: event.happenedAt,
        orderReadBy: event.actor,
        orderReadingId: reading.id,
        finding: reading.finding,
        ...(reading.finding === 'nothing-forbids' && { liftedAt: event.happenedAt }),
      })
      .where(and(isCovered, hasRowCondition(orderReadings, reading.id))),
  ])
}

/** A contact hold that was lifted, to be put back, and who may do so beside the lead and the assisting lawyer. */
interface LiftedContactHold {
  readonly liftedId: string
  readonly reason: ContactHoldReason
  /** The ids of the administrators of the practice. */
  readonly administratorIds: readonly string[]
}

/**
 * Puts back a contact hold that was lifted, as a hold of its own, so that what was done in between stays as it was
 * allowed. The lead, the assisting lawyer and an administrator may, unless they have a conflict of interest; the lead is
 * told if somebody else did. Gives false when the file is closed, the hold was not lifted, or its parent has an active
 * one.
 */
export const putBackContactHold = (
  db: Database,
  event: AuditEvent,
  { liftedId, reason, administratorIds }: LiftedContactHold,
  messages: RoutedMessages,
) => {
  const id = crypto.randomUUID()
  const row = {
    id,
    parentId: sql`lifted.parent_id`,
    reportedIn: 'desk',
    reportedAt: event.happenedAt,
    placedBy: event.actor,
    placedReason: reason,
  } as const
  const possible = sql`files.id = ${event.fileId} and ${openFileCondition()}
    and lifted.id = ${liftedId} and lifted.lifted_at is not null
    and not exists (select 1 from contact_holds active where active.parent_id = parents.id and active.lifted_at is null)
    and (${actsAsLeadCondition(event.actor, event.happenedAt)} or ((${isAmongSql(event.actor, administratorIds)}
      or files.legal_coordinator_id = ${event.actor}) and not ${hasConflictOfInterestCondition(event.actor)}))`
  return mutateWithAudit(db, event, [
    db.insert(contactHolds).select(sql`${selectGivenRowSql(contactHolds, row)} from contact_holds lifted
      cross join parents on parents.id = lifted.parent_id cross join files on files.id = parents.file_id
      where ${possible}`),
    ...(messages.length > 0
      ? [queueMessagesToLeadStatement(db, event.fileId, messages, hasRowCondition(contactHolds, id))]
      : []),
    // Comes last, so that the audit event depends on the hold and not on a message.
    db.update(contactHolds).set({ placedBy: event.actor }).where(eq(contactHolds.id, id)),
  ])
}

const isAmongSql = (id: string, ids: readonly string[]): SQL => (ids.includes(id) ? sql`true` : sql`false`)

/**
 * Lists the readings of orders that forbid contact and whose last day was before `today` (`2027-03-31`), as long as the
 * hold still rests on them and nobody was told.
 */
export const listExpiredOrders = (db: Database, today: string) =>
  db
    .select({ id: orderReadings.id, fileId: files.id, fileReference: files.reference })
    .from(orderReadings)
    .innerJoin(files, eq(files.id, orderReadings.fileId))
    .where(and(expiryToTellCondition, sql`${orderReadings.expiresOn} < ${today}`, openFileCondition()))
    .orderBy(orderReadings.expiresOn)
    .limit(EXPIRY_BATCH_SIZE)

/** Repeats the conditions of the partial index, because SQLite uses it only then. */
const expiryToTellCondition = sql`expiry_told_at is null and order_readings.finding = 'forbids'
  and exists (select 1 from contact_holds where order_reading_id = order_readings.id and lifted_at is null)`

/** The number of expired orders in one run. The cron runs every minute, so a small batch is enough. */
const EXPIRY_BATCH_SIZE = 20

/**
 * Records that an order that forbids contact has expired, and tells whoever leads. The contact hold stays until a
 * coordinator has read whether there is another order.
 */
export const recordOrderExpiryAndQueueMessages = (
  db: Database,
  event: AuditEvent,
  readingId: string,
  messages: RoutedMessages,
) => {
  const due = and(eq(orderReadings.id, readingId), expiryToTellCondition)
  return mutateWithAudit(db, event, [
    queueMessagesToLeadStatement(
      db,
      event.fileId,
      messages,
      sql`exists (select 1 from order_readings where ${due})`,
    ),
    db.update(orderReadings).set({ expiryToldAt: event.happenedAt }).where(due),
  ])
}
