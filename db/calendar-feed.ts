import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { appointments, calendarFeeds, files } from './schema.ts'

type Feed = typeof calendarFeeds.$inferInsert

/** A new secret address in place of whatever a coordinator had. */
export const makeFeed = (db: Database, feed: Feed) =>
  db
    .insert(calendarFeeds)
    .values(feed)
    .onConflictDoUpdate({
      target: calendarFeeds.coordinator,
      set: { secretId: feed.secretId, madeAt: feed.madeAt },
    })

/** The address a coordinator has opens nothing any more. */
export const removeFeed = (db: Database, coordinator: string) =>
  db.delete(calendarFeeds).where(eq(calendarFeeds.coordinator, coordinator))

/** When a coordinator's address was made; nothing when they have none. */
export const readFeed = async (db: Database, coordinator: string) =>
  (
    await db
      .select({ madeAt: calendarFeeds.madeAt })
      .from(calendarFeeds)
      .where(eq(calendarFeeds.coordinator, coordinator))
  )[0]

/**
 * Whose calendar a secret opens, and the sessions booked in it from an instant on, in one call; nothing when it opens
 * none.
 */
export async function openFeed(db: Database, secretId: string, from: number) {
  const [[feed], booked] = await db.batch([
    db
      .select({ coordinator: calendarFeeds.coordinator })
      .from(calendarFeeds)
      .where(eq(calendarFeeds.secretId, secretId)),
    db
      .select({
        id: appointments.id,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        sequence: appointments.sequence,
        madeAt: appointments.madeAt,
        reference: files.reference,
      })
      .from(appointments)
      .innerJoin(files, eq(files.id, appointments.fileId))
      .where(
        and(
          sql`appointments.coordinator = (select coordinator from calendar_feeds where secret_id = ${secretId})`,
          gt(appointments.startsAt, from),
          isNull(appointments.cancelledAt),
          isNull(appointments.keptUntil),
        ),
      )
      .orderBy(appointments.startsAt)
      .limit(FEED_SHOWN),
  ])
  return feed && { coordinator: feed.coordinator, booked }
}

/** A year of full days; what lies further ahead comes as it draws near. */
const FEED_SHOWN = 2000
