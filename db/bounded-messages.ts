import { eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import {
  MAX_APPOINTMENT_MAILS_PER_HOUR,
  MAX_FILE_NEWS_PER_HOUR,
  MAX_PRACTICE_MAILS_PER_HOUR,
} from '../content/limits.ts'
import { HOUR_MS } from '../content/time/units.ts'
import { acceptedFileCondition, unacceptedFileCountSql } from './accepted-files.ts'
import { type Database, runNamedBatch, toBatchItem } from './database.ts'
import type { CountLimit } from './flood-limits.ts'
import { insertJsonRowsIfStatement, jsonRowsSql } from './insert.ts'
import { DIGEST_ERROR, type LeadRouted, queueMessagesToLeadStatement } from './lead-routing.ts'
import { CANCELLED_ERROR } from './outbox.ts'
import { codeAttempts, outbox } from './schema.ts'

/** A message that somebody outside the practice causes, with what bounds it. */
export type BoundedMessage = LeadRouted<typeof outbox.$inferInsert> & {
  /** While one of these is reached, the message is refused. It counts in the hour in which it is caused. */
  readonly refusedOver?: readonly CountLimit[]
  /** The message waits for an hour in which none of these is reached. It counts in the hour in which it leaves. */
  readonly pacedBy?: readonly CountLimit[]
}

/** The error of a message that was not sent because a limit was reached. */
export const LIMITED_ERROR = 'limited'
/** The error of a message that is held because the practice’s limit was reached. */
export const HELD_ERROR = 'held'
/** The error of a message that is held because its reader got several such within the hour. */
const PACED_ERROR = 'paced'

/**
 * Queues messages that somebody outside the practice causes, those for the lead that the file has at the moment of the
 * write, and counts them. All of it depends on a condition.
 *
 * A message leaves in the first hour that has room for it. While it waits, a newer one about the same takes its place, so
 * that the last state is told, and told once. A message that can be refused is not sent when a day has no room for it; any
 * other one leaves at the end of that day.
 */
export function queueBoundedMessagesStatements(
  db: Database,
  fileId: string | null,
  messages: readonly BoundedMessage[],
  now: number,
  condition?: SQL,
): BatchItem<'sqlite'>[] {
  const queued = describeQueuedMessages(fileId, messages, now)
  const canBeRefused = messages.some(({ refusedOver }) => refusedOver)
  const canReplace = messages.some(({ row }) => /"(topic|attendanceId)":/.test(row.dependsOn ?? ''))
  const toBatchItems = (statements: readonly SQL[]) =>
    statements.map((statement) => toBatchItem(db, statement))
  return [
    queueMessagesToLeadStatement(db, fileId ?? '', messages, condition),
    ...toBatchItems([...(canBeRefused ? refuseSql(queued) : []), holdSql(queued)]),
    countStatement(db, queued),
    ...toBatchItems(canReplace ? replaceHeldSql(queued) : []),
  ]
}

/** Queues one message that is about no file, in one call, and tells whether it is held or was refused. */
export async function queueBoundedMessage(
  db: Database,
  message: BoundedMessage,
  now: number,
): Promise<'queued' | 'held' | 'limited'> {
  const { stored } = await runNamedBatch(db, {
    queued: queueBoundedMessagesStatements(db, null, [message], now),
    stored: db
      .select({ nextAttemptAt: outbox.nextAttemptAt })
      .from(outbox)
      .where(eq(outbox.id, message.row.id)),
  })
  const [row] = stored
  if (!row) return 'limited'
  return row.nextAttemptAt > now ? 'held' : 'queued'
}

/** Held longer than this, a message would be too old to send. */
const MAX_HELD_HOURS = 22

/** What each message counts towards that is caused by somebody whose file nobody accepted, whoever gets it. */
const PRACTICE_LIMIT: CountLimit = { key: 'mail of the practice', max: MAX_PRACTICE_MAILS_PER_HOUR }

/** The messages that the statement before has queued to leave by themselves, as the following ones find them in `outbox`. */
interface QueuedMessages {
  readonly hour: number
  /** Holds for one of them. */
  readonly isOne: SQL
  /** Gives a row `bound` for each bound of a message: `id`, `key`, `max`, and whether it refuses. */
  readonly bounds: SQL
  /** The first hour, as hours since 1970, that has room for a message; null when the day has none. */
  readonly firstHour: SQL
  /** Holds while the practice’s limit is reached and counts for the file: who sent an accepted one is no stranger. */
  readonly isPracticeFull: SQL
  /** Holds for another message `held` whose place a message takes. */
  readonly isReplaced: SQL
}

function describeQueuedMessages(
  fileId: string | null,
  messages: readonly BoundedMessage[],
  now: number,
): QueuedMessages {
  const hour = Math.floor(now / HOUR_MS)
  const ids = sql`(select value from json_each(${JSON.stringify(messages.map(({ row }) => row.id))}))`
  const rows = messages.flatMap(({ row: { id }, refusedOver = [], pacedBy = [] }) => [
    ...refusedOver.map((limit) => ({ id, ...limit, refuses: true })),
    ...[...pacedBy, PRACTICE_LIMIT].map((limit) => ({ id, ...limit, refuses: false })),
  ])
  const isStranger = sql`not exists (select 1 from files where id = ${fileId} and ${acceptedFileCondition()})`
  const bounds = sql`(select value ->> 'id' as id, value ->> 'key' as key, value ->> 'max' as max,
    value ->> 'refuses' as refuses from json_each(${JSON.stringify(rows)})
    where value ->> 'key' <> ${PRACTICE_LIMIT.key} or ${isStranger})`
  const hours = Array.from({ length: MAX_HELD_HOURS + 1 }, (_, later) => hour + later)
  const since = now - HOUR_MS
  // A message may have several readers, so the messages of an hour are compared with as many times those of now.
  const hasHadMany = sql`coalesce((select sum(iif(earlier.id in ${ids},
      -iif(outbox.kind = 'file-news', ${MAX_FILE_NEWS_PER_HOUR}, ${MAX_APPOINTMENT_MAILS_PER_HOUR}), 1)) >= 0
    from outbox earlier where earlier.file_id = outbox.file_id and earlier.created_at > ${since}
      and earlier.last_error is not ${DIGEST_ERROR}
      and earlier.parent_id is outbox.parent_id and earlier.kind glob case when outbox.kind = 'file-news' then 'file-news'
        when outbox.kind glob 'appointment-*' then 'appointment-*' end), 0)`
  return {
    hour,
    bounds,
    isOne: sql`outbox.id in ${ids} and outbox.last_error is not ${DIGEST_ERROR}`,
    firstHour: sql`(select leaves from (select value as leaves from json_each(${JSON.stringify(hours)}))
      where not (leaves = ${hour} and ${hasHadMany}) and not exists (select 1 from ${bounds} bound
        cross join code_attempts on connection_hash = bound.key and hour = leaves
        where bound.id = outbox.id and not bound.refuses and attempts >= bound.max) limit 1)`,
    isPracticeFull: sql`exists (select 1 from ${bounds} bound cross join code_attempts
      on connection_hash = bound.key and hour = ${hour}
      where bound.key = ${PRACTICE_LIMIT.key} and attempts >= bound.max)`,
    isReplaced: sql`held.file_id = outbox.file_id and held.outcome = 'queued' and held.attempts = 0
      and held.last_error in (${HELD_ERROR}, ${PACED_ERROR}) and held.id not in ${ids}
      and held.parent_id is outbox.parent_id and held.depends_on ->> 'leadId' is outbox.depends_on ->> 'leadId'
      and held.depends_on ->> 'standInId' is outbox.depends_on ->> 'standInId'
      and (held.depends_on ->> 'topic' = outbox.depends_on ->> 'topic'
        or held.depends_on ->> 'attendanceId' = outbox.depends_on ->> 'attendanceId')`,
  }
}

/** Refuses messages: about a file, they are recorded as not sent, which the page and the desk tell; others are deleted. */
const refuseSql = ({ hour, isOne, bounds, firstHour }: QueuedMessages): SQL[] => {
  const isRefused = sql`${isOne} and exists (select 1 from ${bounds} bound where bound.id = outbox.id and bound.refuses)
    and (${firstHour} is null or exists (select 1 from ${bounds} bound
      cross join code_attempts on connection_hash = bound.key and hour = ${hour}
      where bound.id = outbox.id and bound.refuses and attempts >= bound.max))`
  return [
    sql`delete from outbox where file_id is null and ${isRefused}`,
    sql`update outbox set outcome = 'failed', last_error = ${LIMITED_ERROR}, sealed_message = '', depends_on = null
      where ${isRefused}`,
  ]
}

/** Holds the messages that this hour has no room for. */
const holdSql = ({ hour, isOne, firstHour, isPracticeFull, isReplaced }: QueuedMessages): SQL =>
  sql`update outbox set last_error = iif(${isPracticeFull}, ${HELD_ERROR}, ${PACED_ERROR}),
      next_attempt_at = cast(coalesce(${firstHour}, ${hour + MAX_HELD_HOURS}) * ${HOUR_MS} as integer)
    where ${isOne} and outcome = 'queued' and ${firstHour} is not ${hour}
      and not exists (select 1 from outbox held where ${isReplaced})`

/** Counts the messages that were not refused, and that take nobody’s place. */
const countStatement = (db: Database, { hour, isOne, bounds, isReplaced }: QueuedMessages) =>
  db
    .insert(codeAttempts)
    .select(
      sql`select bound.key, cast(iif(bound.refuses, ${hour}, next_attempt_at / ${HOUR_MS}) as integer), count(*)
        from ${bounds} bound cross join outbox on outbox.id = bound.id
        where ${isOne} and outcome = 'queued' and not exists (select 1 from outbox held where ${isReplaced}) group by 1, 2`,
    )
    .onConflictDoUpdate({
      target: [codeAttempts.connectionHash, codeAttempts.hour],
      set: { attempts: sql`attempts + excluded.attempts` },
    })

/**
 * Lets messages take the place of held ones about the same, and cancels those. That an appointment is cancelled is not
 * told to somebody who was never told that it was booked.
 */
const replaceHeldSql = ({ isOne, isReplaced }: QueuedMessages): SQL[] => [
  sql`delete from outbox where ${isOne} and kind = 'appointment-cancelled'
    and exists (select 1 from outbox held where ${isReplaced})
    and not exists (select 1 from outbox told where told.file_id = outbox.file_id and told.parent_id = outbox.parent_id
      and told.kind in ('appointment-booked', 'appointment-moved') and told.attempts > 0
      and told.created_at >= (select appointments.created_at from attendances
        cross join appointments on appointments.id = appointment_id
        where attendances.id = outbox.depends_on ->> 'attendanceId'))`,
  sql`update outbox set last_error = ${PACED_ERROR},
      next_attempt_at = (select min(held.next_attempt_at) from outbox held where ${isReplaced})
    where ${isOne} and exists (select 1 from outbox held where ${isReplaced})`,
  sql`update outbox as held set outcome = 'failed', last_error = ${CANCELLED_ERROR}, sealed_message = '', depends_on = null
    from outbox where ${isOne} and ${isReplaced}`,
]

/**
 * Counts the messages that the practice’s limit holds, and the files that nobody accepted, at most `maxUnread`. Gives
 * undefined when none was held since the administrators were told, or when that was less than an hour ago.
 */
export async function findHeldMessagesToReport(
  db: Database,
  now: number,
  maxUnread: number,
): Promise<{ readonly held: number; readonly unread: number } | undefined> {
  const [counts] = await db
    .select({
      held: sql<number>`count(*)`,
      newest: sql<number | null>`max(created_at)`,
      unread: unacceptedFileCountSql(maxUnread),
    })
    .from(outbox)
    .where(sql`outcome = 'queued' and last_error = ${HELD_ERROR} and ${reportDueCondition(now)}`)
  return counts?.newest && counts.newest > now - HOUR_MS
    ? { held: counts.held, unread: counts.unread }
    : undefined
}

/** Queues the messages that tell it. Gives false when another run has told it. */
export async function queueHeldMessagesReport(
  db: Database,
  messages: readonly (typeof outbox.$inferInsert)[],
  now: number,
): Promise<boolean> {
  const { meta } = await insertJsonRowsIfStatement(db, outbox, jsonRowsSql(messages), reportDueCondition(now))
  return meta.changes > 0
}

/** Holds unless the administrators were told within the hour. What is about no file is found by when it was created. */
const reportDueCondition = (now: number): SQL => sql`not exists (select 1 from outbox report
  where report.file_id is null and report.created_at > ${now - HOUR_MS} and report.kind = 'messages-held')`
