import type { D1Database } from '@cloudflare/workers-types'
import { availabilitySchema } from '../../content/booking/availability.ts'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'

const MINUTE_MS = 60_000
const COORDINATOR_IDS = practice.coordinators.map(({ id }) => id)

/** How many appointments a day each coordinator of the seed takes. */
const APPOINTMENTS_A_DAY = 10
/** One day in so many has room for one more. */
const DAYS_PER_FREE_PLACE = 60

/** Hours of every day of a year ahead, with as many closed days and openings besides as the desk takes. */
const busyAvailability = availabilitySchema.parse({
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
  mostADay: APPOINTMENTS_A_DAY,
})

/**
 * Fills the days to come of every coordinator, from today on, with that many appointments in all and no others: day
 * after day is full, and one in some has room. Every coordinator has saved their availability for a year.
 */
export async function seedAppointments(db: D1Database, appointments: number): Promise<void> {
  const firstDayStart = firstStartOfToday()
  const upcomingIdsSql = `select id from appointments where starts_at >= ${firstDayStart - DAY_MS}`
  await db.batch([
    db.prepare(`delete from appointment_slots where appointment_id in (${upcomingIdsSql})`),
    db.prepare(`delete from attendances where appointment_id in (${upcomingIdsSql})`),
    db.prepare(`delete from appointments where id in (${upcomingIdsSql})`),
    ...COORDINATOR_IDS.map((coordinator) =>
      db
        .prepare('insert into availability (coordinator_id, rules, revision, updated_at) values (?, ?, 1, 0)')
        .bind(coordinator, JSON.stringify(busyAvailability)),
    ),
    db.prepare(
      "insert into files (id, reference, route, stage, created_at) values ('crowd', 'crowd', 'consent', 'open', 0)",
    ),
  ])
  for (const [index, coordinator] of COORDINATOR_IDS.entries()) {
    const own = Math.floor((appointments + index) / COORDINATOR_IDS.length)
    const places = [...generatePlacesToFill(own)]
    for (let from = 0; from < places.length; from += BATCH_SIZE) {
      const starts = places.slice(from, from + BATCH_SIZE).map((place) => ({
        id: `${coordinator} ${place}`,
        at:
          firstDayStart +
          Math.floor(place / APPOINTMENTS_A_DAY) * DAY_MS +
          (place % APPOINTMENTS_A_DAY) * 75 * MINUTE_MS,
      }))
      await insertAppointmentBatch(db, coordinator, starts)
    }
  }
}

/** The places of a day's row of appointments, one day after another; the last of some days stays empty. */
function* generatePlacesToFill(count: number): Generator<number> {
  let filled = 0
  for (let place = 0; filled < count; place++) {
    const isLeftFree =
      place % (APPOINTMENTS_A_DAY * DAYS_PER_FREE_PLACE) === APPOINTMENTS_A_DAY * DAYS_PER_FREE_PLACE - 1
    if (isLeftFree) continue
    filled += 1
    yield place
  }
}

/** When an appointment begins on one of the last days that are full: `2027-10-20T12:00Z`. */
export const getTakenOpeningStart = (): string =>
  new Date(firstStartOfToday() + 300 * DAY_MS).toISOString().replace(/:00\.000Z$/, 'Z')

/** Seven in the morning in Toronto, or eight: within the hours whatever its clocks do. */
const firstStartOfToday = () => Math.floor(Date.now() / DAY_MS) * DAY_MS + 12 * 60 * MINUTE_MS

const insertAppointmentBatch = (
  db: D1Database,
  coordinatorId: string,
  starts: readonly { id: string; at: number }[],
) =>
  db.batch([
    db
      .prepare(
        `insert into appointments (id, file_id, coordinator_id, kind, mode, starts_at, ends_at, busy_from, busy_until,
          created_at, created_by)
        select value ->> 'id', 'crowd', ?1, 'individual', 'video', value ->> 'at', (value ->> 'at') + ${60 * MINUTE_MS},
          value ->> 'at', (value ->> 'at') + ${75 * MINUTE_MS}, 0, 'parent' from json_each(?2)`,
      )
      .bind(coordinatorId, JSON.stringify(starts)),
    db
      .prepare(
        `insert into appointment_slots (coordinator_id, quarter, appointment_id)
        select ?1, (value ->> 'at') / ${15 * MINUTE_MS} + quarter, value ->> 'id' from json_each(?2),
          (select 0 as quarter union all select 1 union all select 2 union all select 3 union all select 4)`,
      )
      .bind(coordinatorId, JSON.stringify(starts)),
  ])

const BATCH_SIZE = 1_000
