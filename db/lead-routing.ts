import { type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type Database, statement } from './database.ts'
import type { outbox } from './schema.ts'

/** A row that is written whoever leads, only if that coordinator does, or only if nobody does yet. */
export interface ForLead<Row> {
  readonly lead: 'anybody' | 'nobody' | { readonly id: string }
  readonly row: Row
}

/** Those of the rows that fit who leads a file, at the moment they are written. */
export const forLead = (fileId: string, rows: readonly ForLead<object>[]): SQL => {
  const all = rows.map(({ lead, row }) => ({ lead: typeof lead === 'string' ? lead : `id ${lead.id}`, row }))
  return sql`(select value -> 'row' as row from json_each(${JSON.stringify(all)})
    where value ->> 'lead' in ('anybody',
      (select coalesce('id ' || lead_coordinator, 'nobody') from files where id = ${fileId})))`
}

/** Queues mail to whoever leads a file, as part of a larger change and only if that is made. */
export const queueForLead = (
  db: Database,
  fileId: string,
  mail: readonly ForLead<typeof outbox.$inferInsert>[],
  condition: SQL = sql`true`,
): BatchItem<'sqlite'> =>
  statement(
    db,
    sql`
    insert into outbox (id, file_id, parent_id, kind, mail, outcome, attempts, next_attempt_at, created_at)
    select row ->> 'id', row ->> 'fileId', row ->> 'parentId', row ->> 'kind', row ->> 'mail', row ->> 'outcome', row ->> 'attempts',
      row ->> 'nextAttemptAt', row ->> 'createdAt'
    from ${forLead(fileId, mail)} where ${condition}`,
  )
