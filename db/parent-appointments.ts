import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { appointments, attendances, parents, timeRequests } from './schema.ts'

/** A parent's own sessions, newest first, for “Your file”; those they or somebody else cancelled are left out. */
export const ownSessions = (db: Database, accessId: string) =>
  db
    .select({
      id: appointments.id,
      kind: appointments.kind,
      way: appointments.way,
      coordinator: appointments.coordinator,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      madeAt: appointments.madeAt,
      keptUntil: appointments.keptUntil,
      sequence: appointments.sequence,
      outcome: appointments.outcome,
      // In a batch D1 gives columns by name, so no two may share one.
      attendanceId: sql<string>`${attendances.id}`.as('attendance_id'),
      details: attendances.details,
    })
    .from(parents)
    .innerJoin(attendances, eq(attendances.parentId, parents.id))
    .innerJoin(appointments, eq(appointments.id, attendances.appointmentId))
    .where(and(eq(parents.accessId, accessId), isNull(appointments.cancelledAt)))
    .orderBy(desc(appointments.startsAt))

/** What a parent asked for when they found no time, while nobody has answered it. */
export const ownRequest = (db: Database, accessId: string) =>
  db
    .select({ id: timeRequests.id, requestedAt: timeRequests.madeAt, wanted: timeRequests.wanted })
    .from(parents)
    .innerJoin(timeRequests, eq(timeRequests.parentId, parents.id))
    .where(and(eq(parents.accessId, accessId), sql`ended_at is null`))
