import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import { MAX_ABSENCE_DAYS } from '../content/limits.ts'
import { DAY_MS } from '../content/time/units.ts'
import type { AuditEvent } from './audit.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import type { Database } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { insertRowIfStatement } from './insert.ts'
import { absences, type appointments } from './schema.ts'

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

/** Gives the rows of `absences` that are in force at an instant, of some coordinators, as a source of rows. */
export const absencesInForceSql = (coordinatorIds: readonly string[], now: number): SQL =>
  sql`json_each(${JSON.stringify(coordinatorIds)}) cross join absences
    on absences.coordinator_id = json_each.value and until_at > ${now} and from_at <= ${now}`

const isAwayCondition = (coordinatorId: SQL, now: number): SQL => sql`exists (select 1 from absences own
  where own.coordinator_id = ${coordinatorId} and own.until_at > ${now} and own.from_at <= ${now})`

/** Holds when a coordinator is away at any moment of an appointment. */
export const isAwayDuringCondition = ({
  coordinatorId,
  startsAt,
  endsAt,
}: Pick<typeof appointments.$inferInsert, 'coordinatorId' | 'startsAt' | 'endsAt'>): SQL =>
  sql`exists (select 1 from absences where coordinator_id = ${coordinatorId}
    and until_at > ${startsAt} and from_at < ${endsAt})`

const inForceCondition = (now: number): SQL => sql`absences.until_at > ${now} and absences.from_at <= ${now}`

/** Gives the id of whoever stands in while an absence `absences` of the lead of `files` is in force; null when nobody can. */
const ableStandInSql = (now: number): SQL => sql`iif(${isAwayCondition(sql`absences.stand_in_id`, now)}
  or ${hasConflictOfInterestCondition(sql`absences.stand_in_id`)}, null, absences.stand_in_id)`

/**
 * Gives the id of whoever stands in for the lead of `files` at an instant: they have no conflict of interest there and are
 * not away themselves. Null when the lead is not away, or nobody can stand in.
 */
export const standInOfLeadSql = (now: number): SQL => sql`(select ${ableStandInSql(now)} from absences
  where absences.coordinator_id = files.lead_coordinator_id and ${inForceCondition(now)})`

/** Holds while the lead of `files` is away, and a condition holds about who stands in: their id, or null for nobody. */
export const isLeadAwayCondition = (now: number, buildCondition: (standIn: SQL) => SQL): SQL => sql`exists (
  select 1 from absences where absences.coordinator_id = files.lead_coordinator_id and ${inForceCondition(now)}
    and ${buildCondition(ableStandInSql(now))})`

/** Who is named to stand in for the lead of `files`, who is away at an instant, whether they can or not; empty for nobody. */
export const buildNamedStandInsColumn = (now: number) =>
  sql`(select json_group_array(absences.stand_in_id) from absences
    where absences.coordinator_id = files.lead_coordinator_id and ${inForceCondition(now)}
      and absences.stand_in_id is not null)`
    .mapWith((ids): string[] => JSON.parse(ids))
    .as('stand_in_ids')

/**
 * Holds while a coordinator stands in for the lead of `files` at an instant and was given the file: a message about it came
 * to them since the lead went away. It ends with the absence. Whether they have a conflict of interest is asked apart.
 */
export const wasGivenFileCondition = (
  coordinatorId: string | SQL,
  now: number,
): SQL => sql`exists (select 1 from absences
  where absences.coordinator_id = files.lead_coordinator_id and absences.stand_in_id = ${coordinatorId}
    and ${inForceCondition(now)} and exists (select 1 from outbox given where given.stand_in_id = absences.stand_in_id
      and given.created_at >= absences.from_at and given.file_id = files.id)
    and not ${isAwayCondition(sql`absences.stand_in_id`, now)})`

/** Gives the ids of the files that a coordinator was given and may still work on, standing in for their leads. */
export const givenFileIdsSql = (
  coordinatorId: string,
  now: number,
): SQL => sql`(select files.id from outbox told
  cross join files on files.id = told.file_id
  where told.stand_in_id = ${coordinatorId} and told.created_at > ${now - MAX_ABSENCE_DAYS * DAY_MS}
    and ${wasGivenFileCondition(coordinatorId, now)})`

/** Holds for the lead of `files`, and for whoever was given it while they are away. */
export const actsAsLeadCondition = (coordinatorId: string | SQL, now: number): SQL =>
  sql`(files.lead_coordinator_id = ${coordinatorId} or ${wasGivenFileCondition(coordinatorId, now)})`

/** Holds while the file is open, for its lead and for whoever was given it while the lead is away. */
export const actsAsLeadOfOpenFileCondition = ({
  fileId,
  actor,
  happenedAt,
}: Pick<AuditEvent, 'fileId' | 'actor' | 'happenedAt'>): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and ${openFileCondition()} and ${actsAsLeadCondition(actor, happenedAt)})`

/** Selects who of these coordinators is away at an instant, and who stands in for each. */
export const selectStandIns = (db: Database, coordinatorIds: readonly string[], now: number) =>
  db
    .select({
      coordinatorId: sql<string>`absences.coordinator_id`.as('absent_id'),
      standInId: sql<string | null>`stand_in_id`.as('stand_in'),
    })
    .from(absencesInForceSql(coordinatorIds, now))

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

/**
 * Changes the days of an absence of a coordinator, and who stands in. Gives false when it is not there, or the coordinator is
 * away already on one of its days.
 */
export async function changeAbsence(
  db: Database,
  { id, coordinatorId, ...changes }: Omit<typeof absences.$inferInsert, 'createdBy' | 'createdAt'>,
): Promise<boolean> {
  const { meta } = await db
    .update(absences)
    .set(changes)
    .where(
      sql`id = ${id} and coordinator_id = ${coordinatorId} and not exists (select 1 from absences other
        where other.coordinator_id = ${coordinatorId} and other.id <> ${id}
          and other.until_at > ${changes.fromAt} and other.from_at < ${changes.untilAt})`,
    )
  return meta.changes === 1
}

/** Removes an absence of a coordinator, if it is there. */
export const removeAbsence = (db: Database, coordinatorId: string, id: string) =>
  db.delete(absences).where(and(eq(absences.id, id), eq(absences.coordinatorId, coordinatorId)))
