import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { insertRowIfStatement } from './insert.ts'
import { absences } from './schema.ts'

/** Lists the absences of a coordinator that are not over at an instant, in the order of their days. */
export const listAbsences = (db: Database, coordinatorId: string, now: number) =>
  db
    .select({
      id: absences.id,
      fromDay: absences.fromDay,
      untilDay: absences.untilDay,
      standInId: absences.standInId,
    })
    .from(absences)
    .where(and(eq(absences.coordinatorId, coordinatorId), gt(absences.untilAt, now)))
    .orderBy(absences.fromAt)

/** Adds an absence. Gives false when the coordinator is away already on one of its days. */
export async function addAbsence(db: Database, absence: typeof absences.$inferInsert): Promise<boolean> {
  const { meta } = await insertRowIfStatement(
    db,
    absences,
    absence,
    sql`not exists (select 1 from absences where coordinator_id = ${absence.coordinatorId}
      and until_at > ${absence.fromAt} and from_at < ${absence.untilAt})`,
  )
  return meta.changes === 1
}

/** Removes an absence of a coordinator, if it is there. */
export const removeAbsence = (db: Database, coordinatorId: string, id: string) =>
  db.delete(absences).where(and(eq(absences.id, id), eq(absences.coordinatorId, coordinatorId)))
