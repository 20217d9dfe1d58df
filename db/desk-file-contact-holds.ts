import { desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { fileIdSql, parentIdsSql } from './desk-file-parents.ts'
import { contactHolds, orderReadings, parents } from './schema.ts'

/**
 * Loads the contact holds panel: the orders that parents reported and the readings of them, newest first, without what is
 * sealed.
 */
export async function loadDeskFileContactHoldsPanel(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    contactHolds: selectContactHolds(db, reference),
    orderReadings: selectOrderReadings(db, reference),
  })
  const [file] = header
  return file && { file, ...rows }
}

const selectContactHolds = (db: Database, reference: string) =>
  db
    .select({
      ...getTableColumns(contactHolds),
      side: parents.side,
      /**
       * Who wrote it on a page that was added to the intake: the id of a coordinator, or empty for the parent; null when it
       * was told elsewhere. A hold has the id of its page, unless it is from before; then the page was sent when it was told.
       */
      addedBy: sql<string | null>`coalesce((${selectAddedBySql} submissions.id = ${contactHolds.id}),
        (${selectAddedBySql} submissions.file_id = ${parents.fileId} and sent_at = ${contactHolds.reportedAt}
          and submissions.parent_id = ${parents.id} limit 1))`.as('added_by'),
    })
    .from(contactHolds)
    .innerJoin(parents, eq(parents.id, contactHolds.parentId))
    .where(sql`${contactHolds.parentId} in ${parentIdsSql(reference)}`)
    .orderBy(desc(contactHolds.reportedAt))

/** Who wrote a page that was added to an intake. */
const selectAddedBySql = sql.raw(
  "select coalesce(written_by, '') from submissions where added_page is not null and",
)

/** Selects the readings of orders in a file, newest first, with the sealed court and date of each. */
export const selectOrderReadings = (db: Database, reference: string) =>
  db
    .select()
    .from(orderReadings)
    .where(eq(orderReadings.fileId, fileIdSql(reference)))
    .orderBy(desc(orderReadings.readAt))
