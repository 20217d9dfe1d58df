import { eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import {
  type AuditEvent,
  type AuditRow,
  mutateWithAuditAfter,
  previousStatementChangedCondition,
} from './audit.ts'
import { batchable, batchNamed, type Database, isSlotTakenError } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { hasRowCondition, insertJsonRowsIf, insertRowIf, jsonRowsSql } from './insert.ts'
import { queueRoutedMessagesStatement, type RoutedMessages } from './lead-routing.ts'
import { cancelOutdatedMessagesStatement } from './outbox.ts'
import { assembleParentFileForBooking, parentFileForBookingQueries } from './parent-booking.ts'
import { appointmentSlots, appointments, attendances } from './schema.ts'

/**
 * A parent's own file with all it takes to offer them openings and to book one, in one call: besides their own
 * appointments, the busy times of the coordinator they book with, from yesterday on. Their own appointments are among
 * those; the id tells which.
 */
export async function loadBookingContext(db: Database, accessCodeHash: string, now: number) {
  const { busyTimes, ...read } = await batchNamed(db, {
    busyTimes: selectBusyTimes(
      db,
      sql`(select booking_coordinator_id from parents where access_code_hash = ${accessCodeHash})`,
      now,
    ),
    ...parentFileForBookingQueries(db, accessCodeHash),
  })
  const booking = assembleParentFileForBooking(read)
  return booking && { ...booking, busyTimes: parseBusyTimes(busyTimes[0]) }
}
export type BookingContext = NonNullable<Awaited<ReturnType<typeof loadBookingContext>>>

/**
 * A coordinator's busy times from yesterday on: what is booked, and what is held for somebody. One row of
 * JSON, since a year of full days is thousands: as rows they take longer to hand over than to look for.
 */
const selectBusyTimes = (db: Database, coordinatorId: SQL | string, now: number) =>
  db
    .select({
      json: sql<string>`json_group_array(json_array(id, starts_at, busy_from, busy_until))`.as('json'),
    })
    .from(appointments)
    .where(
      sql`coordinator_id = ${coordinatorId} and starts_at > ${now - DAY_MS} and cancelled_at is null
        and (held_until is null or held_until > ${now})`,
    )

const parseBusyTimes = (row: { readonly json: string } | undefined) =>
  (JSON.parse(row?.json ?? '[]') as [string, number, number, number][]).map(
    ([busyAppointmentId, startsAt, busyFrom, busyUntil]) => ({
      busyAppointmentId,
      startsAt,
      busyFrom,
      busyUntil,
    }),
  )

const DAY_MS = 86_400_000

/** An appointment as it is written: who meets whom, and which slots it takes. */
export type AppointmentWithSlots = Required<
  Pick<
    typeof appointments.$inferInsert,
    | 'id'
    | 'fileId'
    | 'coordinatorId'
    | 'kind'
    | 'mode'
    | 'startsAt'
    | 'endsAt'
    | 'busyFrom'
    | 'busyUntil'
    | 'createdAt'
    | 'createdBy'
  >
> & {
  /** The quarter hours since 1970 between `busyFrom` and `busyUntil`. */
  readonly quarters: readonly number[]
}
export type AttendanceRow = Pick<
  typeof attendances.$inferInsert,
  'id' | 'parentId' | 'sealedDetails' | 'remindedAt'
>

/** What must still hold of the availability that offered an opening when it is reserved. */
export interface OfferLimits {
  /** The revision of the availability that offered it; 0 for that of the settings. */
  readonly revision: number
  /** The day in the coordinator's time zone, and how many appointments they take on one. */
  readonly day: { readonly from: number; readonly until: number }
  readonly mostADay: number
}

/** An opening a parent chose, to be held or booked. */
export interface Reservation {
  readonly appointment: AppointmentWithSlots
  /** Details are sealed afresh at each press: those stored tell which press it was. */
  readonly attendance: AttendanceRow
  readonly offered: OfferLimits
  /** The appointment of theirs that it replaces, as it was read. */
  readonly moves: { readonly id: string; readonly sequence: number } | undefined
}

/** How a reservation ended: made, the slot taken by somebody faster, or things changed since they were read. */
export type BookingOutcome = 'reserved' | 'slot_taken' | 'stale'

/**
 * Holds a slot for a parent who looks it over, in place of any hold they had. What nobody may have twice is the quarter
 * hour: of two at once the database refuses one.
 */
export async function holdSlot(
  db: Database,
  reservation: Reservation,
  heldUntil: number,
): Promise<BookingOutcome> {
  const { appointment, attendance } = reservation
  const inserted = hasRowCondition(appointments, appointment.id)
  try {
    const { held } = await batchNamed(db, {
      earlierHolds: deleteParentHoldsStatements(db, appointment.createdAt, attendance.parentId),
      appointment: insertAppointmentStatement(
        db,
        appointment,
        heldUntil,
        reservationAllowedCondition(reservation),
      ),
      attendance: insertAttendanceStatement(db, appointment, attendance, inserted),
      slots: insertSlotsStatement(db, appointment, appointment.id, inserted, reservation.moves?.id),
      held: db.select({ id: appointments.id }).from(appointments).where(eq(appointments.id, appointment.id)),
    })
    return held.length > 0 ? 'reserved' : 'stale'
  } catch (error) {
    if (isSlotTakenError(error)) return 'slot_taken'
    throw error
  }
}

/**
 * Books an appointment, whether or not the slot was held: the hold ends with it, and so does the parent's time request.
 * All of it or nothing, in one call; `lastRow` is the file's last audit row as read, and is read again if another came.
 */
export async function bookAppointment(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  reservation: Reservation,
  messages: RoutedMessages,
): Promise<BookingOutcome> {
  const { appointment, attendance } = reservation
  const booked = hasRowCondition(appointments, appointment.id)
  return toBookingOutcome(
    mutateWithAuditAfter(
      db,
      event,
      lastRow,
      [
        ...deleteParentHoldsStatements(db, appointment.createdAt, attendance.parentId),
        insertAppointmentStatement(db, appointment, null, reservationAllowedCondition(reservation)),
        insertAttendanceStatement(db, appointment, attendance, booked),
        insertSlotsStatement(db, appointment, appointment.id, booked),
        endTimeRequestStatement(db, attendance.parentId, event.happenedAt, booked),
        queueRoutedMessagesStatement(db, event.fileId, messages, booked),
      ],
      booked,
    ),
  )
}

/** Moves a parent's own individual appointment to another time: the same appointment, one SEQUENCE on. */
export async function moveAppointment(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  { moves, ...reservation }: Reservation & { readonly moves: NonNullable<Reservation['moves']> },
  messages: RoutedMessages,
): Promise<BookingOutcome> {
  const { appointment, attendance } = reservation
  // Not by the appointment's time: somebody may have pressed twice, and then it was at that time before.
  const moved = sql`exists (select 1 from attendances where appointment_id = ${moves.id}
    and parent_id = ${attendance.parentId} and sealed_details = ${attendance.sealedDetails})`
  return toBookingOutcome(
    mutateWithAuditAfter(
      db,
      event,
      lastRow,
      [
        ...deleteParentHoldsStatements(db, appointment.createdAt, attendance.parentId),
        updateAppointmentStatement(
          db,
          appointment,
          moves,
          reservationAllowedCondition({ ...reservation, moves }),
        ),
        batchable(
          db,
          sql`update attendances set sealed_details = ${attendance.sealedDetails}, reminded_at = ${attendance.remindedAt ?? null}
            where appointment_id = ${moves.id} and parent_id = ${attendance.parentId} and ${previousStatementChangedCondition}`,
        ),
        batchable(db, sql`delete from appointment_slots where appointment_id = ${moves.id} and ${moved}`),
        insertSlotsStatement(db, appointment, moves.id, moved),
        cancelAppointmentMessagesStatement(db, event.fileId, moves.id, moved),
        queueRoutedMessagesStatement(db, event.fileId, messages, moved),
      ],
      moved,
    ),
  )
}

/** The outcome of a reservation, from the mutation that makes it. */
export async function toBookingOutcome(mutation: Promise<boolean>): Promise<BookingOutcome> {
  try {
    return (await mutation) ? 'reserved' : 'stale'
  } catch (error) {
    if (isSlotTakenError(error)) return 'slot_taken'
    throw error
  }
}

/**
 * What must hold in the statement that reserves an opening: the availability that offered it is unchanged, the
 * coordinator takes another appointment that day, and the parent still books with them in an open file. Who moves an
 * appointment has an individual one; who books has none, upcoming or past, but those they missed.
 */
const reservationAllowedCondition = ({ appointment, attendance, offered, moves }: Reservation): SQL => sql`
  coalesce((select revision from availability where coordinator_id = ${appointment.coordinatorId}), 0) = ${offered.revision}
  and (select count(*) from appointments where coordinator_id = ${appointment.coordinatorId}
    and starts_at >= ${offered.day.from} and starts_at < ${offered.day.until} and cancelled_at is null
    and id <> ${moves?.id ?? ''}) < ${offered.mostADay}
  and exists (select 1 from parents cross join files on files.id = file_id
    where parents.id = ${attendance.parentId} and files.id = ${appointment.fileId} and ${openFileCondition()}
      and status = 'received' and booking_coordinator_id = ${appointment.coordinatorId})
  and ${moves ? hasIndividualAppointmentCondition(moves.id, attendance.parentId) : hasNoAppointmentCondition(attendance.parentId)}`

const hasIndividualAppointmentCondition = (
  id: string,
  parentId: string,
): SQL => sql`exists (select 1 from attendances
  cross join appointments on appointments.id = appointment_id
  where appointments.id = ${id} and attendances.parent_id = ${parentId} and kind = 'individual')`

const hasNoAppointmentCondition = (parentId: string): SQL => sql`not exists (select 1 from attendances
  cross join appointments on appointments.id = appointment_id
  where attendances.parent_id = ${parentId} and cancelled_at is null and held_until is null
    and outcome is not 'missed')`

/** Delete holds that have expired, and a parent's own: for a batch that may reserve those slots. */
const deleteParentHoldsStatements = (db: Database, now: number, parentId: string) =>
  deleteExpiredHoldsStatements(db, now, sql`or ${attendedByCondition(parentId)}`)

export const deleteExpiredHoldsStatements = (db: Database, now: number, orCondition: SQL) => {
  const expired = sql`(select id from appointments where held_until is not null and (held_until <= ${now} ${orCondition}))`
  return [
    batchable(db, sql`delete from appointment_slots where appointment_id in ${expired}`),
    batchable(db, sql`delete from attendances where appointment_id in ${expired}`),
    batchable(
      db,
      sql`delete from appointments where held_until is not null and (held_until <= ${now}
      or not exists (select 1 from attendances where appointment_id = appointments.id))`,
    ),
  ]
}

export const attendedByCondition = (parentId: string) =>
  sql`id in (select appointment_id from attendances where parent_id = ${parentId})`

/** Deletes holds that have expired. */
export const deleteExpiredHolds = (db: Database, now: number) =>
  db.batch(deleteExpiredHoldsStatements(db, now, sql``) as unknown as [BatchItem<'sqlite'>])

export const insertAppointmentStatement = (
  db: Database,
  { quarters: _, ...appointment }: AppointmentWithSlots,
  heldUntil: number | null,
  condition: SQL,
) => insertRowIf(db, appointments, { ...appointment, heldUntil }, condition)

export const updateAppointmentStatement = (
  db: Database,
  appointment: AppointmentWithSlots,
  { id, sequence }: NonNullable<Reservation['moves']>,
  condition: SQL,
) =>
  batchable(
    db,
    sql`
    update appointments set coordinator_id = ${appointment.coordinatorId}, mode = ${appointment.mode},
      starts_at = ${appointment.startsAt}, ends_at = ${appointment.endsAt}, busy_from = ${appointment.busyFrom},
      busy_until = ${appointment.busyUntil}, sequence = sequence + 1
    where id = ${id} and sequence = ${sequence} and cancelled_at is null and held_until is null and outcome is null
      and ${condition}`,
  )

export const insertAttendanceStatement = (
  db: Database,
  appointment: AppointmentWithSlots,
  attendance: AttendanceRow,
  condition: SQL,
) => insertRowIf(db, attendances, { ...attendance, appointmentId: appointment.id }, condition)

/** The slots of an appointment. Those that another appointment of the same parent has stay its own until it moves. */
export const insertSlotsStatement = (
  db: Database,
  { coordinatorId, quarters }: AppointmentWithSlots,
  appointmentId: string,
  condition: SQL,
  exceptAppointmentId = '',
) =>
  insertJsonRowsIf(
    db,
    appointmentSlots,
    jsonRowsSql(quarters),
    sql`${condition} and not exists (select 1 from appointment_slots
      where coordinator_id = ${coordinatorId} and quarter = row and appointment_id = ${exceptAppointmentId})`,
    { coordinatorId: sql`${coordinatorId}`, quarter: sql`row`, appointmentId: sql`${appointmentId}` },
  )

export const endTimeRequestStatement = (db: Database, parentId: string, now: number, condition: SQL) =>
  batchable(
    db,
    sql`update time_requests set ended_at = ${now} where parent_id = ${parentId} and ended_at is null and ${condition}`,
  )

/** Messages about an appointment that have not left yet are out of date: nobody is sent them. */
export const cancelAppointmentMessagesStatement = (
  db: Database,
  fileId: string,
  appointmentId: string,
  condition: SQL,
) =>
  cancelOutdatedMessagesStatement(
    db,
    fileId,
    'appointment-changed',
    sql`${condition} and parent_id in (select parent_id from attendances where appointment_id = ${appointmentId})`,
  )

/** The appointment to cancel, as it was read. */
interface AppointmentCancellation {
  readonly id: string
  readonly sequence: number
  /** The parent who withdraws their joint consent with it. */
  readonly consentWithdrawnBy?: string
}

/**
 * Cancels an appointment that has not begun: its slots are free again. False when it had begun, or was moved or
 * cancelled since it was read.
 */
export function cancelAppointment(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  { id, sequence, consentWithdrawnBy }: AppointmentCancellation,
  messages: RoutedMessages,
): Promise<boolean> {
  const activeCondition = sql`id = ${id} and file_id = ${event.fileId} and sequence = ${sequence} and cancelled_at is null
    and held_until is null and starts_at > ${event.happenedAt}`
  const possible = sql`exists (select 1 from appointments where ${activeCondition})`
  const changes = [
    cancelAppointmentMessagesStatement(db, event.fileId, id, possible),
    queueRoutedMessagesStatement(db, event.fileId, messages, possible),
    batchable(db, sql`delete from appointment_slots where appointment_id = ${id} and ${possible}`),
    ...(consentWithdrawnBy
      ? [
          batchable(
            db,
            sql`update parents set joint_consented_at = null where id = ${consentWithdrawnBy} and ${possible}`,
          ),
        ]
      : []),
    // Last, since it ends what all the others depend on.
    batchable(
      db,
      sql`update appointments set cancelled_at = ${event.happenedAt}, cancelled_by = ${event.actor},
        sequence = sequence + 1 where ${activeCondition}`,
    ),
  ]
  return mutateWithAuditAfter(db, event, lastRow, changes, previousStatementChangedCondition)
}
