import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'
import { insertJsonRowsIfStatement } from './insert.ts'
import { outbox } from './schema.ts'

/** A row to insert, and under which lead: whoever leads, only if one coordinator leads, or only while nobody leads. */
export interface LeadRouted<Row> {
  readonly lead: 'anybody' | 'nobody' | { readonly id: string }
  readonly row: Row
}

/** Messages to queue, each with the lead for which it is meant. */
export type RoutedMessages = readonly LeadRouted<typeof outbox.$inferInsert>[]

/** Inserts the rows meant for the lead that a file has at the moment of the write, if a condition holds. */
export const insertRowsForCurrentLeadStatement = <Table extends SQLiteTable>(
  db: Database,
  table: Table,
  fileId: string,
  rows: readonly LeadRouted<Table['$inferInsert']>[],
  condition: SQL = sql`true`,
) => insertJsonRowsIfStatement(db, table, rowsForCurrentLeadSql(fileId, rows), condition)

/** Writes the rows meant for the lead that a file has at the moment of the write as a source of rows. */
const rowsForCurrentLeadSql = (fileId: string, rows: readonly LeadRouted<object>[]): SQL => {
  const all = rows.map(({ lead, row }) => ({ lead: typeof lead === 'string' ? lead : `id ${lead.id}`, row }))
  return sql`(select value -> 'row' as row from json_each(${JSON.stringify(all)})
    where value ->> 'lead' in ('anybody',
      (select coalesce('id ' || lead_coordinator_id, 'nobody') from files where id = ${fileId})))`
}

/** Queues the messages meant for the lead of a file, as part of a larger change and only if that change is made. */
export const queueMessagesToLeadStatement = (
  db: Database,
  fileId: string,
  messages: RoutedMessages,
  condition?: SQL,
) => insertRowsForCurrentLeadStatement(db, outbox, fileId, messages, condition)
