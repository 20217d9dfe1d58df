import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { appointments, calendarFeeds, files } from './schema.ts'

/** Stores a new secret address for a coordinator’s calendar. Any earlier address stops working. */
export const replaceCalendarFeed = (db: Database, feed: typeof calendarFeeds.$inferInsert) =>
  db
    .insert(calendarFeeds)
    .values(feed)
    .onConflictDoUpdate({
      target: calendarFeeds.coordinatorId,
      set: { secretHash: feed.secretHash, createdAt: feed.createdAt },
    })

/** Deletes a coordinator’s secret address, which stops working. */
export const deleteCalendarFeed = (db: Database, coordinatorId: string) =>
  db.delete(calendarFeeds).where(eq(calendarFeeds.coordinatorId, coordinatorId))

/** Gets when a coordinator’s address was created; undefined when they have none. */
export const findCalendarFeed = async (db: Database, coordinatorId: string) =>
  (
    await db
      .select({ createdAt: calendarFeeds.createdAt })
      .from(calendarFeeds)
      .where(eq(calendarFeeds.coordinatorId, coordinatorId))
  )[0]

/**
 * Loads, in one call, the coordinator whose calendar a secret, hashed under each key, opens and the appointments booked in
 * it from an instant on. Gives undefined when the secret opens no calendar.
 */
export async function loadFeedAppointmentsBySecretHash(
  db: Database,
  secretHashes: readonly string[],
  from: number,
) {
  const ofSecret = inArray(calendarFeeds.secretHash, [...secretHashes])
  const [[feed], booked] = await db.batch([
    db.select({ coordinatorId: calendarFeeds.coordinatorId }).from(calendarFeeds).where(ofSecret),
    db
      .select({
        id: appointments.id,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        sequence: appointments.sequence,
        createdAt: appointments.createdAt,
        reference: files.reference,
      })
      .from(appointments)
      .innerJoin(files, eq(files.id, appointments.fileId))
      .where(
        and(
          inArray(
            appointments.coordinatorId,
            db.select({ id: calendarFeeds.coordinatorId }).from(calendarFeeds).where(ofSecret),
          ),
          gt(appointments.startsAt, from),
          isNull(appointments.cancelledAt),
          isNull(appointments.heldUntil),
        ),
      )
      .orderBy(appointments.startsAt)
      .limit(MAX_FEED_APPOINTMENTS),
  ])
  return feed && { coordinatorId: feed.coordinatorId, booked }
}

/** The most appointments in a feed: a year of full days. Later ones appear as their date comes nearer. */
const MAX_FEED_APPOINTMENTS = 2000
