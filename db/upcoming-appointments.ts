import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Holds while an appointment of a file is to come or under way, as a page tells it and the closure requires. */
export const hasUpcomingAppointmentCondition = (fileId: SQLWrapper | string, now: number): SQL =>
  sql`exists (select 1 from appointments where appointments.file_id = ${fileId}
    and cancelled_at is null and held_until is null and ends_at > ${now})`
