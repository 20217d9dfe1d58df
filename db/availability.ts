import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { insertRowIfStatement } from './insert.ts'
import { availability } from './schema.ts'

/** Selects the availability that coordinators saved. A coordinator who never saved any has no row. */
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

/** Finds the availability that one coordinator saved; undefined when they never saved any. */
export const findAvailability = async (db: Database, coordinatorId: string) =>
  (await selectAvailability(db, coordinatorId))[0]

/**
 * Saves a coordinator’s availability in place of the revision that was read; revision 0 is that of the practice’s
 * settings. Gives false when the availability changed since.
 */
export async function saveAvailability(
  db: Database,
  { coordinatorId, rules, revision }: { coordinatorId: string; rules: string; revision: number },
  now: number,
): Promise<boolean> {
  const { meta } = await insertRowIfStatement(
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
