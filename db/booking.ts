import { eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { DAY_MS } from '../content/time/units.ts'
import { isAwayDuringCondition } from './absences.ts'
import {
  type AuditEvent,
  type AuditRow,
  mutateWithAuditGivenLastRow,
  previousStatementChangedCondition,
} from './audit.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type Database, isSlotTakenError, runNamedBatch, toBatchItem } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { hasRowCondition, insertJsonRowsIfStatement, insertRowIfStatement, jsonRowsSql } from './insert.ts'
import { queueMessagesToLeadStatement, type RoutedMessages } from './lead-routing.ts'
import { cancelOutdatedMessagesStatement } from './outbox.ts'
import { assembleParentFileForBooking, buildParentFileForBookingQueries } from './parent-booking.ts'
import { appointmentSlots, appointments, attendances } from './schema.ts'

/**
 * Loads, in one call, a parent’s own file with all that is needed to offer and book openings: the parent’s own
 * appointments and the busy times, from yesterday on, of the coordinator they book with. The busy times include the
 * parent’s own appointments, which their ids identify.
 */
export async function loadBookingContext(db: Database, accessCodeHash: string, now: number) {
  const { busyTimes, ...read } = await runNamedBatch(db, {
    busyTimes: selectBusyTimes(
      db,
      sql`(select booking_coordinator_id from parents where access_code_hash = ${accessCodeHash})`,
      now,
    ),
    ...buildParentFileForBookingQueries(db, accessCodeHash, now),
  })
  const booking = assembleParentFileForBooking(read)
  return booking && { ...booking, busyTimes: parseBusyTimes(busyTimes[0]) }
}
export type BookingContext = NonNullable<Awaited<ReturnType<typeof loadBookingContext>>>

/**
 * Selects a coordinator’s booked and held times from yesterday on, as one row of JSON. A year of full days makes
 * thousands of rows, which take longer to transfer than to find.
 */
export const selectBusyTimes = (db: Database, coordinatorId: SQL | string, now: number) =>
  db
    .select({
      json: sql<string>`json_group_array(json_array(id, starts_at, busy_from, busy_until))`.as('json'),
    })
    .from(appointments)
    .where(
      sql`coordinator_id = ${coordinatorId} and starts_at > ${now - DAY_MS} and cancelled_at is null
        and (held_until is null or held_until > ${now})`,
    )

export const parseBusyTimes = (row: { readonly json: string } | undefined) =>
  (JSON.parse(row?.json ?? '[]') as [string, number, number, number][]).map(
    ([busyAppointmentId, startsAt, busyFrom, busyUntil]) => ({
      busyAppointmentId,
      startsAt,
      busyFrom,
      busyUntil,
    }),
  )

/** An appointment to insert, and the slots it takes. */
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
  /** The slots between `busyFrom` and `busyUntil`, as quarter hours since 1970 (UTC). */
  readonly quarters: readonly number[]
}
export type AttendanceRow = Pick<
  typeof attendances.$inferInsert,
  'id' | 'parentId' | 'sealedDetails' | 'remindedAt'
>

/** The facts of the availability that offered an opening. They must still hold when the opening is reserved. */
export interface OfferLimits {
  /** The revision of that availability; 0 is that of the practice’s settings. */
  readonly revision: number
  /**
   * The start and end of the day in the coordinator’s time zone, in milliseconds, and the most appointments they take
   * on a day.
   */
  readonly day: { readonly from: number; readonly until: number }
  readonly mostADay: number
}

/** An opening that a parent chose and that is to be held or booked. */
export interface Reservation {
  readonly appointment: AppointmentWithSlots
  /** The details are sealed anew at each press, so the stored ciphertext identifies the press. */
  readonly attendance: AttendanceRow
  readonly offered: OfferLimits
  /** The parent’s appointment that moves to this opening, as it was read. */
  readonly moves: { readonly id: string; readonly sequence: number } | undefined
}

/**
 * The outcome of a reservation. `slot_taken`: somebody else was faster. `stale`: the data changed since it was read.
 */
export type BookingOutcome = 'reserved' | 'slot_taken' | 'stale'

/**
 * Holds slots for a parent while they look the choice over, and deletes any earlier hold of theirs. The primary key is
 * the quarter hour of a coordinator, so of two simultaneous holds the database refuses one.
 */
export async function holdSlot(
  db: Database,
  reservation: Reservation,
  heldUntil: number,
): Promise<BookingOutcome> {
  const { appointment, attendance } = reservation
  const inserted = hasRowCondition(appointments, appointment.id)
  const writes = runNamedBatch(db, {
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
  return awaitBookingOutcome(writes.then(({ held }) => held.length > 0))
}

/**
 * Books an appointment, whether or not its slots were held, in one call and in full or not at all. It also deletes the
 * parent’s hold and ends their time request. `lastRow` is the last audit row of the file as it was read; it is read
 * again if another was added.
 */
export async function bookAppointment(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  reservation: Reservation,
  messages: readonly BoundedMessage[],
): Promise<BookingOutcome> {
  const { appointment, attendance } = reservation
  const booked = hasRowCondition(appointments, appointment.id)
  return awaitBookingOutcome(
    mutateWithAuditGivenLastRow(
      db,
      event,
      lastRow,
      [
        ...deleteParentHoldsStatements(db, appointment.createdAt, attendance.parentId),
        insertAppointmentStatement(db, appointment, null, reservationAllowedCondition(reservation)),
        insertAttendanceStatement(db, appointment, attendance, booked),
        insertSlotsStatement(db, appointment, appointment.id, booked),
        endTimeRequestStatement(db, attendance.parentId, event.happenedAt, booked),
        ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, booked),
      ],
      booked,
    ),
  )
}

/**
 * Moves a parent’s own individual appointment to another time. The appointment keeps its id, and its SEQUENCE goes up
 * by one.
 */
export async function moveAppointment(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  { moves, ...reservation }: Reservation & { readonly moves: NonNullable<Reservation['moves']> },
  messages: readonly BoundedMessage[],
): Promise<BookingOutcome> {
  const { appointment, attendance } = reservation
  // Compares the sealed details and not the time, because after a double press the appointment was already at that
  // time.
  const moved = sql`exists (select 1 from attendances where appointment_id = ${moves.id}
    and parent_id = ${attendance.parentId} and sealed_details = ${attendance.sealedDetails})`
  return awaitBookingOutcome(
    mutateWithAuditGivenLastRow(
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
        toBatchItem(
          db,
          sql`update attendances set sealed_details = ${attendance.sealedDetails}, reminded_at = ${attendance.remindedAt ?? null}
            where appointment_id = ${moves.id} and parent_id = ${attendance.parentId} and ${previousStatementChangedCondition}`,
        ),
        toBatchItem(db, sql`delete from appointment_slots where appointment_id = ${moves.id} and ${moved}`),
        insertSlotsStatement(db, appointment, moves.id, moved),
        // Comes first, because the new message may take the place of one that is out of date now.
        ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, moved),
        cancelAppointmentMessagesStatement(db, event.fileId, moves.id, moved, messages),
      ],
      moved,
    ),
  )
}

/** Maps the result of the write that reserves an opening to its outcome. */
export async function awaitBookingOutcome(reserved: Promise<boolean>): Promise<BookingOutcome> {
  try {
    return (await reserved) ? 'reserved' : 'stale'
  } catch (error) {
    if (isSlotTakenError(error)) return 'slot_taken'
    throw error
  }
}

/**
 * Holds while an opening can be reserved: the availability that offered it is unchanged, the coordinator is not away by then,
 * takes another appointment that day, and the parent still books with this coordinator in an open file. To move, the parent
 * must have an individual appointment. To book, they must have none, upcoming or past, except missed ones.
 */
const reservationAllowedCondition = ({ appointment, attendance, offered, moves }: Reservation): SQL => sql`
  coalesce((select revision from availability where coordinator_id = ${appointment.coordinatorId}), 0) = ${offered.revision}
  and (select count(*) from appointments where coordinator_id = ${appointment.coordinatorId}
    and starts_at >= ${offered.day.from} and starts_at < ${offered.day.until} and cancelled_at is null
    and id <> ${moves?.id ?? ''}) < ${offered.mostADay}
  and not ${isAwayDuringCondition(appointment)}
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

/** Deletes expired holds and the parent’s own hold, for a batch that may reserve the same slots. */
const deleteParentHoldsStatements = (db: Database, now: number, parentId: string) =>
  deleteExpiredHoldsStatements(db, now, sql`or ${appointmentOfParentCondition(parentId)}`)

export const deleteExpiredHoldsStatements = (db: Database, now: number, orCondition: SQL) => {
  const expired = sql`(select id from appointments where held_until is not null and (held_until <= ${now} ${orCondition}))`
  return [
    toBatchItem(db, sql`delete from appointment_slots where appointment_id in ${expired}`),
    toBatchItem(db, sql`delete from attendances where appointment_id in ${expired}`),
    toBatchItem(
      db,
      sql`delete from appointments where held_until is not null and (held_until <= ${now}
      or not exists (select 1 from attendances where appointment_id = appointments.id))`,
    ),
  ]
}

export const appointmentOfParentCondition = (parentId: string) =>
  sql`id in (select appointment_id from attendances where parent_id = ${parentId})`

/** Deletes holds that have expired, with their slots. */
export const deleteExpiredHolds = (db: Database, now: number) =>
  db.batch(deleteExpiredHoldsStatements(db, now, sql``) as unknown as [BatchItem<'sqlite'>])

export const insertAppointmentStatement = (
  db: Database,
  { quarters: _, ...appointment }: AppointmentWithSlots,
  heldUntil: number | null,
  condition: SQL,
) => insertRowIfStatement(db, appointments, { ...appointment, heldUntil }, condition)

export const updateAppointmentStatement = (
  db: Database,
  appointment: AppointmentWithSlots,
  { id, sequence }: NonNullable<Reservation['moves']>,
  condition: SQL,
) =>
  toBatchItem(
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
) => insertRowIfStatement(db, attendances, { ...attendance, appointmentId: appointment.id }, condition)

/**
 * Inserts the slots of an appointment. Slots of another appointment of the same parent stay with that appointment until
 * it moves.
 */
export const insertSlotsStatement = (
  db: Database,
  { coordinatorId, quarters }: AppointmentWithSlots,
  appointmentId: string,
  condition: SQL,
  exceptAppointmentId = '',
) =>
  insertJsonRowsIfStatement(
    db,
    appointmentSlots,
    jsonRowsSql(quarters),
    sql`${condition} and not exists (select 1 from appointment_slots
      where coordinator_id = ${coordinatorId} and quarter = row and appointment_id = ${exceptAppointmentId})`,
    { coordinatorId: sql`${coordinatorId}`, quarter: sql`row`, appointmentId: sql`${appointmentId}` },
  )

export const endTimeRequestStatement = (db: Database, parentId: string, now: number, condition: SQL) =>
  toBatchItem(
    db,
    sql`update time_requests set ended_at = ${now} where parent_id = ${parentId} and ended_at is null and ${condition}`,
  )

/** Cancels the queued messages about an appointment, except the new ones. */
export const cancelAppointmentMessagesStatement = (
  db: Database,
  fileId: string,
  appointmentId: string,
  condition: SQL,
  messages: RoutedMessages,
) =>
  cancelOutdatedMessagesStatement(
    db,
    fileId,
    'appointment-changed',
    sql`${condition} and id not in (select value from json_each(${JSON.stringify(messages.map(({ row }) => row.id))}))
      and parent_id in (select parent_id from attendances where appointment_id = ${appointmentId})`,
  )

/** An appointment to cancel, as it was read. */
interface AppointmentCancellation {
  readonly id: string
  readonly sequence: number
  /** The id of the parent who withdraws their joint consent by cancelling. */
  readonly consentWithdrawnBy?: string
  /** What has to hold besides, of `appointments`: that a coordinator may still manage it. */
  readonly allowedCondition?: SQL
}

/**
 * Cancels an appointment that has not begun, and frees its slots. Gives false when it has begun, or was moved or
 * cancelled since it was read.
 */
export function cancelAppointment(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  { id, sequence, consentWithdrawnBy, allowedCondition = sql`true` }: AppointmentCancellation,
  messages: readonly BoundedMessage[],
): Promise<boolean> {
  const activeCondition = sql`id = ${id} and file_id = ${event.fileId} and sequence = ${sequence} and cancelled_at is null
    and held_until is null and starts_at > ${event.happenedAt} and ${allowedCondition}`
  const possible = sql`exists (select 1 from appointments where ${activeCondition})`
  const changes = [
    ...(event.actor === 'parent'
      ? queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, possible)
      : [queueMessagesToLeadStatement(db, event.fileId, messages, possible)]),
    cancelAppointmentMessagesStatement(db, event.fileId, id, possible, messages),
    toBatchItem(db, sql`delete from appointment_slots where appointment_id = ${id} and ${possible}`),
    ...(consentWithdrawnBy
      ? [
          toBatchItem(
            db,
            sql`update parents set joint_consented_at = null where id = ${consentWithdrawnBy} and ${possible}`,
          ),
        ]
      : []),
    // This statement is last, because it ends the condition on which the others depend.
    toBatchItem(
      db,
      sql`update appointments set cancelled_at = ${event.happenedAt}, cancelled_by = ${event.actor},
        sequence = sequence + 1 where ${activeCondition}`,
    ),
  ]
  return mutateWithAuditGivenLastRow(db, event, lastRow, changes, previousStatementChangedCondition)
}
