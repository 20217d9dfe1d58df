import type { D1Database } from '@cloudflare/workers-types'
import { availability } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const COORDINATORS = practice.coordinators.map(({ id }) => id)

/** As many sessions a day as each coordinator of the seed takes. */
const A_DAY = 10
/** One day in so many has room for one more. */
const WITH_ROOM = 60

/** Hours of every day of a year ahead, with as many closed days and openings besides as the desk takes. */
const busyRules = availability.parse({
  timeZone: 'America/Toronto',
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '07:00', until: '21:00' })),
  closed: Array.from({ length: 200 }, () => ({ from: '2020-01-01', until: '2020-12-31' })),
  extra: Array.from({ length: 200 }, () => ({ date: '2020-01-01', from: '07:00', until: '21:00' })),
  minutesBefore: 0,
  minutesAfter: 15,
  minutesApart: 30,
  noticeHours: 24,
  daysAhead: 366,
  offered: { video: { individual: 60, joint: 90 }, phone: { individual: 60, joint: 90 } },
  mostADay: A_DAY,
})

/**
 * Fills the days to come of every coordinator, from today on, with that many sessions in all and no others: day after
 * day is full, and one in some has room. Every coordinator has saved rules for a year.
 */
export async function seedAppointments(db: D1Database, appointments: number): Promise<void> {
  const first = firstStart()
  const toCome = `select id from appointments where starts_at >= ${first - DAY}`
  await db.batch([
    db.prepare(`delete from appointment_slots where appointment_id in (${toCome})`),
    db.prepare(`delete from attendances where appointment_id in (${toCome})`),
    db.prepare(`delete from appointments where id in (${toCome})`),
    ...COORDINATORS.map((coordinator) =>
      db
        .prepare('insert into availability (coordinator, rules, revision, changed_at) values (?, ?, 1, 0)')
        .bind(coordinator, JSON.stringify(busyRules)),
    ),
    db.prepare(
      "insert into files (id, reference, route, stage, opened_at) values ('crowd', 'crowd', 'consent', 'open', 0)",
    ),
  ])
  for (const [index, coordinator] of COORDINATORS.entries()) {
    const own = Math.floor((appointments + index) / COORDINATORS.length)
    const places = [...placesToFill(own)]
    for (let from = 0; from < places.length; from += AT_ONCE) {
      const starts = places.slice(from, from + AT_ONCE).map((place) => ({
        id: `${coordinator} ${place}`,
        at: first + Math.floor(place / A_DAY) * DAY + (place % A_DAY) * 75 * MINUTE,
      }))
      await insertSessions(db, coordinator, starts)
    }
  }
}

/** The places of a day's row of sessions, one day after another; the last of some days stays empty. */
function* placesToFill(count: number): Generator<number> {
  let filled = 0
  for (let place = 0; filled < count; place++) {
    const isRoom = place % (A_DAY * WITH_ROOM) === A_DAY * WITH_ROOM - 1
    if (isRoom) continue
    filled += 1
    yield place
  }
}

/** A time that somebody has, on one of the last days that are full: `2027-10-20T12:00Z`. */
export const takenTime = (): string =>
  new Date(firstStart() + 300 * DAY).toISOString().replace(/:00\.000Z$/, 'Z')

/** Seven in the morning in Toronto, or eight: within the hours whatever its clocks do. */
const firstStart = () => Math.floor(Date.now() / DAY) * DAY + 12 * 60 * MINUTE

const insertSessions = (db: D1Database, coordinator: string, starts: readonly { id: string; at: number }[]) =>
  db.batch([
    db
      .prepare(
        `insert into appointments (id, file_id, coordinator, kind, way, starts_at, ends_at, taken_from, taken_until,
          made_at, made_by)
        select value ->> 'id', 'crowd', ?1, 'individual', 'video', value ->> 'at', (value ->> 'at') + ${60 * MINUTE},
          value ->> 'at', (value ->> 'at') + ${75 * MINUTE}, 0, 'parent' from json_each(?2)`,
      )
      .bind(coordinator, JSON.stringify(starts)),
    db
      .prepare(
        `insert into appointment_slots (coordinator, quarter, appointment_id)
        select ?1, (value ->> 'at') / ${15 * MINUTE} + quarter, value ->> 'id' from json_each(?2),
          (select 0 as quarter union all select 1 union all select 2 union all select 3 union all select 4)`,
      )
      .bind(coordinator, JSON.stringify(starts)),
  ])

const AT_ONCE = 1_000
