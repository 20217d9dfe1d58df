import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { insertRowIf } from './insert.ts'
import { availability } from './schema.ts'

/** The availability that coordinators saved; no row for whoever never saved any. */
export const selectAvailability = (db: Database, ...coordinatorIds: readonly (SQL | string)[]) =>
  db
    .select({
      coordinatorId: availability.coordinatorId,
      rules: availability.rules,
      revision: availability.revision,
    })
    .from(availability)
    .where(
      sql`coordinator_id in (${sql.join(
        coordinatorIds.map((id) => sql`${id}`),
        sql`, `,
      )})`,
    )

/** The same of one coordinator, by itself. */
export const findAvailability = async (db: Database, coordinatorId: string) =>
  (await selectAvailability(db, coordinatorId))[0]

/**
 * Saves a coordinator's availability in place of the revision that was read, 0 for that of the settings; false when it
 * was changed meanwhile.
 */
export async function saveAvailability(
  db: Database,
  { coordinatorId, rules, revision }: { coordinatorId: string; rules: string; revision: number },
  now: number,
): Promise<boolean> {
  const { meta } = await insertRowIf(
    db,
    availability,
    { coordinatorId, rules, revision: revision + 1, updatedAt: now },
    sql`${revision} = coalesce((select revision from availability where coordinator_id = ${coordinatorId}), 0)`,
  ).onConflictDoUpdate({
    target: availability.coordinatorId,
    set: {
      rules: sql`excluded.rules`,
      revision: sql`excluded.revision`,
      updatedAt: sql`excluded.updated_at`,
    },
  })
  return meta.changes === 1
}
