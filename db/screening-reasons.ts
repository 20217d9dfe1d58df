import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { openFileCondition } from './file-stage.ts'

/**
 * Declares why a parent’s screening allows neither a call nor a joint appointment at an instant in milliseconds: it found
 * them not suitable, or that more is needed; nobody screened them; or they told something since, an order or an answer on
 * safety, that nobody had seen then. What a coordinator wrote down for them is no news. The newest screening counts, as it
 * was noted by that instant.
 */
export const buildScreeningReasons = (parentId: SQLWrapper, at: number) => {
  const ofNewest = (column: SQL) => sql`(select ${column} from screenings
    where screenings.parent_id = ${parentId} and recorded_at <= ${at}
    order by recorded_at desc, screenings.rowid desc limit 1)`
  const coversUntil = ofNewest(sql`covers_until`)
  return {
    'not-suitable': sql`(${ofNewest(sql`finding`)} is 'not-suitable')`,
    'more-needed': sql`(${ofNewest(sql`finding`)} is 'more-needed')`,
    'not-screened': sql`(${coversUntil} is null)`,
    'screening-due': sql`(exists (select 1 from contact_holds
        where contact_holds.parent_id = ${parentId} and placed_by is null
          and reported_at <= ${at} and reported_at > ${coversUntil})
      or exists (select 1 from submissions
        where submissions.parent_id = ${parentId} and sealed_safety is not null
          and written_by is null and sent_at <= ${at} and sent_at > ${coversUntil}))`,
  }
}

export type ScreeningReason = keyof ReturnType<typeof buildScreeningReasons>

/**
 * Declares why the coordinator cannot note a screening of the parent `screened` of `files`: the file is closed; or they
 * have not opened the safety answers since the parent last gave some.
 */
export const buildScreeningRefusalConditionsByReason = (coordinatorId: string) => ({
  closed: sql`(not ${openFileCondition()})`,
  'safety-answers-unread': sql`exists (select 1 from submissions
    where submissions.parent_id = screened.id and sealed_safety is not null and written_by is null
      and not exists (select 1 from audit_events
      where audit_events.file_id = files.id and action = 'safety_answers_read' and actor = ${coordinatorId}
        and happened_at >= sent_at))`,
})

/** Holds when a coordinator talked with the parent alone, and noted when and how. */
export const hasHeldScreeningCondition = (parentId: SQLWrapper): SQL => sql`exists (select 1 from screenings
  where screenings.parent_id = ${parentId} and held_at is not null)`

/** Holds when the newest screening of a parent found that one may go ahead with safeguards only. */
export const hasSafeguardsCondition = (parentId: SQLWrapper): SQL =>
  sql`((select finding from screenings where screenings.parent_id = ${parentId}
    order by recorded_at desc, screenings.rowid desc limit 1) is 'with-safeguards')`
