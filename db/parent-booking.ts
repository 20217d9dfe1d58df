import { eq, sql } from 'drizzle-orm'
import { selectLastAuditRow } from './audit.ts'
import { selectAvailability } from './availability.ts'
import { type Database, type NamedResults, runNamedBatch } from './database.ts'
import { assembleParentFile, buildParentFileQueries } from './parent-file.ts'
import { attendances, parents } from './schema.ts'

/**
 * Loads, in one call, a parent’s own file with what is needed to show and change their appointments: the saved
 * availability of the coordinators with whom they book or meet, and the last audit row of the file.
 */
export async function loadParentFileForBooking(db: Database, accessCodeHash: string, now: number) {
  return assembleParentFileForBooking(
    await runNamedBatch(db, buildParentFileForBookingQueries(db, accessCodeHash, now)),
  )
}
export type ParentFileForBooking = NonNullable<Awaited<ReturnType<typeof loadParentFileForBooking>>>

/**
 * Loads a parent’s own file as `loadParentFileForBooking` does, with everybody who takes part in the appointments and
 * has to be told. No page may show this.
 */
export async function loadParentFileWithAttendees(db: Database, accessCodeHash: string, now: number) {
  const { attendees, ...read } = await runNamedBatch(db, {
    attendees: selectAttendees(db, accessCodeHash),
    ...buildParentFileForBookingQueries(db, accessCodeHash, now),
  })
  const booking = assembleParentFileForBooking(read)
  return booking && { ...booking, attendees }
}
export type ParentFileWithAttendees = NonNullable<Awaited<ReturnType<typeof loadParentFileWithAttendees>>>

/** Gives the queries of `loadParentFileForBooking`, for a batch that asks for more. */
export const buildParentFileForBookingQueries = (db: Database, accessCodeHash: string, now: number) => ({
  ...buildParentFileQueries(db, accessCodeHash, now),
  availabilityRows: selectAvailability(
    db,
    sql`select booking_coordinator_id from parents where access_code_hash = ${accessCodeHash}
        union select appointments.coordinator_id from ${parentAppointmentsJoinSql(accessCodeHash)}`,
  ),
  lastAuditRow: selectLastAuditRow(
    db,
    sql`(select file_id from parents where access_code_hash = ${accessCodeHash})`,
  ),
})

/** Assembles the rows of `buildParentFileForBookingQueries`; gives undefined when there is no such file. */
export function assembleParentFileForBooking({
  availabilityRows,
  lastAuditRow: [lastAuditRow],
  ...rows
}: NamedResults<ReturnType<typeof buildParentFileForBookingQueries>>) {
  const parentFile = assembleParentFile(rows)
  return parentFile && { parentFile, availabilityRows, lastAuditRow }
}

const selectAttendees = (db: Database, accessCodeHash: string) =>
  db
    .select({
      id: attendances.id,
      appointmentId: attendances.appointmentId,
      sealedDetails: attendances.sealedDetails,
      parentId: attendances.parentId,
      sealedContactRules: parents.sealedContactRules,
      language: parents.language,
    })
    .from(attendances)
    .innerJoin(parents, eq(parents.id, attendances.parentId))
    .where(
      sql`${attendances.appointmentId} in (select appointments.id from ${parentAppointmentsJoinSql(accessCodeHash)})`,
    )

const parentAppointmentsJoinSql = (accessCodeHash: string) => sql`parents
  cross join attendances on attendances.parent_id = parents.id
  cross join appointments on appointments.id = attendances.appointment_id
  where parents.access_code_hash = ${accessCodeHash}`
