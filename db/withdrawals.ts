import { and, eq, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { accessCodeSignsCondition } from './access-codes.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { cancelAppointmentMessagesStatement } from './booking.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type Database, toBatchItem } from './database.ts'
import { transitionFileStatement } from './file-stage.ts'
import { cancelOutdatedMessagesStatement } from './outbox.ts'
import { authorisations, parents, timeRequests } from './schema.ts'

/** A joint appointment to come, as it was read. */
interface UpcomingJointAppointment {
  readonly id: string
  readonly sequence: number
}

/**
 * Withdraws a parent’s application: ends their authorisation, their time request and the appointments that they take part
 * in, cancels what was to be told of these, and closes the file if no other parent has an application in it. Of a joint
 * appointment, the other parent is told that it is cancelled, and nothing else is changed for them. Gives false when the
 * parent’s part is closed already, to an access code that signs nothing, and when the joint appointments to come are not
 * as they were read, since the messages would not tell of them.
 */
export function withdrawApplication(
  db: Database,
  event: AuditEvent,
  parentId: string,
  jointAppointments: readonly UpcomingJointAppointment[],
  messages: readonly BoundedMessage[],
): Promise<boolean> {
  const { fileId, happenedAt } = event
  // No parent is withdrawn and not closed, but between the first of these statements and the last.
  const withdrawing = and(
    eq(parents.id, parentId),
    isNotNull(parents.applicationWithdrawnAt),
    ne(parents.status, 'closed'),
  )
  const possible = sql`exists (select 1 from parents where ${withdrawing})`
  const upcoming = sql`(select id from appointments where ${upcomingAppointmentOfCondition(parentId, happenedAt)}
    and ${possible})`
  return mutateWithAudit(db, event, [
    db
      .update(parents)
      .set({ applicationWithdrawnAt: happenedAt })
      .where(
        sql`id = ${parentId} and file_id = ${fileId} and status <> 'closed' and ${accessCodeSignsCondition(parentId)}
          and ${areJointAppointmentsCondition(parentId, happenedAt, jointAppointments)}`,
      ),
    cancelOutdatedMessagesStatement(
      db,
      fileId,
      'application-withdrawn',
      sql`coalesce(outbox.parent_id, ${parentId}) = ${parentId} and ${possible}`,
    ),
    ...queueBoundedMessagesStatements(db, fileId, messages, happenedAt, possible),
    ...jointAppointments.map(({ id }) =>
      cancelAppointmentMessagesStatement(db, fileId, id, possible, messages),
    ),
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
    db.update(parents).set({ status: 'closed', jointConsentedAt: null }).where(withdrawing),
  ])
}

/** Holds while the joint appointments of a parent that are to come are those that were read. */
const areJointAppointmentsCondition = (
  parentId: string,
  now: number,
  read: readonly UpcomingJointAppointment[],
): SQL => sql`(select json_group_array(id || ' ' || sequence order by id) from appointments
  where ${upcomingAppointmentOfCondition(parentId, now)} and held_until is null and kind = 'joint')
  = ${JSON.stringify(read.map(({ id, sequence }) => `${id} ${sequence}`).toSorted())}`

/** Holds for an appointment, booked or held, of a parent that has not begun. */
const upcomingAppointmentOfCondition = (parentId: string, now: number): SQL => sql`appointments.id in (
    select appointment_id from attendances where attendances.parent_id = ${parentId})
  and cancelled_at is null and starts_at > ${now}`
