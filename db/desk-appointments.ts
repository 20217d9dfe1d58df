import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { type AuditEvent, changeOnRecord, changeOnRecordIf } from './audit.ts'
import { rulesQuery } from './availability.ts'
import {
  type Attendance,
  type Booked,
  bookedOr,
  endRequest,
  endSessionMail,
  forget,
  insertAttendance,
  insertSession,
  insertSlots,
  keptFor,
  type Mail,
  type Session,
  updateSession,
} from './booking.ts'
import { type Database, statement } from './database.ts'
import { mayMeetJointly } from './gate.ts'
import { queueForLead } from './lead-routing.ts'
import { appointments, attendances, files, parents, timeRequests } from './schema.ts'

/**
 * A coordinator's appointments that begin between two instants, cancelled ones and times kept for somebody included, in
 * order of time; and the rules they saved. In one call, cut at `AGENDA_LISTED`, with one more to show that it was.
 */
export async function listAgenda(
  db: Database,
  coordinator: string,
  { from, until }: { readonly from: number; readonly until: number },
  now: number,
) {
  const between = sql`appointments.coordinator = ${coordinator} and starts_at >= ${from} and starts_at < ${until}`
  const standing = agendaRows(db).where(
    sql`${between} and cancelled_at is null and (kept_until is null or kept_until > ${now})`,
  )
  const cancelled = agendaRows(db).where(sql`${between} and cancelled_at is not null`)
  const [rules, listed] = await db.batch([
    rulesQuery(db, coordinator),
    unionAll(standing, cancelled)
      .orderBy(sql`starts_at`)
      .limit(AGENDA_LISTED + 1),
  ])
  return { rules, appointments: listed.slice(0, AGENDA_LISTED), more: listed.length > AGENDA_LISTED }
}

/** More than anybody reads at once. */
export const AGENDA_LISTED = 200

const agendaRows = (db: Database) =>
  db
    .select({
      id: appointments.id,
      kind: appointments.kind,
      way: appointments.way,
      startsAt: sql<number>`${appointments.startsAt}`.as('starts_at'),
      endsAt: appointments.endsAt,
      keptUntil: appointments.keptUntil,
      cancelledAt: appointments.cancelledAt,
      cancelledBy: appointments.cancelledBy,
      outcome: appointments.outcome,
      sequence: appointments.sequence,
      coordinator: appointments.coordinator,
      reference: files.reference,
      leadCoordinator: files.leadCoordinator,
      legalCoordinator: files.legalCoordinator,
    })
    .from(appointments)
    .innerJoin(files, eq(files.id, appointments.fileId))
    .$dynamic()

/**
 * One appointment that was booked, with its file, the parents who take part, still sealed, and the rules of whoever
 * could have it in their calendar; nothing when there is none.
 */
export async function readAppointment(db: Database, id: string, asked: string) {
  const [[appointment], taking, theirs] = await db.batch([
    db
      .select({
        id: appointments.id,
        fileId: appointments.fileId,
        coordinator: appointments.coordinator,
        kind: appointments.kind,
        way: appointments.way,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        madeAt: appointments.madeAt,
        madeBy: appointments.madeBy,
        sequence: appointments.sequence,
        reference: files.reference,
        leadCoordinator: files.leadCoordinator,
        legalCoordinator: files.legalCoordinator,
      })
      .from(appointments)
      .innerJoin(files, eq(files.id, appointments.fileId))
      .where(and(eq(appointments.id, id), isNull(appointments.keptUntil))),
    db
      .select({
        // In a batch D1 gives columns by name, so no two may share one.
        attendanceId: sql<string>`${attendances.id}`.as('attendance_id'),
        details: attendances.details,
        id: parents.id,
        side: parents.side,
        language: parents.language,
        contact: parents.contact,
      })
      .from(attendances)
      .innerJoin(parents, eq(parents.id, attendances.parentId))
      .where(eq(attendances.appointmentId, id))
      .orderBy(parents.side),
    rulesQuery(db, sql`(select coordinator from appointments where id = ${id})`, asked),
  ])
  return appointment && { ...appointment, parents: taking, rules: theirs }
}

/** A session that a coordinator books, for each parent who takes part. */
export interface BookedAtDesk {
  readonly session: Session
  readonly attendances: readonly Attendance[]
}

/**
 * Whoever leads a file books a session in their own calendar, whatever hours they offer: for one parent who came to
 * the practice, or for both while both agree to it and no order stands against it. What is kept for one of them makes
 * room, and what they asked for when they found no time is answered.
 */
export function bookAtDesk(
  db: Database,
  event: AuditEvent,
  { session, attendances: taking }: BookedAtDesk,
  mail: Mail,
): Promise<Booked> {
  const may = mayBook(event, session, taking)
  const theirs = taking.map(({ parentId }) => keptFor(parentId))
  const booked = sql`exists (select 1 from appointments where id = ${session.id})`
  return bookedOr(
    changeOnRecordIf(
      db,
      event,
      [
        ...forget(db, event.happenedAt, sql`or ((${sql.join(theirs, sql` or `)}) and ${may})`),
        insertSession(db, session, null, may),
        ...taking.map((attendance) => insertAttendance(db, session, attendance, booked)),
        insertSlots(db, session, session.id, booked),
        ...taking.map(({ parentId }) => endRequest(db, parentId, event.happenedAt, booked)),
        queueForLead(db, event.fileId, mail, booked),
      ],
      booked,
    ),
  )
}

/** What must hold in the statement that books: who leads, that all of these came, and for a joint one that they may meet. */
const mayBook = (event: AuditEvent, session: Session, taking: readonly Attendance[]): SQL => sql`
  ${leads(event)} and (select count(*) from parents where file_id = ${event.fileId} and standing is not null
    and id in (select value from json_each(${JSON.stringify(taking.map(({ parentId }) => parentId))}))
  ) = ${session.kind === 'joint' ? 2 : 1}
  and ${session.kind === 'joint' ? mayMeetJointly(event.fileId) : sql`true`}`

const leads = ({ fileId, actor }: AuditEvent): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and stage <> 'closed' and lead_coordinator = ${actor})`

/**
 * Moves a session that has not begun to another time, and perhaps into the calendar of whoever leads: the same session,
 * one SEQUENCE on. A joint one only while both parents still agree to it and no order stands against it. `sequence` is the one that
 * was read.
 */
export function moveAtDesk(
  db: Database,
  event: AuditEvent,
  { session, sequence, remindedAt }: { session: Session; sequence: number; remindedAt: number | null },
  mail: Mail,
): Promise<Booked> {
  const may = sql`exists (select 1 from appointments cross join files on files.id = file_id
    where appointments.id = ${session.id} and files.id = ${event.fileId} and stage <> 'closed'
      and sequence = ${sequence} and cancelled_at is null and kept_until is null and outcome is null
      and starts_at > ${event.happenedAt} and ${session.coordinator} in (coordinator, lead_coordinator))
    and ${session.kind === 'joint' ? mayMeetJointly(event.fileId) : sql`true`}`
  return bookedOr(
    changeOnRecord(db, event, [
      ...forget(db, event.happenedAt, sql``),
      statement(db, sql`delete from appointment_slots where appointment_id = ${session.id} and ${may}`),
      insertSlots(db, session, session.id, may),
      statement(
        db,
        sql`update attendances set reminded_at = ${remindedAt} where appointment_id = ${session.id} and ${may}`,
      ),
      ...endSessionMail(db, event.fileId, session.id, may),
      queueForLead(db, event.fileId, mail, may),
      // Last, since it breaks what the others depend on.
      updateSession(db, session, { id: session.id, sequence }, may),
    ]),
  )
}

/** Keeps whether the parents came to a session that has begun; false when that stands already, or it was cancelled. */
export const noteOutcome = (
  db: Database,
  event: AuditEvent,
  appointmentId: string,
  outcome: 'attended' | 'missed',
) =>
  changeOnRecord(db, event, [
    db
      .update(appointments)
      .set({ outcome })
      .where(
        sql`id = ${appointmentId} and file_id = ${event.fileId} and cancelled_at is null and kept_until is null
          and starts_at <= ${event.happenedAt} and outcome is not ${outcome}`,
      ),
  ])

/**
 * Whoever leads lets a parent who came book with them, in place of whomever the ranking or an earlier decision gave; a
 * parent who was waiting has waited long enough. False when they do already.
 */
export const letBookWith = (db: Database, event: AuditEvent, parentId: string) =>
  changeOnRecord(db, event, [
    db
      .update(parents)
      .set({ booksWith: event.actor, standing: 'received' })
      .where(
        sql`id = ${parentId} and file_id = ${event.fileId} and standing in ('waiting', 'received')
          and (books_with is not ${event.actor} or standing = 'waiting') and ${leads(event)}`,
      ),
  ])

/** A coordinator has answered what a parent asked for when they found no time; false when that was ended meanwhile. */
export const answerTimes = (db: Database, event: AuditEvent, requestId: string) =>
  changeOnRecord(db, event, [
    db
      .update(timeRequests)
      .set({ endedAt: event.happenedAt })
      .where(
        sql`id = ${requestId} and ended_at is null
          and parent_id in (select id from parents where file_id = ${event.fileId}) and ${leads(event)}`,
      ),
  ])

/**
 * Takes a parent's address away: mail that still waits for them does not leave, and none is written any more. `contact`
 * is their contact rules without it, sealed, in place of those that were read; false when these were not the newest.
 */
export const stopMail = (
  db: Database,
  event: AuditEvent,
  parentId: string,
  { read, contact }: { readonly read: string; readonly contact: string },
) =>
  changeOnRecord(db, event, [
    db
      .update(parents)
      .set({ contact })
      .where(and(eq(parents.id, parentId), eq(parents.fileId, event.fileId), eq(parents.contact, read))),
  ])
