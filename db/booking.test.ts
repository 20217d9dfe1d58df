import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Booker,
  chosenFrom,
  deedOf,
  family,
  hoursOf,
  keptIn,
  mailFor,
  offeredIn,
  saveRules,
  toComeIn,
} from '../tests/support/booking-rows.ts'
import { changesNothing, count, everyRow, rows } from '../tests/support/database-rows.ts'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { appendAudit, brokenAt, readAudit } from './audit.ts'
import {
  type Booked,
  type Booking,
  bookTime,
  cancelTime,
  forgetKeptTimes,
  keepTime,
  moveTime,
  readBooking,
} from './booking.ts'
import { type Database, database, isSlotTaken } from './database.ts'
import { readWithAttending } from './parent-booking.ts'
import { agreeToJoint, requestTime } from './parent-requests.ts'

const db = database(bindings.DB)
const MINUTE = 60_000
const HOLD = 10 * MINUTE
const DAY = 24 * 60 * MINUTE

/** Nine in the morning in Toronto; the first times are offered at eleven. */
const NOW = Date.parse('2026-11-23T14:00Z')
const at = (clock: string, date = '2026-11-23') => Date.parse(`${date}T${clock}Z`)

let ida: Booker
let otis: Booker

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await saveRules('robin', hoursOf())
  ;[ida, otis] = await family('Ida', 'robin')
  await appendAudit(db, deedOf(ida, 'intake_sent', NOW - DAY))
})

/** What a parent does with a time; as read before it, when that is given. */
interface Doing {
  readonly start: number
  readonly way?: 'video' | 'in-person'
  readonly now?: number
  readonly read?: Booking
  readonly in?: Database
}

async function read({ accessId }: Booker, now = NOW, asked = db): Promise<Booking> {
  const booking = await readBooking(asked, accessId, now)
  if (!booking) throw new Error('There is no such file')
  return booking
}

/** The choice of a time as the page offered it. */
async function choose(booker: Booker, { start, way = 'video', now = NOW, ...doing }: Doing) {
  const booking = doing.read ?? (await read(booker, now))
  const wanted = { way, kind: 'individual' } as const
  const opening = offeredIn(booking, wanted, now).find(({ startsAt }) => startsAt === start)
  if (!opening) throw new Error('That time is not offered')
  return { booking, chosen: chosenFrom(booking, wanted, opening, now) }
}

async function keep(booker: Booker, doing: Doing): Promise<Booked> {
  const { chosen } = await choose(booker, doing)
  return keepTime(doing.in ?? db, chosen, (doing.now ?? NOW) + HOLD)
}

/** Books a time, or moves there the session that was read. */
async function book(booker: Booker, doing: Doing): Promise<Booked> {
  const { chosen, booking } = await choose(booker, doing)
  const now = doing.now ?? NOW
  const { moves } = chosen
  const mail = mailFor(booker, now)
  const asked = doing.in ?? db
  return moves
    ? moveTime(asked, deedOf(booker, 'appointment_moved', now), booking.last, { ...chosen, moves }, mail)
    : bookTime(asked, deedOf(booker, 'appointment_booked', now), booking.last, chosen, mail)
}

/** The session a parent has to come, as it is read. */
async function sessionOf(booker: Booker, now = NOW) {
  const session = toComeIn(await read(booker, now), now)
  if (!session) throw new Error('There is no session to come')
  return session
}

async function cancel(booker: Booker, now = NOW, takenBackBy?: string): Promise<boolean> {
  const { id, sequence } = await sessionOf(booker, now)
  const cancelling = { id, sequence, ...(takenBackBy && { takenBackBy }) }
  const event = deedOf(booker, 'appointment_cancelled', now)
  return cancelTime(db, event, undefined, cancelling, mailFor(booker, now))
}

/** So many parents of files of their own, who book with Robin. */
const crowd = async (many: number): Promise<Booker[]> => {
  const families = await Promise.all(Array.from({ length: many }, (_, n) => family(`family ${n}`, 'robin')))
  return families.map(([first]) => first)
}

const actionsOf = async ({ fileId }: Booker) => (await readAudit(db, fileId)).map(({ action }) => action)
const clocksTaken = async () =>
  (await rows<{ quarter: number }>('select quarter from appointment_slots order by quarter')).map(
    ({ quarter }) => new Date(quarter * 15 * MINUTE).toISOString().slice(11, 16),
  )
const tally = (ended: readonly Booked[]) =>
  Object.fromEntries(
    (['done', 'gone', 'overtaken'] as const).map((each) => [
      each,
      ended.filter((one) => one === each).length,
    ]),
  )

describe('a time that is kept', () => {
  it('is written down with its quarter hours, and with no mail and no record', async () => {
    const before = await everyRow()
    expect(await keep(ida, { start: at('16:00') })).toBe('done')
    const { appointments, attendances, appointment_slots, ...rest } = await everyRow()
    expect({ appointments: [], attendances: [], appointment_slots: [], ...rest }).toEqual(before)
    expect(appointments).toMatchObject([
      {
        file_id: ida.fileId,
        coordinator: 'robin',
        kind: 'individual',
        way: 'video',
        starts_at: at('16:00'),
        ends_at: at('17:00'),
        taken_from: at('16:00'),
        taken_until: at('17:15'),
        made_at: NOW,
        made_by: 'parent',
        kept_until: NOW + HOLD,
        sequence: 0,
      },
    ])
    expect(attendances).toMatchObject([{ parent_id: ida.parentId, reminded_at: null }])
    expect(await clocksTaken()).toEqual(['16:00', '16:15', '16:30', '16:45', '17:00'])
  })

  it('is nobody else’s while it is kept, whatever they read before', async () => {
    const [stranger] = (await crowd(1)) as [Booker]
    const before = await read(stranger)
    await keep(ida, { start: at('16:00') })
    await changesNothing(async () => {
      expect(await keep(stranger, { start: at('16:30'), read: before })).toBe('gone')
      expect(await book(stranger, { start: at('16:00'), read: before })).toBe('gone')
    })
    await expect(book(stranger, { start: at('16:00') })).rejects.toThrow('not offered')
  })

  it('is in nobody’s way once its keeping is over', async () => {
    const [stranger] = (await crowd(1)) as [Booker]
    await keep(ida, { start: at('16:00') })
    const last = NOW + HOLD - 1
    await expect(book(stranger, { start: at('16:30'), now: last })).rejects.toThrow('not offered')
    expect(await book(stranger, { start: at('16:30'), now: NOW + HOLD })).toBe('done')
    expect(await rows('select starts_at, kept_until from appointments')).toEqual([
      { starts_at: at('16:30'), kept_until: null },
    ])
    expect(await count('attendances')).toBe(1)
  })

  it('gives way to the next one its parent chooses', async () => {
    await keep(ida, { start: at('16:00') })
    expect(await keep(ida, { start: at('16:30') })).toBe('done')
    expect(await keep(ida, { start: at('18:00') })).toBe('done')
    expect(await rows('select starts_at from appointments')).toEqual([{ starts_at: at('18:00') }])
    expect(await clocksTaken()).toEqual(['18:00', '18:15', '18:30', '18:45', '19:00'])
  })

  it('stays when the next one has just gone', async () => {
    const [stranger] = (await crowd(1)) as [Booker]
    await keep(ida, { start: at('16:00') })
    const before = await read(ida)
    await book(stranger, { start: at('17:30') })
    expect(await changesNothing(() => keep(ida, { start: at('18:00'), read: before }))).toBe('gone')
  })

  it('is forgotten when its keeping is over, and nothing else is', async () => {
    const [one, other] = (await crowd(2)) as [Booker, Booker]
    await book(ida, { start: at('16:00') })
    await keep(one, { start: at('17:30') })
    await keep(other, { start: at('16:00', '2026-11-24'), now: NOW + 1 })
    await changesNothing(() => forgetKeptTimes(db, NOW + HOLD - 1))
    await forgetKeptTimes(db, NOW + HOLD)
    expect(await rows('select starts_at from appointments order by starts_at')).toEqual([
      { starts_at: at('16:00') },
      { starts_at: at('16:00', '2026-11-24') },
    ])
    expect(await count('attendances')).toBe(2)
    expect(await count('appointment_slots')).toBe(10)
  })

  it('counts among the sessions of its day', async () => {
    await saveRules('robin', hoursOf({ mostADay: 1 }))
    const [stranger] = (await crowd(1)) as [Booker]
    const before = await read(stranger)
    await keep(ida, { start: at('16:00') })
    expect(await changesNothing(() => keep(stranger, { start: at('18:00'), read: before }))).toBe('overtaken')
  })
})

describe('booking a time', () => {
  it('takes one call to read and one to write, whether or not the time was kept', async () => {
    for (const kept of [false, true]) {
      const { DB, calls } = countingD1()
      const counted = database(DB)
      const [first, other] = await family(`family ${kept}`, 'robin')
      await appendAudit(db, deedOf(first, 'intake_sent', NOW))
      const start = at('16:00', kept ? '2026-11-24' : '2026-11-25')
      if (kept) await keep(first, { start })
      expect(await book(first, { start, read: await read(first, NOW, counted), in: counted })).toBe('done')
      expect(calls).toHaveLength(2)
      expect(await actionsOf(other)).toEqual(['intake_sent', 'appointment_booked'])
    }
  })

  it('makes one session of it, told once and on record; what was kept and what was asked for end with it', async () => {
    await requestTime(db, deedOf(ida, 'times_requested', NOW), undefined, wish('wish', ida), [])
    await keep(ida, { start: at('16:00') })
    const later = NOW + 5 * MINUTE
    expect(await book(ida, { start: at('16:00'), now: later })).toBe('done')
    expect(await rows('select starts_at, made_at, kept_until, sequence from appointments')).toEqual([
      { starts_at: at('16:00'), made_at: later, kept_until: null, sequence: 0 },
    ])
    expect(await count('attendances')).toBe(1)
    expect(await count('appointment_slots')).toBe(5)
    expect(await rows('select kind, parent_id from outbox')).toEqual([
      { kind: 'session', parent_id: ida.parentId },
    ])
    expect(await rows('select ended_at from time_requests')).toEqual([{ ended_at: later }])
    expect(await actionsOf(ida)).toEqual(['intake_sent', 'times_requested', 'appointment_booked'])
    expect(await brokenAt(await readAudit(db, ida.fileId))).toBeUndefined()
  })

  it('goes on when its keeping is over and the time still free', async () => {
    await keep(ida, { start: at('18:00') })
    expect(await book(ida, { start: at('18:00'), now: NOW + 2 * HOLD })).toBe('done')
    expect(await count('appointments')).toBe(1)
  })

  it('lets another time be booked than the one kept, even one that overlaps it', async () => {
    await keep(ida, { start: at('16:00') })
    expect(await book(ida, { start: at('16:30') })).toBe('done')
    expect(await clocksTaken()).toEqual(['16:30', '16:45', '17:00', '17:15', '17:30'])
  })

  it('twenty at once for one time: one has it, and of the others nothing is written', async () => {
    const bookers = await crowd(20)
    const reads = await Promise.all(bookers.map((booker) => read(booker)))
    const ended = await Promise.all(
      bookers.map((booker, n) => book(booker, { start: at('16:00'), read: reads[n] as Booking })),
    )
    expect(tally(ended)).toEqual({ done: 1, gone: 19, overtaken: 0 })
    for (const table of ['appointments', 'attendances', 'outbox']) expect(await count(table), table).toBe(1)
    expect(await rows("select file_id from audit_events where action = 'appointment_booked'")).toHaveLength(1)
    expect(await count('appointment_slots')).toBe(5)
  })

  it('twenty at once for times that overlap: no quarter hour is taken twice, and nothing written of the others', async () => {
    await saveRules('robin', hoursOf({ mostADay: 20 }))
    const bookers = await crowd(20)
    const reads = await Promise.all(bookers.map((booker) => read(booker)))
    const starts = ['16:00', '16:30', '17:00', '17:30', '18:00'].map((clock) => at(clock))
    const ended = await Promise.all(
      bookers.map((booker, n) => book(booker, { start: starts[n % 5] ?? 0, read: reads[n] as Booking })),
    )
    const made = await rows<{ taken_from: number; taken_until: number }>(
      'select taken_from, taken_until from appointments order by starts_at',
    )
    expect(tally(ended).done).toBe(made.length)
    expect([1, 2]).toContain(made.length)
    for (const [index, { taken_from }] of made.slice(1).entries())
      expect(taken_from).toBeGreaterThanOrEqual(made[index]?.taken_until ?? 0)
    expect(await count('appointment_slots')).toBe(5 * made.length)
  })

  it('pressed ten times at once by one parent makes one session, one mail and one line of the record', async () => {
    await keep(ida, { start: at('16:00') })
    const before = await read(ida)
    const presses = Array.from({ length: 10 }, () => book(ida, { start: at('16:00'), read: before }))
    expect(tally(await Promise.all(presses))).toEqual({ done: 1, gone: 0, overtaken: 9 })
    for (const table of ['appointments', 'attendances', 'outbox']) expect(await count(table), table).toBe(1)
    expect(await actionsOf(ida)).toEqual(['intake_sent', 'appointment_booked'])
  })

  it('for different times from two windows of one parent ends with one of them', async () => {
    const before = await read(ida)
    const starts = [at('16:00'), at('18:00'), at('16:00', '2026-11-24')]
    const ended = await Promise.all(starts.map((start) => book(ida, { start, read: before })))
    expect(tally(ended)).toEqual({ done: 1, gone: 0, overtaken: 2 })
    expect(await count('appointments')).toBe(1)
  })

  it('by both parents of a file at once keeps both on record, one after the other', async () => {
    const [hers, his] = await Promise.all([read(ida), read(otis)])
    const ended = await Promise.all([
      book(ida, { start: at('16:00'), read: hers }),
      book(otis, { start: at('17:30'), read: his }),
    ])
    expect(ended).toEqual(['done', 'done'])
    const record = await readAudit(db, ida.fileId)
    expect(record.map(({ action }) => action)).toEqual([
      'intake_sent',
      'appointment_booked',
      'appointment_booked',
    ])
    expect(await brokenAt(record)).toBeUndefined()
  })

  it('never takes more sessions a day than the coordinator does, however many come at once', async () => {
    await saveRules(
      'robin',
      hoursOf({ mostADay: 3, minutesAfter: 0, offered: { video: { individual: 30, joint: 30 } } }),
    )
    const bookers = await crowd(6)
    const reads = await Promise.all(bookers.map((booker) => read(booker)))
    const ended = await Promise.all(
      bookers.map((booker, n) =>
        book(booker, { start: at('16:00') + n * 30 * MINUTE, read: reads[n] as Booking }),
      ),
    )
    expect(tally(ended)).toEqual({ done: 3, gone: 0, overtaken: 3 })
    expect(await count('appointments')).toBe(3)
    expect(await count('appointment_slots')).toBe(6)
    expect(await count('outbox')).toBe(3)
  })

  it.each<[string, string]>([
    ['the coordinator changed their hours', 'update availability set revision = revision + 1'],
    ['the file was closed', "update files set stage = 'closed'"],
    ['it was decided that they wait', "update parents set standing = 'waiting'"],
    ['their part was closed', "update parents set standing = 'closed'"],
    ['they book with somebody else now', "update parents set books_with = 'camille'"],
    ['they book with nobody now', 'update parents set books_with = null'],
    [
      'they were joined into another file',
      `update parents set file_id = (select id from files where id <> file_id), side = 'other'
        where id = 'initiating Ida'`,
    ],
  ])('is refused, and nothing is written, when %s', async (_, change) => {
    await rows(
      "insert into files (id, reference, route, stage, opened_at) values ('else', 'else', 'consent', 'open', 1)",
    )
    const before = await read(ida)
    await rows(change)
    await changesNothing(async () => {
      expect(await keep(ida, { start: at('16:00'), read: before })).toBe('overtaken')
      expect(await book(ida, { start: at('16:00'), read: before })).toBe('overtaken')
    })
  })

  it('is refused when the first rules that replace those of the settings came between', async () => {
    const before = await read(ida)
    const { chosen } = await choose(ida, { start: at('16:00'), read: before })
    const bySettings = { ...chosen, offered: { ...chosen.offered, revision: 0 } }
    const event = deedOf(ida, 'appointment_booked', NOW)
    expect(await changesNothing(() => bookTime(db, event, before.last, bySettings, []))).toBe('overtaken')
    await rows('delete from availability')
    expect(await bookTime(db, event, before.last, bySettings, [])).toBe('done')
  })

  it.each<[string, string, Booked]>([
    ['they missed', "update appointments set outcome = 'missed'", 'done'],
    ['was cancelled', 'update appointments set cancelled_at = 1', 'done'],
    ['they came to', "update appointments set outcome = 'attended'", 'overtaken'],
    ['nobody has said anything about', 'update appointments set sequence = 1', 'overtaken'],
  ])('is open again after a session that %s: %s', async (_, change, ended) => {
    await book(ida, { start: at('16:00') })
    const later = NOW + DAY
    const { chosen, booking } = await choose(ida, { start: at('18:00', '2026-11-25'), now: later })
    await rows(change)
    const event = deedOf(ida, 'appointment_booked', later)
    expect(await bookTime(db, event, booking.last, { ...chosen, moves: undefined }, [])).toBe(ended)
    expect(await count('appointments')).toBe(ended === 'done' ? 2 : 1)
  })
})

describe('the quarter hours', () => {
  const taking = (from: string, until: string, over: object = {}) => ({
    startsAt: at(from),
    endsAt: at(until),
    takenFrom: at(from),
    takenUntil: at(until),
    ...over,
  })
  const quarters = ({ takenFrom, takenUntil }: { takenFrom: number; takenUntil: number }) =>
    Array.from(
      { length: (takenUntil - takenFrom) / (15 * MINUTE) },
      (_, index) => takenFrom / (15 * MINUTE) + index,
    )

  it.each([
    ['a longer one around it', taking('16:00', '19:00'), 'gone'],
    ['a shorter one in it', taking('17:15', '17:30'), 'gone'],
    ['one whose last quarter hour is its first', taking('16:00', '17:15'), 'gone'],
    ['one whose first quarter hour is its last', taking('17:45', '18:30'), 'gone'],
    ['one that only keeps free what it takes', taking('16:00', '16:30', { takenUntil: at('17:15') }), 'gone'],
    ['one that ends when it begins', taking('16:00', '17:00'), 'done'],
    ['one that begins when it ends', taking('18:00', '18:30'), 'done'],
  ] as const)('refuse by themselves whatever overlaps: %s', async (_, other, ended) => {
    const [stranger] = (await crowd(1)) as [Booker]
    const taken = async (booker: Booker, times: ReturnType<typeof taking>) => {
      const { chosen, booking } = await choose(booker, { start: at('16:00', '2026-11-24') })
      const session = { ...chosen.session, ...times, quarters: quarters(times) }
      const event = deedOf(booker, 'appointment_booked', NOW)
      return bookTime(db, event, booking.last, { ...chosen, session }, mailFor(booker, NOW))
    }
    expect(await taken(ida, taking('17:00', '18:00'))).toBe('done')
    const before = await everyRow()
    expect(await taken(stranger, other)).toBe(ended)
    if (ended === 'gone') expect(await everyRow()).toEqual(before)
  })

  it('are each coordinator’s own', async () => {
    await saveRules('camille', hoursOf())
    const [hers] = await family('Anna', 'camille')
    expect(await book(ida, { start: at('16:00') })).toBe('done')
    expect(await book(hers, { start: at('16:00') })).toBe('done')
  })

  it('are held by the table itself, past every verb', async () => {
    await book(ida, { start: at('16:00') })
    const [slot] = await rows<{ quarter: number }>('select quarter from appointment_slots order by quarter')
    const again = rows(
      "insert into appointment_slots (coordinator, quarter, appointment_id) select 'robin', ?, id from appointments",
      slot?.quarter,
    )
    const refused = await again.catch((error: unknown) => error)
    expect(isSlotTaken(refused)).toBe(true)
    expect(await count('appointment_slots')).toBe(5)
  })

  it('keep two sessions in person an hour apart, and none next to one by video', async () => {
    const bookers = (await crowd(3)) as [Booker, Booker, Booker]
    await saveRules('robin', hoursOf({ minutesAfter: 0 }))
    expect(await book(ida, { start: at('16:00'), way: 'in-person' })).toBe('done')
    const starts = (booking: Booking, way: 'video' | 'in-person') =>
      offeredIn(booking, { way, kind: 'individual' }, NOW)
        .map(({ startsAt }) => startsAt)
        .filter((startsAt) => startsAt < NOW + DAY / 2)
    const booking = await read(bookers[0])
    expect(starts(booking, 'in-person')).toEqual([at('18:00')])
    expect(starts(booking, 'video')).toEqual([at('17:30'), at('18:00')])
  })
})

describe('moving a session', () => {
  const [monday, tuesday] = [at('16:00'), at('16:00', '2026-11-24')]

  it('keeps the session and its attendance, one SEQUENCE on, and frees the time it had', async () => {
    await book(ida, { start: monday })
    const [before] = await rows<{ id: string }>('select * from appointments')
    const [attendance] = await rows<{ id: string; details: string }>('select * from attendances')
    await rows('update attendances set reminded_at = 1')
    expect(await book(ida, { start: tuesday, way: 'in-person', now: NOW + MINUTE })).toBe('done')
    expect(await rows('select * from appointments')).toEqual([
      {
        ...before,
        way: 'in-person',
        starts_at: tuesday,
        ends_at: tuesday + 45 * MINUTE,
        taken_from: tuesday - 30 * MINUTE,
        taken_until: tuesday + 75 * MINUTE,
        sequence: 1,
      },
    ])
    const [moved] = await rows<{ id: string; details: string; reminded_at: number | null }>(
      'select * from attendances',
    )
    expect(moved).toMatchObject({ id: attendance?.id, reminded_at: null })
    expect(moved?.details).not.toBe(attendance?.details)
    expect(await clocksTaken()).toEqual(['15:30', '15:45', '16:00', '16:15', '16:30', '16:45', '17:00'])
    expect(await actionsOf(ida)).toEqual(['intake_sent', 'appointment_booked', 'appointment_moved'])
    expect(await brokenAt(await readAudit(db, ida.fileId))).toBeUndefined()
  })

  it('ends the mail about where it was, and nobody else’s', async () => {
    const [stranger] = (await crowd(1)) as [Booker]
    await book(ida, { start: monday })
    await book(otis, { start: at('17:30') })
    await book(stranger, { start: at('16:00', '2026-11-25') })
    await book(ida, { start: tuesday, now: NOW + MINUTE })
    const mail = await rows('select parent_id, outcome, created_at from outbox order by created_at, rowid')
    expect(mail).toEqual([
      { parent_id: ida.parentId, outcome: 'failed', created_at: NOW },
      { parent_id: otis.parentId, outcome: 'queued', created_at: NOW },
      { parent_id: stranger.parentId, outcome: 'queued', created_at: NOW },
      { parent_id: ida.parentId, outcome: 'queued', created_at: NOW + MINUTE },
    ])
  })

  it('may overlap the time it had, and be kept first', async () => {
    await book(ida, { start: monday })
    for (const start of [at('16:30'), at('17:00'), at('16:00')]) {
      expect(await keep(ida, { start })).toBe('done')
      expect(await count('appointments')).toBe(2)
      expect(await book(ida, { start })).toBe('done')
      expect(await count('appointments')).toBe(1)
      expect(await count('appointment_slots')).toBe(5)
    }
    expect(await rows('select starts_at, sequence from appointments')).toEqual([
      { starts_at: at('16:00'), sequence: 3 },
    ])
  })

  it('leaves the session where it was when the time has just gone', async () => {
    const [stranger] = (await crowd(1)) as [Booker]
    await book(ida, { start: monday })
    const before = await read(ida)
    await book(stranger, { start: tuesday })
    const gone = () => book(ida, { start: tuesday + 30 * MINUTE, read: before })
    expect(await changesNothing(gone)).toBe('gone')
  })

  it('does not count the session itself among those of the day', async () => {
    await saveRules('robin', hoursOf({ mostADay: 1 }))
    await book(ida, { start: monday })
    expect(await keep(ida, { start: at('18:00') })).toBe('done')
    expect(await book(ida, { start: at('18:00') })).toBe('done')
  })

  it('pressed ten times at once moves it once', async () => {
    await book(ida, { start: monday })
    const before = await read(ida)
    const presses = Array.from({ length: 10 }, () => book(ida, { start: tuesday, read: before }))
    expect(tally(await Promise.all(presses))).toEqual({ done: 1, gone: 0, overtaken: 9 })
    expect(await rows('select sequence from appointments')).toEqual([{ sequence: 1 }])
    expect(await rows("select id from outbox where outcome = 'queued'")).toHaveLength(1)
  })

  it.each([
    ['was cancelled', 'update appointments set cancelled_at = 1, sequence = 1'],
    ['was moved by somebody else', 'update appointments set sequence = 1'],
    ['is a joint one', "update appointments set kind = 'joint'"],
    ['took place', "update appointments set outcome = 'attended'"],
    ['is not theirs', "update attendances set parent_id = 'other Ida'"],
  ])('is refused, and nothing is written, when it %s', async (_, change) => {
    await book(ida, { start: monday })
    const before = await read(ida)
    await rows(change)
    const moving = () => book(ida, { start: tuesday, read: before })
    expect(await changesNothing(moving)).toBe('overtaken')
  })

  it('to another coordinator takes and frees the time of each', async () => {
    await saveRules('camille', hoursOf())
    await book(ida, { start: monday })
    await rows("update parents set books_with = 'camille' where id = ?", ida.parentId)
    expect(await book(ida, { start: monday })).toBe('done')
    expect(await rows('select distinct coordinator from appointment_slots')).toEqual([
      { coordinator: 'camille' },
    ])
    expect(await rows('select coordinator from appointments')).toEqual([{ coordinator: 'camille' }])
    expect(await book(otis, { start: monday })).toBe('done')
  })
})

describe('cancelling a session', () => {
  it('frees its time, ends its mail and stands on record, one SEQUENCE on', async () => {
    await book(ida, { start: at('16:00') })
    expect(await cancel(ida, NOW + MINUTE)).toBe(true)
    expect(await rows('select cancelled_at, cancelled_by, sequence from appointments')).toEqual([
      { cancelled_at: NOW + MINUTE, cancelled_by: 'parent', sequence: 1 },
    ])
    expect(await count('appointment_slots')).toBe(0)
    expect(await rows('select outcome from outbox order by created_at')).toEqual([
      { outcome: 'failed' },
      { outcome: 'queued' },
    ])
    expect(await actionsOf(ida)).toEqual(['intake_sent', 'appointment_booked', 'appointment_cancelled'])
    const [stranger] = (await crowd(1)) as [Booker]
    expect(await book(stranger, { start: at('16:00') })).toBe('done')
  })

  it.each([
    ['is cancelled already', 'update appointments set cancelled_at = 1'],
    ['was moved since', 'update appointments set sequence = 1'],
    ['has begun', `update appointments set starts_at = ${NOW}`],
    ['is only kept', `update appointments set kept_until = ${NOW + HOLD}`],
    ['is in another file', "update appointments set file_id = 'file of else'"],
  ])('does nothing when it %s', async (_, change) => {
    await family('else', 'robin')
    await book(ida, { start: at('16:00') })
    const { id, sequence } = await sessionOf(ida)
    await rows(change)
    const event = deedOf(ida, 'appointment_cancelled', NOW)
    const cancelling = () => cancelTime(db, event, undefined, { id, sequence }, mailFor(ida, NOW))
    expect(await changesNothing(cancelling)).toBe(false)
  })

  it('pressed ten times at once is done and told once', async () => {
    await book(ida, { start: at('16:00') })
    const { id, sequence } = await sessionOf(ida)
    const { last } = await read(ida)
    const event = deedOf(ida, 'appointment_cancelled', NOW)
    const ended = await Promise.all(
      Array.from({ length: 10 }, () => cancelTime(db, event, last, { id, sequence }, mailFor(ida, NOW))),
    )
    expect(ended.filter(Boolean)).toHaveLength(1)
    expect(await rows("select id from outbox where outcome = 'queued'")).toHaveLength(1)
    expect(await actionsOf(ida)).toEqual(['intake_sent', 'appointment_booked', 'appointment_cancelled'])
  })

  it('of a joint one takes back the agreement of whoever cancels, and of nobody else', async () => {
    await book(ida, { start: at('16:00') })
    await rows("update appointments set kind = 'joint'")
    await rows('update parents set joint_agreed_at = 1')
    expect(await cancel(ida, NOW, ida.parentId)).toBe(true)
    expect(await rows('select id, joint_agreed_at from parents order by id')).toEqual([
      { id: ida.parentId, joint_agreed_at: null },
      { id: otis.parentId, joint_agreed_at: 1 },
    ])
  })
})

describe('what a parent reads', () => {
  it('is what is taken of their coordinator from yesterday on, and nothing that was cancelled or is free again', async () => {
    const [one, two, three] = (await crowd(3)) as [Booker, Booker, Booker]
    await book(one, { start: at('16:00') })
    await book(two, { start: at('17:30') })
    await cancel(two)
    await keep(three, { start: at('18:00') })
    await saveRules('camille', hoursOf())
    const [elsewhere] = await family('Anna', 'camille')
    await book(elsewhere, { start: at('16:00') })
    const takenAt = async (now: number) =>
      (await read(ida, now)).taken.map(({ startsAt }) => startsAt).toSorted((one, another) => one - another)
    expect(await takenAt(NOW)).toEqual([at('16:00'), at('18:00')])
    expect(await takenAt(NOW + HOLD)).toEqual([at('16:00')])
    expect(await takenAt(at('16:00') + DAY - 1)).toEqual([at('16:00')])
    expect(await takenAt(at('16:00') + DAY)).toEqual([])
  })

  it('holds nothing of the other parent’s sessions but that the time is taken', async () => {
    await book(otis, { start: at('16:00') })
    await keep(ida, { start: at('17:30') })
    const booking = await read(ida)
    expect(booking.own.sessions.map(({ startsAt }) => startsAt)).toEqual([at('17:30')])
    expect(keptIn(booking, NOW)?.startsAt).toBe(at('17:30'))
    expect(Object.keys(booking.taken[0] ?? {}).toSorted()).toEqual([
      'startsAt',
      'takenBy',
      'takenFrom',
      'takenUntil',
    ])
    expect(JSON.stringify(booking)).not.toContain(otis.parentId)
  })

  it('is nothing under a code that opens nothing', async () => {
    expect(await readBooking(db, 'no such code', NOW)).toBeUndefined()
    expect(await readWithAttending(db, 'no such code')).toBeUndefined()
  })
})

const wish = (id: string, { parentId }: Booker, replaces?: string) => ({
  id,
  parentId,
  wanted: 'sealed',
  replaces,
})

describe('what would suit a parent who found no time', () => {
  const ask = (id: string, replaces?: string) =>
    requestTime(
      db,
      deedOf(ida, 'times_requested', NOW),
      undefined,
      wish(id, ida, replaces),
      mailFor(ida, NOW),
    )

  it('is kept in place of what they asked for before, told and on record', async () => {
    expect(await ask('first')).toBe(true)
    expect(await ask('second', 'first')).toBe(true)
    expect(await rows('select id, ended_at from time_requests order by rowid')).toEqual([
      { id: 'first', ended_at: NOW },
      { id: 'second', ended_at: null },
    ])
    expect(await count('outbox')).toBe(2)
    expect(await actionsOf(ida)).toEqual(['intake_sent', 'times_requested', 'times_requested'])
  })

  it('is kept once when it is pressed ten times', async () => {
    await ask('first')
    const ended = await Promise.all(Array.from({ length: 10 }, (_, n) => ask(`second ${n}`, 'first')))
    expect(ended.filter(Boolean)).toHaveLength(1)
    expect(await rows('select id from time_requests where ended_at is null')).toHaveLength(1)
    expect(await count('outbox')).toBe(2)
  })

  it.each([
    ['another request came between', "update time_requests set id = 'newer'"],
    ['the file was closed', "update files set stage = 'closed'"],
    ['they wait for a place', "update parents set standing = 'waiting'"],
  ])('changes nothing when %s', async (_, change) => {
    await ask('first')
    await rows(change)
    expect(await changesNothing(() => ask('second', 'first'))).toBe(false)
  })
})

describe('a parent’s word on a joint session', () => {
  const agree = (agrees: boolean) =>
    agreeToJoint(
      db,
      deedOf(ida, agrees ? 'joint_agreed' : 'joint_taken_back', NOW),
      undefined,
      { parentId: ida.parentId, agrees },
      mailFor(ida, NOW),
    )

  it('is theirs alone, given and taken back once each', async () => {
    expect(await agree(true)).toBe(true)
    expect(await changesNothing(() => agree(true))).toBe(false)
    expect(await rows('select id, joint_agreed_at from parents order by id')).toEqual([
      { id: ida.parentId, joint_agreed_at: NOW },
      { id: otis.parentId, joint_agreed_at: null },
    ])
    expect(await agree(false)).toBe(true)
    expect(await changesNothing(() => agree(false))).toBe(false)
    expect(await rows('select id from parents where joint_agreed_at is not null')).toEqual([])
    expect(await actionsOf(ida)).toEqual(['intake_sent', 'joint_agreed', 'joint_taken_back'])
    expect(await count('outbox')).toBe(2)
  })

  it.each(["update files set stage = 'closed'", "update parents set standing = 'waiting'"])(
    'is not asked any more: %s',
    async (change) => {
      await rows(change)
      expect(await changesNothing(() => agree(true))).toBe(false)
    },
  )
})
