import type { D1Database } from '@cloudflare/workers-types'
import { practice } from '../../content/practice.ts'

/**
 * Brings a database to that many files as a practice of many years would hold them: two parents each and a match token
 * for each, a message sent, an appointment that one of them came to, the other's that was cancelled and their time
 * request before it, all closed but the last few, and spread over the coordinators. Few appointments are still to come.
 */
export async function seedFiles(db: D1Database, files: number): Promise<void> {
  const [row] = (
    await db.prepare("select count(*) as n from files where id like 'seed %'").all<{ n: number }>()
  ).results
  const coordinators = JSON.stringify(practice.coordinators.map(({ id }) => id))
  for (let from = row?.n ?? 0; from < files; from += BATCH_SIZE) {
    const to = Math.min(from + BATCH_SIZE, files)
    const numbersSql = `with recursive numbers(n) as (select ${from} union all select n + 1 from numbers where n + 1 < ${to})`
    await db.batch([
      db
        .prepare(
          `insert into files (id, reference, route, stage, lead_coordinator_id, created_at, accepted_at) ${numbersSql}
          select 'seed ' || n, 'seed ' || n, 'consent', case when n < ${OPEN_FILES} then 'open' else 'closed' end,
            (select value from json_each(?1) where key = n % json_array_length(?1)),
            ${OLDEST_CREATED_AT} + n * 1000, ${OLDEST_CREATED_AT} + n * 1000
          from numbers`,
        )
        .bind(coordinators),
      ...['initiating', 'other'].flatMap((side) => [
        db.prepare(
          `insert into parents (id, file_id, side, language) ${numbersSql}
          select '${side} ' || n, 'seed ' || n, '${side}', 'en' from numbers`,
        ),
        db.prepare(
          `insert into match_tokens (token, kind, file_id, side) ${numbersSql}
          select '${side === 'initiating' ? 'email' : 'phone'} of ' || n, 'email', 'seed ' || n, '${side}' from numbers`,
        ),
      ]),
      // A word of their own, and two that all have.
      db.prepare(
        `insert into search_tokens (token, file_id) ${numbersSql}
        select token, 'seed ' || n from numbers cross join (select 'common beginning' as token
          union all select 'other common beginning')
        union all select 'surname of ' || n, 'seed ' || n from numbers`,
      ),
      db.prepare(
        `insert into outbox (id, file_id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at) ${numbersSql}
        select 'seed ' || n, 'seed ' || n, 'new-file', '', 'sent', 1, 0, ${OLDEST_CREATED_AT} from numbers`,
      ),
      ...['initiating', 'other'].flatMap((side) => [
        db
          .prepare(
            `insert into appointments (id, file_id, coordinator_id, kind, mode, starts_at, ends_at, busy_from, busy_until,
              created_at, created_by, cancelled_at, outcome) ${numbersSql}, timed(n, begins) as (select n, ?2 + ${HOUR_MS} * case
                when n < ${FILES_WITH_UPCOMING} then 24 + n / json_array_length(?1) else -200000 + n end from numbers)
            select 'session ${side} ' || n, 'seed ' || n,
              (select value from json_each(?1) where key = n % json_array_length(?1)), 'individual', 'video',
              begins, begins + ${HOUR_MS}, begins, begins + ${HOUR_MS}, ?2, 'parent',
              ${side === 'other' ? '?2' : 'null'}, case when n < ${FILES_WITH_UPCOMING} then null else 'attended' end
            from timed`,
          )
          .bind(coordinators, Math.floor(Date.now() / HOUR_MS) * HOUR_MS),
        db.prepare(
          `insert into attendances (id, appointment_id, parent_id, sealed_details, reminded_at) ${numbersSql}
          select 'session ${side} ' || n, 'session ${side} ' || n, '${side} ' || n, 'sealed', 1 from numbers`,
        ),
      ]),
      db.prepare(
        `insert into appointment_slots (coordinator_id, quarter, appointment_id) ${numbersSql}
        select coordinator_id, starts_at / ${HOUR_MS / 4} + quarter, id from numbers
          cross join appointments on id = 'session initiating ' || n
          cross join (select 0 as quarter union all select 1 union all select 2 union all select 3)`,
      ),
      db.prepare(
        `insert into time_requests (id, parent_id, created_at, sealed_preferences, ended_at) ${numbersSql}
        select 'seed ' || n, 'other ' || n, ${OLDEST_CREATED_AT}, 'sealed', ${OLDEST_CREATED_AT} from numbers`,
      ),
    ])
  }
}

const BATCH_SIZE = 5_000
/** How many of them are open, fewer than the practice can carry. */
const OPEN_FILES = 12
const OLDEST_CREATED_AT = Date.UTC(2020, 0, 1)
/** How many of them have an appointment to come, as many whatever the number of files. */
const FILES_WITH_UPCOMING = 300
const HOUR_MS = 3_600_000
