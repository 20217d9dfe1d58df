import { desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { actsAsLeadOfOpenFileCondition } from './absences.ts'
import { type AuditEvent, mutateWithAudit } from './audit.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { parentIdsSql } from './desk-file-parents.ts'
import { transitionFileStatement } from './file-stage.ts'
import { addMaxClockSkew, firstReasonSql, noReasonHoldsCondition } from './gate.ts'
import { insertRowIfStatement } from './insert.ts'
import { files, parents, screenings } from './schema.ts'
import { buildScreeningReasons, buildScreeningRefusalConditionsByReason } from './screening-reasons.ts'

/** What a coordinator notes of a screening, looking at the newest one of that parent. */
interface NewScreening
  extends Pick<
    typeof screenings.$inferInsert,
    'id' | 'parentId' | 'heldAt' | 'mode' | 'waiver' | 'finding' | 'sealedNote'
  > {
  /** The id of the newest screening that they saw; null for none. */
  readonly seen: string | null
  /** Whether it amends that one. */
  readonly amends: boolean
}

/**
 * Notes a screening of a parent. One that amends another covers what that one covered, so that amending never stands for
 * a new talk. A talk that was held moves a new file on. Gives false unless the coordinator leads the open file or was given
 * it, saw the newest screening, and has opened what the parent answered about safety.
 */
export const noteScreening = (
  db: Database,
  event: AuditEvent,
  { seen, amends, ...screening }: NewScreening,
) => {
  const possible = sql`${actsAsLeadOfOpenFileCondition(event)} and exists (select 1 from parents screened
    cross join files on files.id = screened.file_id
    where screened.id = ${screening.parentId} and files.id = ${event.fileId} and screened.status is not null
      and (select id from screenings where parent_id = screened.id
        order by recorded_at desc, rowid desc limit 1) is ${seen}
      ${amends ? sql`and ${seen} is not null` : sql``}
      and ${noReasonHoldsCondition(buildScreeningRefusalConditionsByReason(event.actor))})`
  return mutateWithAudit(db, event, [
    ...(screening.heldAt ? [transitionFileStatement(db, 'contact', event.fileId, {}, possible)] : []),
    insertRowIfStatement(
      db,
      screenings,
      {
        ...screening,
        ...{ recordedAt: event.happenedAt, recordedBy: event.actor, amendsId: amends ? seen : null },
        coversUntil: amends
          ? sql`(select covers_until from screenings where id = ${seen})`
          : event.happenedAt,
      },
      possible,
    ),
  ])
}

/**
 * Loads the screenings panel: for each parent who came, what their screening stands against and why none can be noted by
 * whoever looks; and the screenings of the file, newest first, without what was noted.
 */
export async function loadDeskFileScreeningsPanel(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    screenedParents: selectScreenedParents(db, query),
    screenings: selectScreenings(db, reference),
  })
  const [file] = header
  return file && { file, ...rows }
}

const selectScreenedParents = (db: Database, { reference, viewerId, now }: DeskFileQuery) => {
  const screened = alias(parents, 'screened')
  return db
    .select({
      side: sql<(typeof parents.$inferSelect)['side']>`screened.side`.as('screened_side'),
      reason: firstReasonSql(buildScreeningReasons(sql`screened.id`, addMaxClockSkew(now))).as(
        'screening_reason',
      ),
      refusalReason: firstReasonSql(buildScreeningRefusalConditionsByReason(viewerId)).as('refusal_reason'),
      /** Whether they joined with a code that the other parent had, who may have used it themselves. */
      cameByCode: sql<boolean>`exists (select 1 from parents giver cross join joining_codes
        on joining_codes.parent_id = giver.id where giver.file_id = files.id and giver.id <> screened.id
          and joining_codes.accepted_at is not null)`
        .mapWith(Boolean)
        .as('came_by_code'),
    })
    .from(files)
    .innerJoin(screened, eq(screened.fileId, files.id))
    .where(sql`${files.reference} = ${reference} and screened.status is not null`)
    .orderBy(sql`screened.side`)
}

/** Selects the screenings of a file’s parents, newest first. */
export const selectScreenings = (db: Database, reference: string) =>
  db
    .select({ ...getTableColumns(screenings), side: parents.side })
    .from(screenings)
    .innerJoin(parents, eq(parents.id, screenings.parentId))
    .where(sql`${screenings.parentId} in ${parentIdsSql(reference)}`)
    .orderBy(desc(screenings.recordedAt), sql`screenings.rowid desc`)
