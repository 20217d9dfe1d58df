import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { availability } from './schema.ts'

/** What coordinators saved about when they meet families, by id; nothing for whoever never saved any. */
export const rulesQuery = (db: Database, ...coordinators: readonly (SQL | string)[]) =>
  db
    .select({
      coordinator: availability.coordinator,
      rules: availability.rules,
      revision: availability.revision,
    })
    .from(availability)
    .where(
      sql`coordinator in (${sql.join(
        coordinators.map((id) => sql`${id}`),
        sql`, `,
      )})`,
    )

/** The same of one coordinator, by itself. */
export const readHours = async (db: Database, coordinator: string) => (await rulesQuery(db, coordinator))[0]

/**
 * Keeps a coordinator's rules in place of the revision that was read, 0 for those of the settings; false when they were
 * changed meanwhile.
 */
export async function saveHours(
  db: Database,
  { coordinator, rules, revision }: { coordinator: string; rules: string; revision: number },
  now: number,
): Promise<boolean> {
  const { meta } = await db.run(sql`
    insert into availability (coordinator, rules, revision, changed_at)
    select ${coordinator}, ${rules}, ${revision + 1}, ${now}
    where ${revision} = coalesce((select revision from availability where coordinator = ${coordinator}), 0)
    on conflict (coordinator) do update set rules = excluded.rules, revision = excluded.revision,
      changed_at = excluded.changed_at`)
  return meta.changes === 1
}
