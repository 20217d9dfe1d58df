import { eq, sql } from 'drizzle-orm'
import { selectLastAuditRow } from './audit.ts'
import { selectAvailability } from './availability.ts'
import { batchNamed, type Database, type NamedResults } from './database.ts'
import { assembleParentFile, parentFileQueries } from './parent-file.ts'
import { attendances, parents } from './schema.ts'

/**
 * A parent's own file with what it takes to show and change their appointments, in one call: the availability of the
 * coordinators they book or meet with, where it is not the settings' any more, and the file's last audit row.
 */
export async function loadParentFileForBooking(db: Database, accessCodeHash: string) {
  return assembleParentFileForBooking(await batchNamed(db, parentFileForBookingQueries(db, accessCodeHash)))
}
export type ParentFileForBooking = NonNullable<Awaited<ReturnType<typeof loadParentFileForBooking>>>

/** The same with everybody who takes part in those appointments, for whoever has to be told; never for a page. */
export async function loadParentFileWithAttendees(db: Database, accessCodeHash: string) {
  const { attendees, ...read } = await batchNamed(db, {
    attendees: selectAttendees(db, accessCodeHash),
    ...parentFileForBookingQueries(db, accessCodeHash),
  })
  const booking = assembleParentFileForBooking(read)
  return booking && { ...booking, attendees }
}

/** The queries of `loadParentFileForBooking`, for a batch that asks for more. */
export const parentFileForBookingQueries = (db: Database, accessCodeHash: string) => ({
  ...parentFileQueries(db, accessCodeHash),
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

/** The rows of `parentFileForBookingQueries`, put together; nothing when there is no such file. */
export function assembleParentFileForBooking({
  availabilityRows,
  lastAuditRow: [lastAuditRow],
  ...rows
}: NamedResults<ReturnType<typeof parentFileForBookingQueries>>) {
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
