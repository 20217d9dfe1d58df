import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { parseBusyTimes, selectBusyTimes } from './booking.ts'
import { type Database, runNamedBatch } from './database.ts'
import type { AttendanceOutcome } from './desk-appointments.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import {
  bookingCoordinatorIdSql,
  parentIdsSql,
  selectBookingAvailability,
  selectParentsOfFile,
} from './desk-file-parents.ts'
import { buildJointAppointmentRefusalConditionsByReason, firstReasonSql, metAloneCondition } from './gate.ts'
import { appointments, attendances, files, parents, timeRequests } from './schema.ts'

/**
 * Loads the appointments panel: one row for each parent who takes part in one, newest first; the open time requests;
 * the availability of the coordinator in whose calendar the viewer books, and their busy times; whom the practice has met
 * alone; and why the parents cannot meet.
 */
export async function loadDeskFileAppointmentsPanel(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, joint, busyTimes, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    parents: selectParentsOfFile(db, reference),
    parentsMetAlone: selectParentsMetAlone(db, reference),
    appointments: selectAppointmentsOfFile(db, reference),
    timeRequests: selectOpenTimeRequests(db, reference),
    availabilityRows: selectBookingAvailability(db, query),
    joint: selectJointRefusalReason(db, reference),
    busyTimes: selectBusyTimes(db, bookingCoordinatorIdSql(query), query.now),
  })
  const [file] = header
  return (
    file && {
      ...{ file, ...rows, jointRefusalReason: joint[0]?.reason ?? null },
      busyTimes: parseBusyTimes(busyTimes[0]),
    }
  )
}

const selectJointRefusalReason = (db: Database, reference: string) =>
  db
    .select({
      reason: firstReasonSql(buildJointAppointmentRefusalConditionsByReason()).as('joint_refusal_reason'),
    })
    .from(files)
    .where(eq(files.reference, reference))

const selectParentsMetAlone = (db: Database, reference: string) =>
  db
    .select({ id: parents.id })
    .from(parents)
    .where(sql`${parents.id} in ${parentIdsSql(reference)} and ${metAloneCondition(parents.id)}`)

const selectAppointmentsOfFile = (db: Database, reference: string) =>
  db
    .select({
      id: appointments.id,
      parentId: attendances.parentId,
      coordinatorId: appointments.coordinatorId,
      kind: appointments.kind,
      mode: appointments.mode,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      sequence: appointments.sequence,
      cancelledAt: appointments.cancelledAt,
      cancelledBy: appointments.cancelledBy,
      /** Whether this parent came. */
      outcome: sql<AttendanceOutcome>`coalesce(${attendances.outcome}, ${appointments.outcome})`.as(
        'outcome',
      ),
    })
    .from(files)
    .innerJoin(appointments, eq(appointments.fileId, files.id))
    .innerJoin(attendances, eq(attendances.appointmentId, appointments.id))
    .where(and(eq(files.reference, reference), isNull(appointments.heldUntil)))
    .orderBy(desc(appointments.startsAt))
    .limit(MAX_APPOINTMENTS)

/** The most rows in the panel. They are newest first, so upcoming appointments are always included. */
const MAX_APPOINTMENTS = 100

/** Selects the open time requests of a file’s parents, sealed as stored. */
export const selectOpenTimeRequests = (db: Database, reference: string) =>
  db
    .select({
      id: timeRequests.id,
      parentId: timeRequests.parentId,
      createdAt: timeRequests.createdAt,
      sealedPreferences: timeRequests.sealedPreferences,
    })
    .from(timeRequests)
    .where(sql`${timeRequests.parentId} in ${parentIdsSql(reference)} and ${timeRequests.endedAt} is null`)
