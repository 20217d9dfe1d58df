import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, count, everyRow, rows } from '../tests/support/database-rows.ts'
import {
  bindings,
  countingD1,
  emptyDatabase,
  prepareDatabase,
  watchedD1,
} from '../tests/support/test-portal.ts'
import { type Action, type AuditEvent, brokenAt, readAudit } from './audit.ts'
import { readHours, saveHours } from './availability.ts'
import type { Session } from './booking.ts'
import { makeFeed, openFeed, readFeed, removeFeed } from './calendar-feed.ts'
import { type Database, database } from './database.ts'
import {
  AGENDA_LISTED,
  answerTimes,
  bookAtDesk,
  letBookWith,
  listAgenda,
  moveAtDesk,
  noteOutcome,
  readAppointment,
  stopMail,
} from './desk-appointments.ts'
import { readFile } from './files.ts'
import {
  appointmentSlots,
  appointments,
  attendances,
  files,
  freezes,
  matchTokens,
  outbox,
  parents,
  timeRequests,
} from './schema.ts'

const db = database(bindings.DB)
const NOW = Date.UTC(2026, 10, 22, 15)
const HOUR = 3_600_000
const QUARTER = 900_000
const LEAD = 'robin'
const BOTH = ['initiating', 'other'] as const

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await family('file')
})

/** A file that Robin leads, with both parents in the practice, who both agreed to a joint session. */
async function family(id: string, facts: Partial<typeof files.$inferInsert> = {}): Promise<void> {
  const file = { id, reference: id, route: 'consent', stage: 'open', leadCoordinator: LEAD } as const
  const parent = (side: 'initiating' | 'other') => ({
    ...({
      id: `${side} ${id}`,
      fileId: id,
      side,
      language: 'en',
      standing: 'received',
      booksWith: LEAD,
    } as const),
    contact: `contact of ${side}`,
    jointAgreedAt: NOW - 1,
  })
  await db.batch([
    db.insert(files).values({ ...file, openedAt: 1, ...facts }),
    db.insert(parents).values(BOTH.map(parent)),
  ])
}

const event = (action: Action, actor = LEAD, happenedAt = NOW): AuditEvent => ({
  fileId: 'file',
  actor,
  action,
  detail: {},
  happenedAt,
})

const sessionAt = (startsAt: number, facts: Partial<Session> = {}): Session => ({
  id: 'session',
  fileId: 'file',
  coordinator: LEAD,
  kind: 'individual',
  way: 'video',
  startsAt,
  endsAt: startsAt + HOUR,
  takenFrom: startsAt,
  takenUntil: startsAt + HOUR,
  madeAt: NOW,
  madeBy: LEAD,
  quarters: [0, 1, 2, 3].map((quarter) => startsAt / QUARTER + quarter),
  ...facts,
})

const tellsOf = (id: string) => [
  {
    lead: 'anybody' as const,
    row: { id, fileId: 'file', parentId: 'initiating file', kind: 'session', mail: 'sealed', ...queued },
  },
]
const queued = { outcome: 'queued', attempts: 0, nextAttemptAt: NOW, createdAt: NOW } as const

/** Whoever leads books it with these parents. */
const book = (
  session: Session,
  sides: readonly (typeof BOTH)[number][] = ['initiating'],
  { actor = LEAD, on = db }: { actor?: string; on?: Database } = {},
) =>
  bookAtDesk(
    on,
    event('appointment_booked', actor),
    {
      session,
      attendances: sides.map((side) => ({
        id: `${side} at ${session.id}`,
        parentId: `${side} file`,
        details: `sealed for ${side}`,
        remindedAt: null,
      })),
    },
    tellsOf(`mail of ${session.id}`),
  )

const TOMORROW = NOW + 24 * HOUR
const joint = sessionAt(TOMORROW, { kind: 'joint' })

/** A session straight into the tables; kept for a moment when that is said. */
async function standing(
  session: Session,
  facts: Partial<typeof appointments.$inferInsert> = {},
): Promise<void> {
  const { quarters, ...row } = session
  await db.batch([
    db.insert(appointments).values({ ...row, ...facts }),
    db.insert(attendances).values({
      id: `attendance of ${session.id}`,
      appointmentId: session.id,
      parentId: `initiating ${session.fileId}`,
      details: 'sealed',
      remindedAt: 5,
    }),
    ...quarters.map((quarter) =>
      db
        .insert(appointmentSlots)
        .values({ coordinator: session.coordinator, quarter, appointmentId: session.id }),
    ),
  ])
}

const frozen = (parentId: string, facts: Partial<typeof freezes.$inferInsert> = {}) =>
  db.insert(freezes).values({ id: `freeze ${parentId}`, parentId, saidIn: 'intake', saidAt: 1, ...facts })

/** Another file in which one of the parents is known, by a fact of that kind. */
async function knownIn(
  kind: (typeof matchTokens.$inferInsert)['kind'],
  facts: Partial<typeof files.$inferInsert> = {},
): Promise<void> {
  await family('elsewhere', facts)
  const token = { token: 'shared', kind, side: 'initiating' } as const
  await db.insert(matchTokens).values([
    { ...token, fileId: 'file' },
    { ...token, fileId: 'elsewhere' },
  ])
}

const audit = async () => (await readAudit(db, 'file')).map(({ actor, action }) => `${actor} ${action}`)

describe('booking at the desk', () => {
  it('writes the session, each parent’s own row, its quarter hours, the mail and the record', async () => {
    expect(await book(joint, BOTH)).toBe('done')
    const tables = await everyRow()
    expect(tables.appointments).toMatchObject([
      { id: 'session', kind: 'joint', sequence: 0, kept_until: null },
    ])
    expect(tables.attendances).toMatchObject([
      { parent_id: 'initiating file', details: 'sealed for initiating' },
      { parent_id: 'other file', details: 'sealed for other' },
    ])
    expect(tables.appointment_slots?.map(({ quarter }) => quarter)).toEqual(joint.quarters)
    expect(tables.outbox).toMatchObject([{ id: 'mail of session', parent_id: 'initiating file' }])
    expect(await audit()).toEqual(['robin appointment_booked'])
  })

  it('makes room of what is kept for that parent, or was for anybody, and answers what they asked for', async () => {
    const kept = sessionAt(TOMORROW, { id: 'kept' })
    await standing(kept, { keptUntil: NOW + 1 })
    await standing(sessionAt(TOMORROW + HOUR, { id: 'over' }), { keptUntil: NOW })
    await db
      .insert(timeRequests)
      .values(BOTH.map((side) => ({ id: side, parentId: `${side} file`, madeAt: 1, wanted: 'sealed' })))
    const long = [...kept.quarters, ...sessionAt(TOMORROW + HOUR).quarters]
    expect(await book(sessionAt(TOMORROW, { quarters: long }))).toBe('done')
    expect(await rows('select id from appointments')).toEqual([{ id: 'session' }])
    expect(await rows('select id, ended_at from time_requests order by id')).toEqual([
      { id: 'initiating', ended_at: NOW },
      { id: 'other', ended_at: null },
    ])
  })

  it.each([
    ['booked', {}],
    ['kept for another parent', { keptUntil: NOW + 1 }],
  ])('leaves a time alone that is %s', async (_, facts) => {
    await family('elsewhere')
    await standing(sessionAt(TOMORROW + HOUR - QUARTER, { id: 'other', fileId: 'elsewhere' }), facts)
    expect(await changesNothing(() => book(sessionAt(TOMORROW)))).toBe('gone')
  })

  it.each([
    ['who does not lead the file', () => book(sessionAt(TOMORROW), ['initiating'], { actor: 'jules' })],
    [
      'in a file that was closed',
      async () => {
        await rows("update files set stage = 'closed'")
        return changesNothing(() => book(sessionAt(TOMORROW)))
      },
    ],
    [
      'for a parent who has not come, of whom nothing is kept',
      async () => {
        await rows("update parents set standing = null where side = 'initiating'")
        await standing(sessionAt(TOMORROW, { id: 'kept' }), { keptUntil: NOW + 1 })
        return changesNothing(() => book(sessionAt(TOMORROW + HOUR)))
      },
    ],
  ])('is nothing for one %s', async (_, booking) => {
    expect(await booking()).toBe('overtaken')
    expect(await audit()).toEqual([])
    expect(await count('appointment_slots')).toBeLessThan(5)
  })

  it('belongs to whoever leads when it is written, not when it was read', async () => {
    const DB = watchedD1(async (statements, go) => {
      if (statements.length > 1) await rows("update files set lead_coordinator = 'camille'")
      return go()
    })
    expect(await book(sessionAt(TOMORROW), ['initiating'], { on: database(DB) })).toBe('overtaken')
    expect(await count('appointments')).toBe(0)
  })
})

/** Everything that keeps two parents from meeting, and what looks like it and does not. */
const inTheWay: readonly [what: string, given: () => Promise<unknown>][] = [
  [
    'the first parent has not agreed',
    () => rows("update parents set joint_agreed_at = null where id = 'initiating file'"),
  ],
  [
    'the other parent has not agreed',
    () => rows("update parents set joint_agreed_at = null where id = 'other file'"),
  ],
  ['the first parent spoke of an order', async () => frozen('initiating file')],
  ['the other parent spoke of an order', async () => frozen('other file')],
  ['an order was read that forbids it', async () => frozen('other file', { finding: 'forbids', readAt: 2 })],
  [
    'an order stands in another file of one of them',
    () => knownIn('phone').then(() => frozen('other elsewhere')),
  ],
]
const notInTheWay: typeof inTheWay = [
  ['nothing is', async () => {}],
  [
    'an order was read that forbids nothing',
    async () => frozen('other file', { finding: 'nothing-forbids', liftedAt: 2 }),
  ],
  [
    'an order stands in another file that is closed',
    () => knownIn('phone', { stage: 'closed' }).then(() => frozen('other elsewhere')),
  ],
  [
    'an order stands in a file that has only the lawyer in common',
    () => knownIn('lawyer').then(() => frozen('other elsewhere')),
  ],
  ['the other file has no order', () => knownIn('phone')],
]

/** What must hold between reading and writing: `given` comes true in the very moment before the batch. */
const rightBefore = (given: () => Promise<unknown>): Database => {
  let done = false
  return database(
    watchedD1(async (statements, go) => {
      if (statements.length > 1 && !done) {
        done = true
        await given()
      }
      return go()
    }),
  )
}

describe('a joint session', () => {
  it.each(notInTheWay)('is booked and moved when %s', async (_, given) => {
    await given()
    expect(await book(joint, BOTH)).toBe('done')
    expect(await move(sessionAt(TOMORROW + 2 * HOUR, { kind: 'joint' }))).toBe('done')
  })

  it.each(inTheWay)('is not booked when %s', async (_, given) => {
    await given()
    expect(await changesNothing(() => book(joint, BOTH))).toBe('overtaken')
  })

  it.each(inTheWay)('is not booked when that changed right before it was written: %s', async (_, given) => {
    expect(await book(joint, BOTH, { on: rightBefore(given) })).toBe('overtaken')
    expect(await count('appointments')).toBe(0)
    expect(await count('attendances')).toBe(0)
    expect(await count('appointment_slots')).toBe(0)
    expect(await count('outbox')).toBe(0)
    expect(await audit()).toEqual([])
  })

  it.each(inTheWay)('is not moved when that changed right before it was written: %s', async (_, given) => {
    await book(joint, BOTH)
    const before = await rows('select * from appointments')
    const moved = await move(sessionAt(TOMORROW + 2 * HOUR, { kind: 'joint' }), 0, { on: rightBefore(given) })
    expect(moved).toBe('overtaken')
    expect(await rows('select * from appointments')).toEqual(before)
    expect(
      (await rows<{ quarter: number }>('select quarter from appointment_slots')).map(
        ({ quarter }) => quarter,
      ),
    ).toEqual(joint.quarters)
    expect(await rows("select outcome from outbox where id = 'mail of session'")).toEqual([
      { outcome: 'queued' },
    ])
    expect(await audit()).toEqual(['robin appointment_booked'])
  })

  it('needs both to have come', async () => {
    await rows("update parents set standing = null where side = 'other'")
    expect(await changesNothing(() => book(joint, BOTH))).toBe('overtaken')
    expect(await changesNothing(() => book(joint, ['initiating']))).toBe('overtaken')
  })

  it.each(inTheWay)('is moved by nobody when %s, and can still be cancelled', async (_, given) => {
    await book(joint, BOTH)
    await given()
    const later = sessionAt(TOMORROW + 2 * HOUR, { kind: 'joint' })
    expect(await changesNothing(() => move(later))).toBe('overtaken')
    // An individual session is nobody else's business.
    expect(await book(sessionAt(TOMORROW + 4 * HOUR, { id: 'individual' }))).toBe('done')
    expect(await move(sessionAt(TOMORROW + 6 * HOUR, { id: 'individual' }))).toBe('done')
  })
})

const move = (
  session: Session,
  sequence = 0,
  { at = NOW, actor = LEAD, on = db }: { at?: number; actor?: string; on?: Database } = {},
) =>
  moveAtDesk(
    on,
    event('appointment_moved', actor, at),
    { session, sequence, remindedAt: null },
    tellsOf(`moved ${session.id} ${session.startsAt} ${sequence}`),
  )

describe('moving at the desk', () => {
  const later = TOMORROW + HOUR / 2

  it('is the same session at another time, one SEQUENCE on: old mail ends, and its parents are reminded afresh', async () => {
    await standing(sessionAt(TOMORROW))
    await db.insert(outbox).values(tellsOf('old').map(({ row }) => row))
    expect(await move(sessionAt(later))).toBe('done')
    expect(await rows('select id, starts_at, sequence from appointments')).toEqual([
      { id: 'session', starts_at: later, sequence: 1 },
    ])
    expect(await rows('select id, details, reminded_at from attendances')).toEqual([
      { id: 'attendance of session', details: 'sealed', reminded_at: null },
    ])
    const slots = await rows<{ quarter: number }>('select quarter from appointment_slots order by quarter')
    expect(slots.map(({ quarter }) => quarter)).toEqual(sessionAt(later).quarters)
    expect(await rows('select id, outcome, last_error from outbox order by id')).toEqual([
      { id: `moved session ${later} 0`, outcome: 'queued', last_error: null },
      { id: 'old', outcome: 'failed', last_error: 'ended' },
    ])
    expect(await audit()).toEqual(['robin appointment_moved'])
  })

  it('is done once however often it is pressed', async () => {
    await standing(sessionAt(TOMORROW))
    expect(await move(sessionAt(later))).toBe('done')
    expect(await changesNothing(() => move(sessionAt(later)))).toBe('overtaken')
  })

  it('leaves everything as it was when somebody else has the time', async () => {
    await standing(sessionAt(TOMORROW))
    await family('elsewhere')
    await standing(sessionAt(TOMORROW + HOUR, { id: 'other', fileId: 'elsewhere' }))
    expect(await changesNothing(() => move(sessionAt(later)))).toBe('gone')
  })

  it.each([
    ['was cancelled', { cancelledAt: NOW }],
    ['is only kept', { keptUntil: NOW + 1 }],
    ['has an outcome', { outcome: 'missed' as const }],
    ['has begun', { startsAt: NOW }],
    ['was moved since', { sequence: 1 }],
  ])('moves nothing that %s', async (_, facts) => {
    await standing(sessionAt(TOMORROW), facts)
    expect(await changesNothing(() => move(sessionAt(later)))).toBe('overtaken')
  })

  it('takes it into the calendar of whoever leads, and of nobody else', async () => {
    await standing(sessionAt(TOMORROW, { coordinator: 'camille' }))
    const into = (coordinator: string) => move(sessionAt(later, { coordinator }))
    expect(await changesNothing(() => into('jules'))).toBe('overtaken')
    expect(await into(LEAD)).toBe('done')
    expect(await rows('select distinct coordinator from appointment_slots')).toEqual([{ coordinator: LEAD }])
  })

  it('moves nothing of a file that was closed', async () => {
    await standing(sessionAt(TOMORROW))
    await rows("update files set stage = 'closed'")
    expect(await changesNothing(() => move(sessionAt(later)))).toBe('overtaken')
  })
})

describe('whether they came', () => {
  const note = (outcome: 'attended' | 'missed', at = NOW) =>
    noteOutcome(db, event(`appointment_${outcome}`, LEAD, at), 'session', outcome)

  it('is noted once it has begun, and mended', async () => {
    await standing(sessionAt(TOMORROW))
    expect(await changesNothing(() => note('attended', TOMORROW - 1))).toBe(false)
    expect(await note('missed', TOMORROW)).toBe(true)
    expect(await changesNothing(() => note('missed', TOMORROW + 1))).toBe(false)
    expect(await note('attended', TOMORROW + 2)).toBe(true)
    expect(await audit()).toEqual(['robin appointment_missed', 'robin appointment_attended'])
    expect(await brokenAt(await readAudit(db, 'file'))).toBeUndefined()
  })

  it.each([
    ['was cancelled', { cancelledAt: 1 }],
    ['is only kept', { keptUntil: NOW + 1 }],
  ])('is not noted of one that %s', async (_, facts) => {
    await standing(sessionAt(NOW - HOUR), facts)
    expect(await changesNothing(() => note('attended'))).toBe(false)
  })
})

describe('whom a parent books with', () => {
  const pass = (parentId = 'initiating file', actor = LEAD) =>
    letBookWith(db, event('booking_passed', actor), parentId)

  it('becomes whoever leads, for that parent alone; who was waiting waits no longer', async () => {
    await rows("update parents set books_with = 'camille', standing = 'waiting'")
    expect(await pass()).toBe(true)
    expect(await rows('select id, books_with, standing from parents order by id')).toEqual([
      { id: 'initiating file', books_with: LEAD, standing: 'received' },
      { id: 'other file', books_with: 'camille', standing: 'waiting' },
    ])
    expect(await audit()).toEqual(['robin booking_passed'])
  })

  it.each([
    ['they do already', LEAD, "update parents set books_with = 'robin'"],
    ['somebody else leads', 'jules', "update parents set books_with = 'camille'"],
    ['they have not come', LEAD, 'update parents set standing = null, books_with = null'],
    ['the file is closed', LEAD, "update files set stage = 'closed'"],
  ])('stays when %s', async (_, actor, given) => {
    await rows("update parents set books_with = 'camille'")
    await rows(given)
    expect(await changesNothing(() => pass('initiating file', actor))).toBe(false)
  })
})

it('ends the request that was read, not a newer one', async () => {
  const request = { parentId: 'initiating file', madeAt: 1, wanted: 'sealed' }
  await db.insert(timeRequests).values([
    { ...request, id: 'older', endedAt: 2 },
    { ...request, id: 'newer' },
  ])
  const answer = (id: string, actor = LEAD) => answerTimes(db, event('times_answered', actor), id)
  expect(await changesNothing(() => answer('older'))).toBe(false)
  expect(await changesNothing(() => answer('newer', 'jules'))).toBe(false)
  expect(await answer('newer')).toBe(true)
  expect(await audit()).toEqual(['robin times_answered'])
})

it('takes an address away only out of the contact rules that were read', async () => {
  const stop = (read: string) =>
    stopMail(db, event('mail_stopped'), 'initiating file', { read, contact: 'without' })
  expect(await changesNothing(() => stop('older contact'))).toBe(false)
  expect(await stop('contact of initiating')).toBe(true)
  expect(await rows('select contact from parents order by id')).toEqual([
    { contact: 'without' },
    { contact: 'contact of other' },
  ])
})

describe('an agenda', () => {
  const span = { from: TOMORROW, until: TOMORROW + 24 * HOUR }

  it('holds what begins in those days in one calendar, cancelled or kept too, in one call', async () => {
    const at = (id: string, startsAt: number, facts: Partial<typeof appointments.$inferInsert> = {}) =>
      standing(sessionAt(startsAt, { id, quarters: [] }), facts)
    await at('first', TOMORROW)
    await at('cancelled', TOMORROW + 2 * HOUR, { cancelledAt: 1, cancelledBy: 'parent' })
    await at('kept', TOMORROW + HOUR, { keptUntil: NOW + 1 })
    await at('no longer kept', TOMORROW + HOUR, { keptUntil: NOW })
    await at('before', TOMORROW - 1)
    await at('after', span.until)
    await at('of another', TOMORROW, { coordinator: 'camille' })
    const { DB, calls } = countingD1()
    const read = await listAgenda(database(DB), LEAD, span, NOW)
    expect(read.appointments.map(({ id }) => id)).toEqual(['first', 'kept', 'cancelled'])
    expect(read.appointments[0]).toMatchObject({ reference: 'file', leadCoordinator: LEAD })
    expect(read.more).toBe(false)
    expect(calls).toHaveLength(1)
  })

  it('is cut, and says so', async () => {
    await rows(
      `insert into appointments (id, file_id, coordinator, kind, way, starts_at, ends_at, taken_from, taken_until,
        made_at, made_by)
      select 'session ' || value, 'file', 'robin', 'individual', 'video', ${TOMORROW} + value, 1, 1, 1, 1, 'parent'
      from json_each(?)`,
      JSON.stringify(Array.from({ length: AGENDA_LISTED + 1 }, (_, index) => index)),
    )
    const read = await listAgenda(db, LEAD, span, NOW)
    expect(read.more).toBe(true)
    expect(read.appointments).toHaveLength(AGENDA_LISTED)
    expect(read.appointments.at(-1)?.startsAt).toBe(TOMORROW + AGENDA_LISTED - 1)
  })
})

it('reads an appointment with its parents and both calendars’ rules, and none that is only kept', async () => {
  await saveHours(db, { coordinator: 'camille', rules: '"camille’s"', revision: 0 }, NOW)
  await saveHours(db, { coordinator: 'jules', rules: '"jules’s"', revision: 0 }, NOW)
  await standing(sessionAt(TOMORROW, { coordinator: 'camille' }))
  await standing(sessionAt(TOMORROW, { id: 'kept' }), { keptUntil: NOW + 1 })
  const read = await readAppointment(db, 'session', 'jules')
  expect(read).toMatchObject({ id: 'session', fileId: 'file', coordinator: 'camille', leadCoordinator: LEAD })
  expect(read?.parents).toEqual([
    {
      attendanceId: 'attendance of session',
      details: 'sealed',
      id: 'initiating file',
      side: 'initiating',
      language: 'en',
      contact: 'contact of initiating',
    },
  ])
  expect(read?.rules.map(({ coordinator }) => coordinator).toSorted()).toEqual(['camille', 'jules'])
  expect(await readAppointment(db, 'kept', 'jules')).toBeUndefined()
  expect(await readAppointment(db, 'nothing', 'jules')).toBeUndefined()
})

it('shows a file its sessions, a row for each parent, with what is asked and the rules of whoever leads', async () => {
  await family('elsewhere')
  await saveHours(db, { coordinator: LEAD, rules: '"robin’s"', revision: 0 }, NOW)
  await saveHours(db, { coordinator: 'camille', rules: '"camille’s"', revision: 0 }, NOW)
  await book(joint, BOTH)
  await standing(sessionAt(TOMORROW + HOUR, { id: 'cancelled' }), { cancelledAt: 1 })
  await standing(sessionAt(TOMORROW + 2 * HOUR, { id: 'kept' }), { keptUntil: NOW + 1 })
  await standing(sessionAt(TOMORROW + 3 * HOUR, { id: 'another file’s', fileId: 'elsewhere' }))
  const request = { parentId: 'other file', madeAt: 1, wanted: 'sealed' }
  await db.insert(timeRequests).values([
    { ...request, id: 'ended', endedAt: 2 },
    { ...request, id: 'open' },
    { ...request, id: 'another file’s', parentId: 'other elsewhere' },
  ])
  const read = await readFile(db, 'file')
  expect(read?.sessions.map(({ id, parentId }) => [id, parentId])).toEqual([
    ['cancelled', 'initiating file'],
    ['session', 'initiating file'],
    ['session', 'other file'],
  ])
  expect(read?.requests).toEqual([{ id: 'open', parentId: 'other file', madeAt: 1, wanted: 'sealed' }])
  expect(read?.rules).toEqual([{ coordinator: LEAD, rules: '"robin’s"', revision: 1 }])
})

describe('a coordinator’s hours', () => {
  const save = (revision: number, rules: string) =>
    saveHours(db, { coordinator: LEAD, rules, revision }, NOW + revision)

  it('are saved in place of what was read, and never of what another window saved', async () => {
    expect(await readHours(db, LEAD)).toBeUndefined()
    expect(await changesNothing(() => save(1, 'late'))).toBe(false)
    expect(await save(0, 'first')).toBe(true)
    expect(await changesNothing(() => save(0, 'as late'))).toBe(false)
    expect(await save(1, 'second')).toBe(true)
    expect(await changesNothing(() => save(1, 'late'))).toBe(false)
    expect(await rows('select * from availability')).toEqual([
      { coordinator: LEAD, rules: 'second', revision: 2, changed_at: NOW + 1 },
    ])
  })
})

describe('a private address', () => {
  it('opens its coordinator’s booked sessions from a moment on, in one call', async () => {
    await makeFeed(db, { coordinator: LEAD, secretId: 'hash', madeAt: 1 })
    await makeFeed(db, { coordinator: 'camille', secretId: 'another hash', madeAt: 1 })
    await standing(sessionAt(NOW + HOUR))
    await standing(sessionAt(NOW, { id: 'before' }))
    await standing(sessionAt(NOW + 2 * HOUR, { id: 'kept' }), { keptUntil: NOW + HOUR })
    await standing(sessionAt(NOW + 3 * HOUR, { id: 'cancelled' }), { cancelledAt: 1 })
    await standing(sessionAt(NOW + HOUR, { id: 'of another', coordinator: 'jules' }))
    const { DB, calls } = countingD1()
    const feed = await openFeed(database(DB), 'hash', NOW)
    expect(feed).toMatchObject({ coordinator: LEAD, booked: [{ id: 'session', reference: 'file' }] })
    expect(feed?.booked).toHaveLength(1)
    expect(calls).toHaveLength(1)
    expect(await openFeed(db, 'another hash', NOW)).toEqual({ coordinator: 'camille', booked: [] })
  })

  it('opens nothing once it was replaced or removed', async () => {
    await makeFeed(db, { coordinator: LEAD, secretId: 'older', madeAt: 1 })
    await makeFeed(db, { coordinator: LEAD, secretId: 'newer', madeAt: 2 })
    expect(await openFeed(db, 'older', NOW)).toBeUndefined()
    expect(await openFeed(db, 'newer', NOW)).toBeDefined()
    expect(await readFeed(db, LEAD)).toEqual({ madeAt: 2 })
    await removeFeed(db, LEAD)
    expect(await openFeed(db, 'newer', NOW)).toBeUndefined()
    expect(await readFeed(db, LEAD)).toBeUndefined()
  })
})
