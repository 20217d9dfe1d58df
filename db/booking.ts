import { eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type AuditEvent, type AuditRow, changeOnRecordFrom } from './audit.ts'
import { type Database, isSlotTaken, statement } from './database.ts'
import { type ForLead, queueForLead } from './lead-routing.ts'
import { endQueued } from './outbox.ts'
import { ownBookingOf, ownBookingQueries } from './parent-booking.ts'
import { appointments, type attendances, type outbox } from './schema.ts'

export type Mail = readonly ForLead<typeof outbox.$inferInsert>[]

/**
 * A parent's own file with all it takes to offer them times and to book one, in one call: besides what their own
 * sessions are read with, what is taken of the days of the coordinator they book with, from yesterday on. What is
 * theirs stands among it; its id tells it.
 */
export async function readBooking(db: Database, accessId: string, now: number) {
  const [[row], ...read] = await db.batch([
    takenQuery(db, sql`(select books_with from parents where access_id = ${accessId})`, now),
    ...ownBookingQueries(db, accessId),
  ])
  const booking = ownBookingOf(read)
  return booking && { ...booking, taken: takenOf(row) }
}
export type Booking = NonNullable<Awaited<ReturnType<typeof readBooking>>>

/**
 * What is taken of a coordinator's days from yesterday on: what is booked, and what is kept for somebody. One row of
 * JSON, since a year of full days is thousands: as rows they take longer to hand over than to look for.
 */
const takenQuery = (db: Database, coordinator: SQL | string, now: number) =>
  db
    .select({
      json: sql<string>`json_group_array(json_array(id, starts_at, taken_from, taken_until))`.as('json'),
    })
    .from(appointments)
    .where(
      sql`coordinator = ${coordinator} and starts_at > ${now - DAY} and cancelled_at is null
        and (kept_until is null or kept_until > ${now})`,
    )

const takenOf = (row: { readonly json: string } | undefined) =>
  (JSON.parse(row?.json ?? '[]') as [string, number, number, number][]).map(
    ([takenBy, startsAt, takenFrom, takenUntil]) => ({ takenBy, startsAt, takenFrom, takenUntil }),
  )

const DAY = 86_400_000

/** A time as it is written down: who meets whom, and what it takes. */
export type Session = Required<
  Pick<
    typeof appointments.$inferInsert,
    | 'id'
    | 'fileId'
    | 'coordinator'
    | 'kind'
    | 'way'
    | 'startsAt'
    | 'endsAt'
    | 'takenFrom'
    | 'takenUntil'
    | 'madeAt'
    | 'madeBy'
  >
> & {
  /** The quarter hours since 1970 between `takenFrom` and `takenUntil`. */
  readonly quarters: readonly number[]
}
export type Attendance = Pick<typeof attendances.$inferInsert, 'id' | 'parentId' | 'details' | 'remindedAt'>

/** What must hold of the rules a time was offered by, when it is written. */
export interface Offered {
  /** The revision of the rules that offered it; 0 for those of the settings. */
  readonly revision: number
  /** The day in the coordinator's time zone, and how many sessions they take on one. */
  readonly day: { readonly from: number; readonly until: number }
  readonly mostADay: number
}

/** A time a parent chose, kept or booked. */
export interface Chosen {
  readonly session: Session
  /** Details are sealed afresh at each press: what stands there tells which press it was. */
  readonly attendance: Attendance
  readonly offered: Offered
  /** The session of theirs that it takes the place of, as it stood when read. */
  readonly moves: { readonly id: string; readonly sequence: number } | undefined
}

/** How it ended: another was faster with that time, or things changed since they were read. */
export type Booked = 'done' | 'gone' | 'overtaken'

/**
 * Keeps a time for a parent who looks it over, in place of any they had kept. What nobody may have twice is the quarter
 * hour: two at once end with one of them refused by the database.
 */
export async function keepTime(db: Database, chosen: Chosen, keptUntil: number): Promise<Booked> {
  const { session, attendance } = chosen
  const kept = sql`exists (select 1 from appointments where id = ${session.id})`
  try {
    const results = await db.batch([
      ...forgetKept(db, session.madeAt, attendance.parentId),
      insertSession(db, session, keptUntil, mayTake(chosen)),
      insertAttendance(db, session, attendance, kept),
      insertSlots(db, session, session.id, kept, chosen.moves?.id),
      db.select({ id: appointments.id }).from(appointments).where(eq(appointments.id, session.id)),
    ] as unknown as [BatchItem<'sqlite'>])
    return (results.at(-1) as unknown as readonly unknown[]).length > 0 ? 'done' : 'overtaken'
  } catch (error) {
    if (isSlotTaken(error)) return 'gone'
    throw error
  }
}

/**
 * Books a time, whether or not it was kept: the keeping ends with it, and it answers what was asked for. All of it or
 * nothing, in one call; `last` is the end of the file's record as it was read, and is read again when it has grown.
 */
export async function bookTime(
  db: Database,
  event: AuditEvent,
  last: AuditRow | undefined,
  chosen: Chosen,
  mail: Mail,
): Promise<Booked> {
  const { session, attendance } = chosen
  const booked = sql`exists (select 1 from appointments where id = ${session.id})`
  return bookedOr(
    changeOnRecordFrom(
      db,
      event,
      last,
      [
        ...forgetKept(db, session.madeAt, attendance.parentId),
        insertSession(db, session, null, mayTake(chosen)),
        insertAttendance(db, session, attendance, booked),
        insertSlots(db, session, session.id, booked),
        endRequest(db, attendance.parentId, event.happenedAt, booked),
        queueForLead(db, event.fileId, mail, booked),
      ],
      booked,
    ),
  )
}

/** Moves a parent's own individual session to another time: the same session, one SEQUENCE on. */
export async function moveTime(
  db: Database,
  event: AuditEvent,
  last: AuditRow | undefined,
  { moves, ...chosen }: Chosen & { readonly moves: NonNullable<Chosen['moves']> },
  mail: Mail,
): Promise<Booked> {
  const { session, attendance } = chosen
  // Not by where the session stands: somebody may have pressed twice, and then it stood there before.
  const moved = sql`exists (select 1 from attendances where appointment_id = ${moves.id}
    and parent_id = ${attendance.parentId} and details = ${attendance.details})`
  return bookedOr(
    changeOnRecordFrom(
      db,
      event,
      last,
      [
        ...forgetKept(db, session.madeAt, attendance.parentId),
        updateSession(db, session, moves, mayTake({ ...chosen, moves })),
        statement(
          db,
          sql`update attendances set details = ${attendance.details}, reminded_at = ${attendance.remindedAt ?? null}
            where appointment_id = ${moves.id} and parent_id = ${attendance.parentId} and ${ROWS_CHANGED}`,
        ),
        statement(db, sql`delete from appointment_slots where appointment_id = ${moves.id} and ${moved}`),
        insertSlots(db, session, moves.id, moved),
        ...endSessionMail(db, event.fileId, moves.id, moved),
        queueForLead(db, event.fileId, mail, moved),
      ],
      moved,
    ),
  )
}

/** SQLite's count of the rows that the statement before changed. */
const ROWS_CHANGED = sql`changes() > 0`

/** How taking a time ended, out of the change that took it. */
export async function bookedOr(changing: Promise<boolean>): Promise<Booked> {
  try {
    return (await changing) ? 'done' : 'overtaken'
  } catch (error) {
    if (isSlotTaken(error)) return 'gone'
    throw error
  }
}

/**
 * What must hold in the statement that takes a time: the rules that offered it still stand, the coordinator takes
 * another session that day, and the parent still books with them in a file that is open. Who moves a session has an
 * individual one; who books has none, to come or behind them, but those they missed.
 */
const mayTake = ({ session, attendance, offered, moves }: Chosen): SQL => sql`
  coalesce((select revision from availability where coordinator = ${session.coordinator}), 0) = ${offered.revision}
  and (select count(*) from appointments where coordinator = ${session.coordinator}
    and starts_at >= ${offered.day.from} and starts_at < ${offered.day.until} and cancelled_at is null
    and id <> ${moves?.id ?? ''}) < ${offered.mostADay}
  and exists (select 1 from parents cross join files on files.id = file_id
    where parents.id = ${attendance.parentId} and files.id = ${session.fileId} and stage <> 'closed'
      and standing = 'received' and books_with = ${session.coordinator})
  and ${moves ? hasToMove(moves.id, attendance.parentId) : hasNone(attendance.parentId)}`

const hasToMove = (id: string, parentId: string): SQL => sql`exists (select 1 from attendances
  cross join appointments on appointments.id = appointment_id
  where appointments.id = ${id} and attendances.parent_id = ${parentId} and kind = 'individual')`

const hasNone = (parentId: string): SQL => sql`not exists (select 1 from attendances
  cross join appointments on appointments.id = appointment_id
  where attendances.parent_id = ${parentId} and cancelled_at is null and kept_until is null
    and outcome is not 'missed')`

/** Forgets times kept that are over, or that a parent lets go: for a batch that may take them. */
const forgetKept = (db: Database, now: number, parentId: string) =>
  forget(db, now, sql`or ${keptFor(parentId)}`)

export const forget = (db: Database, now: number, besides: SQL) => {
  const over = sql`(select id from appointments where kept_until is not null and (kept_until <= ${now} ${besides}))`
  return [
    statement(db, sql`delete from appointment_slots where appointment_id in ${over}`),
    statement(db, sql`delete from attendances where appointment_id in ${over}`),
    statement(
      db,
      sql`delete from appointments where kept_until is not null and (kept_until <= ${now}
      or not exists (select 1 from attendances where appointment_id = appointments.id))`,
    ),
  ]
}

export const keptFor = (parentId: string) =>
  sql`id in (select appointment_id from attendances where parent_id = ${parentId})`

/** Forgets the times whose keeping is over. */
export const forgetKeptTimes = (db: Database, now: number) =>
  db.batch(forget(db, now, sql``) as unknown as [BatchItem<'sqlite'>])

export const insertSession = (db: Database, session: Session, keptUntil: number | null, condition: SQL) =>
  statement(
    db,
    sql`
    insert into appointments (id, file_id, coordinator, kind, way, starts_at, ends_at, taken_from, taken_until,
      made_at, made_by, kept_until)
    select ${session.id}, ${session.fileId}, ${session.coordinator}, ${session.kind}, ${session.way},
      ${session.startsAt}, ${session.endsAt}, ${session.takenFrom}, ${session.takenUntil}, ${session.madeAt},
      ${session.madeBy}, ${keptUntil}
    where ${condition}`,
  )

export const updateSession = (
  db: Database,
  session: Session,
  { id, sequence }: NonNullable<Chosen['moves']>,
  condition: SQL,
) =>
  statement(
    db,
    sql`
    update appointments set coordinator = ${session.coordinator}, way = ${session.way},
      starts_at = ${session.startsAt}, ends_at = ${session.endsAt}, taken_from = ${session.takenFrom},
      taken_until = ${session.takenUntil}, sequence = sequence + 1
    where id = ${id} and sequence = ${sequence} and cancelled_at is null and kept_until is null and outcome is null
      and ${condition}`,
  )

export const insertAttendance = (
  db: Database,
  session: Session,
  { id, parentId, details, remindedAt = null }: Attendance,
  condition: SQL,
) =>
  statement(
    db,
    sql`
    insert into attendances (id, appointment_id, parent_id, details, reminded_at)
    select ${id}, ${session.id}, ${parentId}, ${details}, ${remindedAt} where ${condition}`,
  )

/** The quarter hours a session takes. Those that another of the same parent's takes are left to it until it moves. */
export const insertSlots = (db: Database, session: Session, id: string, condition: SQL, butThoseOf = '') =>
  statement(
    db,
    sql`
    insert into appointment_slots (coordinator, quarter, appointment_id)
    select ${session.coordinator}, value, ${id} from json_each(${JSON.stringify(session.quarters)})
    where ${condition} and not exists (select 1 from appointment_slots
      where coordinator = ${session.coordinator} and quarter = value and appointment_id = ${butThoseOf})`,
  )

export const endRequest = (db: Database, parentId: string, now: number, condition: SQL) =>
  statement(
    db,
    sql`update time_requests set ended_at = ${now} where parent_id = ${parentId} and ended_at is null and ${condition}`,
  )

/** What mail still waits to say to the parents of a session about it has lost its sense. */
export const endSessionMail = (db: Database, fileId: string, id: string, condition: SQL) =>
  ['session', 'session-reminder'].map((kind) =>
    endQueued(
      db,
      fileId,
      kind,
      sql`${condition} and parent_id in (select parent_id from attendances where appointment_id = ${id})`,
    ),
  )

/** A session as it stood when it was read. */
interface Cancelling {
  readonly id: string
  readonly sequence: number
  /** The parent who takes back with it that they agreed to a joint one. */
  readonly takenBackBy?: string
}

/**
 * Cancels a session that has not begun: its time is free again. False when it had begun, or was moved or cancelled
 * since it was read.
 */
export function cancelTime(
  db: Database,
  event: AuditEvent,
  last: AuditRow | undefined,
  { id, sequence, takenBackBy }: Cancelling,
  mail: Mail,
): Promise<boolean> {
  const stands = sql`id = ${id} and file_id = ${event.fileId} and sequence = ${sequence} and cancelled_at is null
    and kept_until is null and starts_at > ${event.happenedAt}`
  const possible = sql`exists (select 1 from appointments where ${stands})`
  const changes = [
    ...endSessionMail(db, event.fileId, id, possible),
    queueForLead(db, event.fileId, mail, possible),
    statement(db, sql`delete from appointment_slots where appointment_id = ${id} and ${possible}`),
    ...(takenBackBy
      ? [
          statement(
            db,
            sql`update parents set joint_agreed_at = null where id = ${takenBackBy} and ${possible}`,
          ),
        ]
      : []),
    // Last, since it ends what all the others depend on.
    statement(
      db,
      sql`update appointments set cancelled_at = ${event.happenedAt}, cancelled_by = ${event.actor},
        sequence = sequence + 1 where ${stands}`,
    ),
  ]
  return changeOnRecordFrom(db, event, last, changes, ROWS_CHANGED)
}
