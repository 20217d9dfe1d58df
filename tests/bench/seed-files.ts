import type { D1Database } from '@cloudflare/workers-types'
import { practice } from '../../content/practice.ts'

/**
 * Brings a database to that many files as a practice of many years would hold them: two parents each and a fact to
 * match for each, a mail sent, a first session that one of them came to, the other's that was cancelled and what they
 * had asked for before, all closed but the last few, and spread over the coordinators. Few sessions are still to come.
 */
export async function seedFiles(db: D1Database, files: number): Promise<void> {
  const [row] = (
    await db.prepare("select count(*) as n from files where id like 'seed %'").all<{ n: number }>()
  ).results
  const coordinators = JSON.stringify(practice.coordinators.map(({ id }) => id))
  for (let from = row?.n ?? 0; from < files; from += AT_ONCE) {
    const to = Math.min(from + AT_ONCE, files)
    const numbers = `with recursive numbers(n) as (select ${from} union all select n + 1 from numbers where n + 1 < ${to})`
    await db.batch([
      db
        .prepare(
          `insert into files (id, reference, route, stage, lead_coordinator, opened_at) ${numbers}
          select 'seed ' || n, 'seed ' || n, 'consent', case when n < ${OPEN} then 'open' else 'closed' end,
            (select value from json_each(?1) where key = n % json_array_length(?1)), ${OLDEST} + n * 1000
          from numbers`,
        )
        .bind(coordinators),
      ...['initiating', 'other'].flatMap((side) => [
        db.prepare(
          `insert into parents (id, file_id, side, language) ${numbers}
          select '${side} ' || n, 'seed ' || n, '${side}', 'en' from numbers`,
        ),
        db.prepare(
          `insert into match_tokens (token, kind, file_id, side) ${numbers}
          select '${side === 'initiating' ? 'email' : 'phone'} of ' || n, 'email', 'seed ' || n, '${side}' from numbers`,
        ),
      ]),
      db.prepare(
        `insert into outbox (id, file_id, kind, mail, outcome, attempts, next_attempt_at, created_at) ${numbers}
        select 'seed ' || n, 'seed ' || n, 'new-file', '', 'sent', 1, 0, ${OLDEST} from numbers`,
      ),
      ...['initiating', 'other'].flatMap((side) => [
        db
          .prepare(
            `insert into appointments (id, file_id, coordinator, kind, way, starts_at, ends_at, taken_from, taken_until,
              made_at, made_by, cancelled_at, outcome) ${numbers}, timed(n, begins) as (select n, ?2 + ${HOUR} * case
                when n < ${TO_COME} then 24 + n / json_array_length(?1) else -200000 + n end from numbers)
            select 'session ${side} ' || n, 'seed ' || n,
              (select value from json_each(?1) where key = n % json_array_length(?1)), 'individual', 'video',
              begins, begins + ${HOUR}, begins, begins + ${HOUR}, ?2, 'parent',
              ${side === 'other' ? '?2' : 'null'}, case when n < ${TO_COME} then null else 'attended' end
            from timed`,
          )
          .bind(coordinators, Math.floor(Date.now() / HOUR) * HOUR),
        db.prepare(
          `insert into attendances (id, appointment_id, parent_id, details, reminded_at) ${numbers}
          select 'session ${side} ' || n, 'session ${side} ' || n, '${side} ' || n, 'sealed', 1 from numbers`,
        ),
      ]),
      db.prepare(
        `insert into appointment_slots (coordinator, quarter, appointment_id) ${numbers}
        select coordinator, starts_at / ${HOUR / 4} + quarter, id from numbers
          cross join appointments on id = 'session initiating ' || n
          cross join (select 0 as quarter union all select 1 union all select 2 union all select 3)`,
      ),
      db.prepare(
        `insert into time_requests (id, parent_id, made_at, wanted, ended_at) ${numbers}
        select 'seed ' || n, 'other ' || n, ${OLDEST}, 'sealed', ${OLDEST} from numbers`,
      ),
    ])
  }
}

const AT_ONCE = 5_000
/** How many of them are open, fewer than the practice can carry. */
const OPEN = 12
const OLDEST = Date.UTC(2020, 0, 1)
/** How many of them have a session to come, as many whatever the number of files. */
const TO_COME = 300
const HOUR = 3_600_000
