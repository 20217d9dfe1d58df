import { type SQL, sql } from 'drizzle-orm'
import { DAY_MS } from '../content/time/units.ts'
import type { Database } from './database.ts'
import type { appointments } from './schema.ts'

/** An appointment that stands beside one that is booked or moved. Instants are in milliseconds. */
export interface NearbyAppointment
  extends Pick<typeof appointments.$inferSelect, 'id' | 'coordinatorId' | 'mode' | 'startsAt' | 'endsAt'> {
  readonly parentIds: readonly string[]
}

/**
 * Selects the booked appointments, from yesterday on, in the calendars of some coordinators and in one file. They are one
 * row of JSON: a year of full days makes many rows.
 */
export const selectNearbyAppointments = (
  db: Database,
  {
    coordinatorIds,
    fileId,
    now,
  }: { readonly coordinatorIds: SQL; readonly fileId: SQL; readonly now: number },
) =>
  db
    .select({
      json: sql<string>`json_group_array(json_object('id', id, 'coordinatorId', coordinator_id, 'mode', mode,
        'startsAt', starts_at, 'endsAt', ends_at, 'parentIds', json((select json_group_array(parent_id)
          from attendances where attendances.appointment_id = appointments.id))))`.as('json'),
    })
    .from(sql`appointments`)
    .where(
      sql`id in (
        select near.id from appointments near where near.coordinator_id in ${coordinatorIds}
          and near.starts_at > ${now - DAY_MS} and near.cancelled_at is null
        union
        select own.id from appointments own where own.file_id = ${fileId} and own.starts_at > ${now - DAY_MS}
      ) and cancelled_at is null and held_until is null`,
    )

export const parseNearbyAppointments = (rows: readonly { readonly json: string }[]): NearbyAppointment[] =>
  JSON.parse(rows[0]?.json ?? '[]')
