import { and, desc, eq, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { appointments, attendances, parents, timeRequests } from './schema.ts'

/** Selects a parent’s own appointments for “Your file”, newest first, with cancelled ones. */
export const selectParentAppointments = (db: Database, accessCodeHash: string) =>
  db
    .select({
      id: appointments.id,
      kind: appointments.kind,
      mode: appointments.mode,
      coordinatorId: appointments.coordinatorId,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      createdAt: appointments.createdAt,
      heldUntil: appointments.heldUntil,
      sequence: appointments.sequence,
      outcome: appointments.outcome,
      cancelledAt: appointments.cancelledAt,
      // In a batch, D1 gives columns by name, so no two columns may share one.
      attendanceId: sql<string>`${attendances.id}`.as('attendance_id'),
      sealedDetails: attendances.sealedDetails,
    })
    .from(parents)
    .innerJoin(attendances, eq(attendances.parentId, parents.id))
    .innerJoin(appointments, eq(appointments.id, attendances.appointmentId))
    .where(eq(parents.accessCodeHash, accessCodeHash))
    .orderBy(desc(appointments.startsAt))

export const selectParentTimeRequest = (db: Database, accessCodeHash: string) =>
  db
    .select({
      id: timeRequests.id,
      requestedAt: timeRequests.createdAt,
      sealedPreferences: timeRequests.sealedPreferences,
    })
    .from(parents)
    .innerJoin(timeRequests, eq(timeRequests.parentId, parents.id))
    .where(and(eq(parents.accessCodeHash, accessCodeHash), sql`ended_at is null`))
