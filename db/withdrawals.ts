import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { accessCodeSignsCondition } from './access-codes.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type Database, toBatchItem } from './database.ts'
import { transitionFileStatement } from './file-stage.ts'
import { cancelOutdatedMessagesStatement } from './outbox.ts'
import { authorisations, parents, timeRequests } from './schema.ts'

/**
 * Withdraws a parent’s application: ends their authorisation, their time request and the appointments that they have
 * alone, cancels what was to be told them, and closes the file if no other parent has an application in it. Nothing is
 * told to the other parent or changed for them. Gives false when the parent’s part is closed already, to an access code that
 * signs nothing, and while a joint appointment is to come, which has to be cancelled first because both are told.
 */
export function withdrawApplication(
  db: Database,
  event: AuditEvent,
  parentId: string,
  messages: readonly BoundedMessage[],
): Promise<boolean> {
  const { fileId, happenedAt } = event
  const possible = mayWithdrawCondition(parentId, fileId, happenedAt)
  const upcoming = sql`(select id from appointments where ${upcomingAppointmentOfCondition(parentId, happenedAt)}
    and ${possible})`
  return mutateWithAudit(db, event, [
    cancelOutdatedMessagesStatement(
      db,
      fileId,
      'application-withdrawn',
      sql`coalesce(outbox.parent_id, ${parentId}) = ${parentId} and ${possible}`,
    ),
    ...queueBoundedMessagesStatements(db, fileId, messages, happenedAt, possible),
    db
      .update(authorisations)
      .set({ withdrawnAt: happenedAt })
      .where(
        and(
          eq(authorisations.parentId, parentId),
          isNull(authorisations.supersededAt),
          isNull(authorisations.withdrawnAt),
          isNull(authorisations.declinedAt),
          possible,
        ),
      ),
    db
      .update(timeRequests)
      .set({ endedAt: happenedAt })
      .where(and(eq(timeRequests.parentId, parentId), isNull(timeRequests.endedAt), possible)),
    toBatchItem(db, sql`delete from appointment_slots where appointment_id in ${upcoming}`),
    toBatchItem(
      db,
      sql`update appointments set cancelled_at = ${happenedAt}, cancelled_by = ${event.actor}, sequence = sequence + 1
        where id in ${upcoming}`,
    ),
    transitionFileStatement(
      db,
      'withdraw',
      fileId,
      {},
      sql`${possible} and not exists (select 1 from parents other
        where other.file_id = files.id and other.id <> ${parentId} and other.status <> 'closed')`,
    ),
    // This statement is last, because it ends the condition on which the others depend.
    db
      .update(parents)
      .set({ status: 'closed', applicationWithdrawnAt: happenedAt, jointConsentedAt: null })
      .where(and(eq(parents.id, parentId), possible)),
  ])
}

/** Holds while the parent’s part of the file is open, their access code signs, and no joint appointment is to come. */
const mayWithdrawCondition = (
  parentId: string,
  fileId: string,
  now: number,
): SQL => sql`(${accessCodeSignsCondition(parentId)}
  and exists (
  select 1 from parents own where own.id = ${parentId} and own.file_id = ${fileId} and own.status <> 'closed')
  and not exists (select 1 from appointments
    where ${upcomingAppointmentOfCondition(parentId, now)} and kind = 'joint'))`

/** Holds for an appointment, booked or held, of a parent that has not begun. */
const upcomingAppointmentOfCondition = (parentId: string, now: number): SQL => sql`appointments.id in (
    select appointment_id from attendances where attendances.parent_id = ${parentId})
  and cancelled_at is null and starts_at > ${now}`
