import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { LONGEST_DIGEST_WAIT_HOURS } from '../content/limits.ts'
import { HOUR_MS } from '../content/time/units.ts'
import { isLeadAwayCondition, standInOfLeadSql } from './absences.ts'
import type { Database } from './database.ts'
import { insertJsonRowsIfStatement } from './insert.ts'
import { outbox } from './schema.ts'

/**
 * A row to insert, and under which lead: whoever leads, only if one coordinator leads, or only while nobody leads. A
 * message may also be for a coordinator as long as they stand in for the lead, who is away.
 */
export interface LeadRouted<Row> {
  readonly lead: 'anybody' | 'nobody' | { readonly id: string } | { readonly standInId: string }
  readonly row: Row
  /** The coordinator who reads a message. */
  readonly readerId?: string
  /** Set for a message to whoever did what it tells. It is not queued, and keeps nobody else from being told. */
  readonly isOwnAct?: true
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
) =>
  insertJsonRowsIfStatement(
    db,
    table,
    sql`(select value -> 'row' as row from json_each(${formatRoutedRows(rows)})
      where value ->> 'lead' in ('anybody', ${currentLeadSql(fileId)}))`,
    condition,
  )

const formatRoutedRows = (rows: readonly LeadRouted<object>[]): string =>
  JSON.stringify(
    rows.map(({ lead, row, readerId, isOwnAct }) => ({ lead: formatLead(lead), row, readerId, isOwnAct })),
  )

const formatLead = (lead: LeadRouted<object>['lead']): string => {
  if (typeof lead === 'string') return lead
  return 'id' in lead ? `id ${lead.id}` : `stand-in ${lead.standInId}`
}

const currentLeadSql = (fileId: string): SQL =>
  sql`(select coalesce('id ' || lead_coordinator_id, 'nobody') from files where id = ${fileId})`

/**
 * Queues the messages meant for the lead of a file, as part of a larger change and only if that change is made. While the
 * lead is away, those for whoever stands in are queued too. The messages for when nobody leads are queued as well when
 * nobody can stand in for whom a message was prepared, and when the lead is nobody for whom a message was prepared: they
 * have left the practice. A lead who is their reader has a message of their own.
 */
export const queueMessagesToLeadStatement = (
  db: Database,
  fileId: string,
  messages: RoutedMessages,
  condition: SQL = sql`true`,
) => {
  const now = Math.max(0, ...messages.map(({ row }) => row.createdAt))
  const routed = formatRoutedRows(messages)
  const prepared = sql`(select value ->> 'lead' from json_each(${routed}))`
  return insertJsonRowsIfStatement(
    db,
    outbox,
    sql`(select value -> 'row' as row from json_each(${routed})
      where value ->> 'isOwnAct' is null and (value ->> 'lead' in ('anybody', ${currentLeadSql(fileId)},
          (select 'stand-in ' || ${standInOfLeadSql(now)} from files where files.id = ${fileId}))
        or (value ->> 'lead' = 'nobody' and exists (select 1 from files where files.id = ${fileId}
          and lead_coordinator_id is not coalesce(value ->> 'readerId', '') and lead_coordinator_id is not null
          and (${isLeadAwayCondition(now, (standIn) => sql`coalesce('stand-in ' || ${standIn}, '') not in ${prepared}`)}
            or 'id ' || lead_coordinator_id not in ${prepared})))))`,
    condition,
    waitForDigestColumns(),
  )
}

/**
 * Gives the columns by which a message that can wait is left for the daily digest of its reader, if they chose one. Should
 * no digest take it along, it leaves by itself.
 */
function waitForDigestColumns() {
  const waits = sql`exists (select 1 from coordinator_mail_settings where rhythm = 'daily'
    and coordinator_id = row ->> 'dependsOn' ->> 'digestFor')`
  return {
    nextAttemptAt: sql`iif(${waits}, ${sql.raw(String(LONGEST_DIGEST_WAIT_HOURS * HOUR_MS))}, 0) + (row ->> 'nextAttemptAt')`,
    lastError: sql`iif(${waits}, ${DIGEST_ERROR}, row ->> 'lastError')`,
  }
}

/** The error of a message that waits for its reader’s daily digest, and of one that the digest told of. */
export const DIGEST_ERROR = 'digest'
