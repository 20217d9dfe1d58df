import { desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { parentIdsSql } from './desk-file-parents.ts'
import { contactHolds, parents } from './schema.ts'

/** Loads the contact holds panel: the orders that parents reported, newest first, and which parent reported each. */
export async function loadDeskFileContactHoldsPanel(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    contactHolds: selectContactHolds(db, reference),
  })
  const [file] = header
  return file && { file, ...rows }
}

const selectContactHolds = (db: Database, reference: string) =>
  db
    .select({ ...getTableColumns(contactHolds), side: parents.side })
    .from(contactHolds)
    .innerJoin(parents, eq(parents.id, contactHolds.parentId))
    .where(sql`${contactHolds.parentId} in ${parentIdsSql(reference)}`)
    .orderBy(desc(contactHolds.reportedAt))
