import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { actsAsLeadOfOpenFileCondition, wasGivenFileCondition } from './absences.ts'
import {
  type AuditEvent,
  mutateWithAudit,
  mutateWithAuditIf,
  previousStatementChangedCondition,
} from './audit.ts'
import { selectAvailability } from './availability.ts'
import {
  type AppointmentWithSlots,
  type AttendanceRow,
  appointmentOfParentCondition,
  awaitBookingOutcome,
  type BookingOutcome,
  cancelAppointmentMessagesStatement,
  deleteExpiredHoldsStatements,
  endTimeRequestStatement,
  insertAppointmentStatement,
  insertAttendanceStatement,
  insertSlotsStatement,
  updateAppointmentStatement,
} from './booking.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import { type Database, toBatchItem } from './database.ts'
import {
  buildViewerConflictColumn,
  buildViewerStandsInColumn,
  isLockedColumn,
  sealedDisplayNamesColumn,
} from './file-columns.ts'
import { leadsOpenFileCondition, openFileCondition, transitionFileStatement } from './file-stage.ts'
import { contactHoldStateSql, jointAppointmentAllowedCondition } from './gate.ts'
import { hasRowCondition } from './insert.ts'
import { queueMessagesToLeadStatement, type RoutedMessages } from './lead-routing.ts'
import { parseNearbyAppointments, selectNearbyAppointments } from './nearby-appointments.ts'
import { appointments, attendances, files, parents, timeRequests } from './schema.ts'
import { sharedEmailTokensColumn } from './shared-contacts.ts'

/**
 * Lists, in one call, a coordinator’s appointments that begin between two instants, in order of time, with cancelled
 * ones and held slots, who takes part and their sealed names; and the availability they saved. The list ends at
 * `MAX_LISTED_APPOINTMENTS`, and `more` tells whether rows were left out.
 */
export async function loadAppointmentsAndAvailability(
  db: Database,
  { coordinatorId, viewerId }: { readonly coordinatorId: string; readonly viewerId: string },
  { from, until }: { readonly from: number; readonly until: number },
  now: number,
) {
  const inRangeCondition = sql`appointments.coordinator_id = ${coordinatorId} and starts_at >= ${from} and starts_at < ${until}`
  const active = selectAppointmentsWithFile(db, viewerId, now).where(
    sql`${inRangeCondition} and cancelled_at is null and (held_until is null or held_until > ${now})`,
  )
  const cancelled = selectAppointmentsWithFile(db, viewerId, now).where(
    sql`${inRangeCondition} and cancelled_at is not null`,
  )
  const [availabilityRows, listed] = await db.batch([
    selectAvailability(db, coordinatorId),
    unionAll(active, cancelled)
      .orderBy(sql`starts_at`)
      .limit(MAX_LISTED_APPOINTMENTS + 1),
  ])
  return {
    availabilityRows,
    appointments: listed.slice(0, MAX_LISTED_APPOINTMENTS),
    more: listed.length > MAX_LISTED_APPOINTMENTS,
  }
}

/** More rows than anybody reads at once. */
export const MAX_LISTED_APPOINTMENTS = 200

/** A parent who takes part in an appointment, and whether they came. */
interface Attendee {
  readonly side: (typeof parents.$inferSelect)['side']
  readonly outcome: AttendanceOutcome
}

const selectAppointmentsWithFile = (db: Database, viewerId: string, now: number) =>
  db
    .select({
      id: appointments.id,
      kind: appointments.kind,
      mode: appointments.mode,
      startsAt: sql<number>`${appointments.startsAt}`.as('starts_at'),
      endsAt: appointments.endsAt,
      heldUntil: appointments.heldUntil,
      cancelledAt: appointments.cancelledAt,
      cancelledBy: appointments.cancelledBy,
      outcome: appointments.outcome,
      sequence: appointments.sequence,
      coordinatorId: appointments.coordinatorId,
      reference: files.reference,
      leadCoordinatorId: files.leadCoordinatorId,
      legalCoordinatorId: files.legalCoordinatorId,
      stage: files.stage,
      contactHoldState: contactHoldStateSql().as('contact_hold_state'),
      viewerHasConflict: buildViewerConflictColumn(viewerId),
      viewerStandsIn: buildViewerStandsInColumn(viewerId, now),
      isLocked: isLockedColumn,
      sealedDisplayNames: sealedDisplayNamesColumn,
      attendees: sql`(select json_group_array(json_object('side', side, 'outcome', outcome)) from (
          select side, coalesce(attendance_outcome, appointments.outcome) outcome from attendances
            cross join parents on parents.id = parent_id where appointment_id = appointments.id order by side))`
        .mapWith((rows): Attendee[] => JSON.parse(rows))
        .as('attendees'),
    })
    .from(appointments)
    .innerJoin(files, eq(files.id, appointments.fileId))
    .$dynamic()

/**
 * Loads one booked appointment, with its file, its parents (still sealed), the availability that its coordinator
 * and the viewer saved, and the appointments to come of all of them. Gives undefined when there is none.
 */
export async function loadDeskAppointmentContext(
  db: Database,
  appointmentId: string,
  viewerId: string,
  now: number,
) {
  const [[appointment], attendees, availabilityRows, upcoming] = await db.batch([
    db
      .select({
        id: appointments.id,
        fileId: appointments.fileId,
        coordinatorId: appointments.coordinatorId,
        kind: appointments.kind,
        mode: appointments.mode,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        createdAt: appointments.createdAt,
        createdBy: appointments.createdBy,
        sequence: appointments.sequence,
        reference: files.reference,
        leadCoordinatorId: files.leadCoordinatorId,
        legalCoordinatorId: files.legalCoordinatorId,
        stage: files.stage,
        viewerHasConflict: sql<boolean>`${hasConflictOfInterestCondition(viewerId)}`
          .mapWith(Boolean)
          .as('viewer_has_conflict'),
        viewerStandsIn: buildViewerStandsInColumn(viewerId, now),
      })
      .from(appointments)
      .innerJoin(files, eq(files.id, appointments.fileId))
      .where(and(eq(appointments.id, appointmentId), isNull(appointments.heldUntil))),
    db
      .select({
        // In a batch, D1 gives columns by name, so no two columns may share one.
        attendanceId: sql<string>`${attendances.id}`.as('attendance_id'),
        sealedDetails: attendances.sealedDetails,
        id: parents.id,
        side: parents.side,
        language: parents.language,
        sealedContactRules: parents.sealedContactRules,
        sharedEmailTokens: sharedEmailTokensColumn,
      })
      .from(attendances)
      .innerJoin(parents, eq(parents.id, attendances.parentId))
      .where(eq(attendances.appointmentId, appointmentId))
      .orderBy(parents.side),
    selectAvailability(
      db,
      sql`(select coordinator_id from appointments where id = ${appointmentId})`,
      viewerId,
    ),
    selectNearbyAppointments(db, {
      coordinatorIds: sql`(select coordinator_id from appointments where id = ${appointmentId} union select ${viewerId})`,
      fileId: sql`(select file_id from appointments where id = ${appointmentId})`,
      now,
    }),
  ])
  return (
    appointment && {
      ...appointment,
      ...{ parents: attendees, availabilityRows, nearbyAppointments: parseNearbyAppointments(upcoming) },
    }
  )
}

/** An appointment that a coordinator books, with an attendance for each parent. */
export interface DeskBooking {
  readonly appointment: AppointmentWithSlots
  readonly attendances: readonly AttendanceRow[]
}

/**
 * Books an appointment in the calendar of the lead, or of whoever was given the file, whatever their availability: for one
 * parent who came to the practice, or for both while both consent to it and no contact hold forbids it. It also deletes the
 * parents’ own holds and ends their time requests.
 */
export function bookAppointmentAtDesk(
  db: Database,
  event: AuditEvent,
  { appointment, attendances: attendees }: DeskBooking,
  messages: RoutedMessages,
): Promise<BookingOutcome> {
  const allowed = deskBookingAllowedCondition(event, appointment, attendees)
  const attendeesHolds = attendees.map(({ parentId }) => appointmentOfParentCondition(parentId))
  const booked = hasRowCondition(appointments, appointment.id)
  return awaitBookingOutcome(
    mutateWithAuditIf(
      db,
      event,
      [
        ...deleteExpiredHoldsStatements(
          db,
          event.happenedAt,
          sql`or ((${sql.join(attendeesHolds, sql` or `)}) and ${allowed})`,
        ),
        insertAppointmentStatement(db, appointment, null, allowed),
        ...attendees.map((attendance) => insertAttendanceStatement(db, appointment, attendance, booked)),
        insertSlotsStatement(db, appointment, appointment.id, booked),
        ...attendees.map(({ parentId }) => endTimeRequestStatement(db, parentId, event.happenedAt, booked)),
        queueMessagesToLeadStatement(db, event.fileId, messages, booked),
      ],
      booked,
    ),
  )
}

/**
 * Holds while the desk may book: the coordinator leads the file or was given it, each parent came to the practice, and for
 * a joint appointment the two may meet.
 */
const deskBookingAllowedCondition = (
  event: AuditEvent,
  appointment: AppointmentWithSlots,
  attendees: readonly AttendanceRow[],
): SQL => sql`
  ${actsAsLeadOfOpenFileCondition(event)} and (select count(*) from parents where file_id = ${event.fileId} and status is not null
    and id in (select value from json_each(${JSON.stringify(attendees.map(({ parentId }) => parentId))}))
  ) = ${appointment.kind === 'joint' ? 2 : 1}
  and ${appointment.kind === 'joint' ? jointAppointmentAllowedCondition(event.fileId) : sql`true`}`

/** Who moves, cancels or notes an appointment. */
export interface Managed {
  readonly managedBy: { readonly id: string; readonly administrator: boolean }
}

/**
 * Holds while a coordinator may manage an appointment of `appointments`: it is in their calendar, they lead its file or were
 * given it while its lead is away, or they are an administrator without a conflict of interest in it
 * (`canManageAppointment` decides so for a page).
 */
export const mayManageAppointmentCondition = (
  { id, administrator }: Managed['managedBy'],
  now: number,
): SQL => sql`exists (
  select 1 from files where files.id = appointments.file_id
    and (${id} in (appointments.coordinator_id, files.lead_coordinator_id) or ${wasGivenFileCondition(id, now)}
      ${administrator ? sql`or not ${hasConflictOfInterestCondition(id)}` : sql``}))`

/**
 * Moves an appointment that has not begun to another time, and into the lead coordinator’s calendar if it was in
 * another one. The appointment keeps its id, and its SEQUENCE goes up by one. A joint appointment moves only while both
 * parents still consent to it and no contact hold forbids it. `sequence` is the value that was read.
 */
export function moveAppointmentAtDesk(
  db: Database,
  event: AuditEvent,
  {
    appointment,
    sequence,
    remindedAt,
    managedBy,
  }: { appointment: AppointmentWithSlots; sequence: number; remindedAt: number | null } & Managed,
  messages: RoutedMessages,
): Promise<BookingOutcome> {
  const allowed = sql`exists (select 1 from appointments cross join files on files.id = file_id
    where appointments.id = ${appointment.id} and files.id = ${event.fileId} and ${openFileCondition()}
      and sequence = ${sequence} and cancelled_at is null and held_until is null and outcome is null
      and starts_at > ${event.happenedAt} and ${appointment.coordinatorId} in (coordinator_id, lead_coordinator_id)
      and ${mayManageAppointmentCondition(managedBy, event.happenedAt)})
    and ${appointment.kind === 'joint' ? jointAppointmentAllowedCondition(event.fileId) : sql`true`}`
  return awaitBookingOutcome(
    mutateWithAudit(db, event, [
      ...deleteExpiredHoldsStatements(db, event.happenedAt, sql``),
      toBatchItem(
        db,
        sql`delete from appointment_slots where appointment_id = ${appointment.id} and ${allowed}`,
      ),
      insertSlotsStatement(db, appointment, appointment.id, allowed),
      toBatchItem(
        db,
        sql`update attendances set reminded_at = ${remindedAt} where appointment_id = ${appointment.id} and ${allowed}`,
      ),
      cancelAppointmentMessagesStatement(db, event.fileId, appointment.id, allowed, []),
      queueMessagesToLeadStatement(db, event.fileId, messages, allowed),
      // This statement is last, because it breaks the condition on which the others depend.
      updateAppointmentStatement(db, appointment, { id: appointment.id, sequence }, allowed),
    ]),
  )
}

/** Whether a parent came to an appointment; null while nobody recorded it. */
export type AttendanceOutcome = (typeof attendances.$inferSelect)['outcome']

/** What a coordinator records of an appointment that has begun. */
export interface RecordedOutcome extends Managed {
  /** The parent of whom it is recorded; undefined for everybody who takes part. */
  readonly parentId: string | undefined
  /** Null takes back what was recorded, as nobody had recorded anything. */
  readonly outcome: AttendanceOutcome
  /** What the page showed as recorded, so that nobody corrects what they did not see. */
  readonly previous: AttendanceOutcome
}

/**
 * Records whether a parent came to an appointment that has begun. The appointment has an outcome once each of its
 * attendances has one: attended if all came. Somebody who came moves a new file on. Gives false when something else than
 * `previous` is recorded, the appointment was cancelled, or the coordinator may not manage it any more.
 */
export function recordAttendance(
  db: Database,
  event: AuditEvent,
  appointmentId: string,
  { parentId, outcome, previous, managedBy }: RecordedOutcome,
) {
  const ofAppointment = sql`(select appointments.outcome from appointments where appointments.id = ${appointmentId})`
  const isMeant = parentId === undefined ? sql`true` : sql`parent_id = ${parentId}`
  const possible = sql`${outcome} is not ${previous}
    and exists (select 1 from appointments where appointments.id = ${appointmentId}
      and file_id = ${event.fileId} and cancelled_at is null and held_until is null
      and starts_at <= ${event.happenedAt} and ${mayManageAppointmentCondition(managedBy, event.happenedAt)})
    and exists (select 1 from attendances meant where meant.appointment_id = ${appointmentId}
      and ${parentId === undefined ? sql`true` : sql`meant.parent_id = ${parentId}`}
      and coalesce(meant.attendance_outcome, ${ofAppointment}) is ${previous})`
  return mutateWithAudit(db, event, [
    ...(outcome === 'attended' ? [transitionFileStatement(db, 'contact', event.fileId, {}, possible)] : []),
    toBatchItem(
      db,
      sql`update attendances set attendance_outcome = case when ${isMeant} then ${outcome}
          else coalesce(attendance_outcome, ${ofAppointment}) end
        where appointment_id = ${appointmentId} and ${possible}`,
    ),
    toBatchItem(
      db,
      sql`update appointments set outcome = (select case when count(attendance_outcome) < count(*) then null
          when sum(attendance_outcome = 'missed') > 0 then 'missed' else 'attended' end
          from attendances where appointment_id = ${appointmentId})
        where id = ${appointmentId} and ${previousStatementChangedCondition}`,
    ),
  ])
}

/**
 * Makes the lead coordinator the one with whom a parent books, in place of the coordinator that the ranking or an
 * earlier decision chose. A parent who was waiting no longer waits. Gives false when they book with this coordinator
 * already.
 */
export const assignLeadAsBookingCoordinator = (db: Database, event: AuditEvent, parentId: string) =>
  mutateWithAudit(db, event, [
    db
      .update(parents)
      .set({ bookingCoordinatorId: event.actor, status: 'received' })
      .where(
        sql`id = ${parentId} and file_id = ${event.fileId} and status in ('waiting', 'received')
          and (booking_coordinator_id is not ${event.actor} or status = 'waiting') and ${leadsOpenFileCondition(event)}`,
      ),
  ])

/**
 * Opens a time request again that whoever acts had marked as answered, which undoes that. Gives false when it ended otherwise, or
 * when the parent has a newer one.
 */
export const reopenTimeRequest = (db: Database, event: AuditEvent, requestId: string) =>
  mutateWithAudit(db, event, [
    db
      .update(timeRequests)
      .set({ endedAt: null })
      .where(
        sql`id = ${requestId} and ended_at is not null
          and parent_id in (select id from parents where file_id = ${event.fileId}) and ${actsAsLeadOfOpenFileCondition(event)}
          and exists (select 1 from audit_events where audit_events.file_id = ${event.fileId}
            and action = 'time_request_answered' and actor = ${event.actor} and happened_at = ended_at)
          and not exists (select 1 from time_requests newer
            where newer.parent_id = time_requests.parent_id and newer.ended_at is null)`,
      ),
  ])

/** Ends a time request that a coordinator has answered. Gives false when it has ended since. */
export const recordTimeRequestAnswered = (db: Database, event: AuditEvent, requestId: string) =>
  mutateWithAudit(db, event, [
    db
      .update(timeRequests)
      .set({ endedAt: event.happenedAt })
      .where(
        sql`id = ${requestId} and ended_at is null
          and parent_id in (select id from parents where file_id = ${event.fileId}) and ${actsAsLeadOfOpenFileCondition(event)}`,
      ),
  ])

/**
 * Removes a parent’s e-mail address. Messages still queued for them are not sent, and no more are written.
 * `sealedContactRules` are their contact rules without the address, in place of those that were read. Gives false when
 * those were not the newest.
 */
export const removeParentEmail = (
  db: Database,
  event: AuditEvent,
  parentId: string,
  {
    previousSealedContactRules,
    sealedContactRules,
  }: { readonly previousSealedContactRules: string; readonly sealedContactRules: string },
) =>
  mutateWithAudit(db, event, [
    db
      .update(parents)
      .set({ sealedContactRules })
      .where(
        and(
          eq(parents.id, parentId),
          eq(parents.fileId, event.fileId),
          eq(parents.sealedContactRules, previousSealedContactRules),
        ),
      ),
  ])
