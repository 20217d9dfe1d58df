import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { MAX_LISTED_LOG_ENTRIES } from '../content/limits.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { fileIdSql } from './desk-file-parents.ts'
import { contactEntries, notes } from './schema.ts'

/** The entry before which a page of the contact log ends: when it was, and its id. */
export interface LogPosition {
  readonly at: number
  readonly id: string
}

/**
 * Loads a page of a file’s contact log: contacts, and notes that were not written with one, each newest first, without what
 * the notes say. A draft is there for its author alone. Each list has one row more than a page when there are older ones.
 */
export async function loadDeskFileContactLog(
  db: Database,
  query: DeskFileQuery,
  before: LogPosition | undefined,
) {
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    contacts: selectContactEntries(db, query.reference, before),
    notes: selectNotes(db, query, before),
  })
  const [file] = header
  return file && { file, ...rows }
}

const selectContactEntries = (db: Database, reference: string, before: LogPosition | undefined) => {
  const { fileId, ...columns } = getTableColumns(contactEntries)
  return db
    .select({
      ...columns,
      isAmended: isAmendedColumn(sql`contact_entries later where later.amends_id = contact_entries.id`),
      note: sql`(select json_object('id', notes.id, 'folder', folder) from notes
        where notes.file_id = contact_entries.file_id and notes.written_at = recorded_at
          and contact_entry_id = contact_entries.id)`
        .mapWith((json): Pick<typeof notes.$inferSelect, 'id' | 'folder'> | null => JSON.parse(json))
        .as('note'),
    })
    .from(contactEntries)
    .where(and(eq(contactEntries.fileId, fileIdSql(reference)), isOlder(sql`happened_at, id`, before)))
    .orderBy(desc(contactEntries.happenedAt), desc(contactEntries.id))
    .limit(MAX_LISTED_LOG_ENTRIES + 1)
}

const selectNotes = (
  db: Database,
  { reference, viewerId }: DeskFileQuery,
  before: LogPosition | undefined,
) => {
  const { fileId, sealedText, sealedScreeningText, contactEntryId, ...columns } = getTableColumns(notes)
  return db
    .select({
      ...columns,
      isAmended: isAmendedColumn(
        sql`notes later where later.amends_id = notes.id and later.signed_at is not null`,
      ),
    })
    .from(notes)
    .where(
      and(
        eq(notes.fileId, fileIdSql(reference)),
        sql`contact_entry_id is null and (signed_at is not null or written_by = ${viewerId})`,
        isOlder(sql`written_at, id`, before),
      ),
    )
    .orderBy(desc(notes.writtenAt), desc(notes.id))
    .limit(MAX_LISTED_LOG_ENTRIES + 1)
}

const isAmendedColumn = (later: SQL) =>
  sql<boolean>`exists (select 1 from ${later})`.mapWith(Boolean).as('is_amended')

const isOlder = (key: SQL, before: LogPosition | undefined) =>
  before && sql`(${key}) < (${before.at}, ${before.id})`
