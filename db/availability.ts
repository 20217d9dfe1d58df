import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { insertRowIfStatement } from './insert.ts'
import { availability } from './schema.ts'

/**
 * Selects the availability that coordinators saved, and the days on which they are away. A coordinator who never saved
 * either has no row.
 */
export const selectAvailability = (db: Database, ...coordinatorIds: readonly (SQL | string)[]) =>
  db
    .select({
      coordinatorId: sql<string>`described_id`,
      /** JSON of the rules; null when only an absence was saved. */
      rules: sql<string | null>`availability.rules`.as('rules'),
      revision: sql<number>`coalesce(availability.revision, 0)`.as('revision'),
      absences: sql`(select json_group_array(json_object('from', from_day, 'until', until_day)) from absences
        where absences.coordinator_id = described_id)`
        .mapWith((days): AbsentDays[] => JSON.parse(days))
        .as('absences'),
    })
    .from(
      sql`(select coordinator_id as described_id from availability where coordinator_id in ${idsSql(coordinatorIds)}
        union select coordinator_id from absences where coordinator_id in ${idsSql(coordinatorIds)})
        left join availability on availability.coordinator_id = described_id`,
    )

const idsSql = (ids: readonly (SQL | string)[]) =>
  sql`(${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )})`

/** The first and the last day of an absence. */
export interface AbsentDays {
  readonly from: string
  readonly until: string
}

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
