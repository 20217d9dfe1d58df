import { type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { MAX_PRACTICE_MAILS_PER_HOUR } from '../content/limits.ts'
import type { Database } from './database.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { type RoutedMessages, rowsForCurrentLeadSql } from './lead-routing.ts'
import { codeAttempts, outbox } from './schema.ts'

/** What an hour (since 1970, UTC) may hold of each thing that is counted: a keyed hash of a network or an address. */
export interface HourlyLimits {
  readonly hour: number
  readonly limits: readonly { readonly key: string; readonly max: number }[]
}

/** Holds while none of the limits is reached. */
export const withinLimitsCondition = ({ hour, limits }: HourlyLimits): SQL =>
  sql`(not exists (select 1 from json_each(${JSON.stringify(limits)}) cross join code_attempts
    on connection_hash = json_each.value ->> 'key' and hour = ${hour} where attempts >= json_each.value ->> 'max'))`

/** Counts `amount` more towards each of the limits, if a condition holds. */
export const countTowardsLimitsStatement = (
  db: Database,
  { hour, limits }: HourlyLimits,
  condition: SQL,
  amount: SQL = sql`1`,
) =>
  insertJsonRowsIfStatement(db, codeAttempts, jsonRowsSql(limits), condition, {
    connectionHash: sql`row ->> 'key'`,
    hour: sql`${hour}`,
    attempts: amount,
  }).onConflictDoUpdate({
    target: [codeAttempts.connectionHash, codeAttempts.hour],
    set: { attempts: sql`attempts + excluded.attempts` },
  })

/** What every e-mail that somebody unknown causes counts towards, whoever gets it. */
const PRACTICE_KEY = 'mail of the practice'

/** Gives how many e-mails that somebody unknown caused were queued in an hour. */
export const mailCountSql = (hour: number): SQL<number> =>
  sql<number>`coalesce((select attempts from code_attempts where connection_hash = ${PRACTICE_KEY} and hour = ${hour}), 0)`

/**
 * Gives for how many hours a message is held: none up to the practice’s limit an hour, one up to twice as many, and so on,
 * so that a flood leaves at the pace of the limit.
 */
// D1 binds every number as a real, so the quotient is cut.
const heldHoursSql = (hour: number): SQL<number> =>
  sql`cast(${mailCountSql(hour)} / ${MAX_PRACTICE_MAILS_PER_HOUR} as integer)`

/** Held longer than this, a message would be too old to send. */
const MAX_HELD_HOURS = 22

/**
 * Queues messages that somebody unknown causes, those for the lead that the file has at the moment of the write, and
 * counts them. A receipt over the limits is recorded as not sent, so that the page and the desk can tell. Messages over
 * the practice’s limit are held. All of it depends on a condition.
 */
export function queueLimitedMessagesStatements(
  db: Database,
  fileId: string,
  messages: RoutedMessages,
  receiptLimits: HourlyLimits,
  condition: SQL = sql`true`,
): BatchItem<'sqlite'>[] {
  const { hour } = receiptLimits
  const isRefused = sql`(row ->> 'kind' = 'receipt'
    and not (${withinLimitsCondition(receiptLimits)} and ${heldHoursSql(hour)} <= ${MAX_HELD_HOURS}))`
  const receipt = messages.find(({ row }) => row.kind === 'receipt')
  return [
    insertJsonRowsIfStatement(db, outbox, rowsForCurrentLeadSql(fileId, messages), condition, {
      outcome: sql`case when ${isRefused} then 'failed' else 'queued' end`,
      sealedMessage: sql`case when ${isRefused} then '' else row ->> 'sealedMessage' end`,
      lastError: sql`case when ${isRefused} then ${LIMITED_ERROR} ${whenHeldSql(hour)} end`,
      nextAttemptAt: nextAttemptAtSql(hour, sql`row ->> 'nextAttemptAt'`),
    }),
    countTowardsPracticeLimitStatement(db, hour),
    ...(receipt
      ? [countTowardsLimitsStatement(db, receiptLimits, queuedMessageCondition(receipt.row.id))]
      : []),
  ]
}

/**
 * Queues one message that somebody unknown causes and counts it, unless that would be over the limits. It is held when the
 * practice’s limit is reached.
 */
export const queueLimitedMessageStatements = (
  db: Database,
  message: typeof outbox.$inferInsert,
  limits: HourlyLimits,
): BatchItem<'sqlite'>[] => [
  insertJsonRowsIfStatement(
    db,
    outbox,
    jsonRowsSql([message]),
    sql`${withinLimitsCondition(limits)} and ${heldHoursSql(limits.hour)} <= ${MAX_HELD_HOURS}`,
    {
      lastError: sql`case when false then null ${whenHeldSql(limits.hour)} end`,
      nextAttemptAt: nextAttemptAtSql(limits.hour, sql`row ->> 'nextAttemptAt'`),
    },
  ),
  countTowardsPracticeLimitStatement(db, limits.hour),
  countTowardsLimitsStatement(db, limits, queuedMessageCondition(message.id)),
]

/** The error of a receipt that was not sent because a limit was reached. */
export const LIMITED_ERROR = 'limited'
/** The error of a message that is held for a while because the practice’s limit was reached. */
export const HELD_ERROR = 'held'

const whenHeldSql = (hour: number) => sql`when ${heldHoursSql(hour)} > 0 then ${HELD_ERROR}`

const nextAttemptAtSql = (hour: number, otherwise: SQL) =>
  sql`case ${heldHoursSql(hour)} when 0 then ${otherwise}
    else cast((${hour} + min(${heldHoursSql(hour)}, ${MAX_HELD_HOURS})) * 3600000 as integer) end`

/** Counts the messages that the statement before inserted. */
const countTowardsPracticeLimitStatement = (db: Database, hour: number) =>
  countTowardsLimitsStatement(
    db,
    { hour, limits: [{ key: PRACTICE_KEY, max: MAX_PRACTICE_MAILS_PER_HOUR }] },
    sql`changes() > 0`,
    sql`changes()`,
  )

const queuedMessageCondition = (id: string) =>
  sql`exists (select 1 from outbox where id = ${id} and outcome = 'queued')`
