import { eq, sql } from 'drizzle-orm'
import { lastAuditRow } from './audit.ts'
import { rulesQuery } from './availability.ts'
import type { Database } from './database.ts'
import { ownFileOf, ownFileQueries } from './parent-file.ts'
import { attendances, parents } from './schema.ts'

/**
 * A parent's own file with what it takes to show and change their sessions, in one call: the rules of the coordinators
 * they book or meet with, where these are not the settings' any more, and the last row of the file's record.
 */
export async function readOwnBooking(db: Database, accessId: string) {
  return ownBookingOf(await db.batch(ownBookingQueries(db, accessId)))
}
export type OwnBooking = NonNullable<Awaited<ReturnType<typeof readOwnBooking>>>

/** The same with everybody who takes part in those sessions, for whoever has to be told; never for a page. */
export async function readWithAttending(db: Database, accessId: string) {
  const [attending, ...read] = await db.batch([
    attendingQuery(db, accessId),
    ...ownBookingQueries(db, accessId),
  ])
  const booking = ownBookingOf(read)
  return booking && { ...booking, attending }
}

/** The statements that read it, for a batch that asks for more. */
export const ownBookingQueries = (db: Database, accessId: string) =>
  [
    ...ownFileQueries(db, accessId),
    rulesQuery(
      db,
      sql`select books_with from parents where access_id = ${accessId}
        union select appointments.coordinator from ${ofTheirs(accessId)}`,
    ),
    lastAuditRow(db, sql`(select file_id from parents where access_id = ${accessId})`),
  ] as const

type Read = Awaited<ReturnType<typeof run>>
const run = (db: Database) => db.batch(ownBookingQueries(db, ''))

/** What those statements read, put together; nothing when no such file is. */
export function ownBookingOf([own, authorisation, frozen, sessions, request, rules, [last]]: Read) {
  const file = ownFileOf([own, authorisation, frozen, sessions, request])
  return file && { own: file, rules, last }
}

const attendingQuery = (db: Database, accessId: string) =>
  db
    .select({
      id: attendances.id,
      appointmentId: attendances.appointmentId,
      details: attendances.details,
      parentId: attendances.parentId,
      contact: parents.contact,
      language: parents.language,
    })
    .from(attendances)
    .innerJoin(parents, eq(parents.id, attendances.parentId))
    .where(sql`${attendances.appointmentId} in (select appointments.id from ${ofTheirs(accessId)})`)

const ofTheirs = (accessId: string) => sql`parents
  cross join attendances on attendances.parent_id = parents.id
  cross join appointments on appointments.id = attendances.appointment_id
  where parents.access_id = ${accessId}`
