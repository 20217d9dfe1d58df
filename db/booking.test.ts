import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAuditActions } from '../tests/support/audit-events.ts'
import {
  buildAppointmentMessage,
  buildChosenOpening,
  createExampleAvailability,
  findHeldAppointment,
  findUpcomingAppointment,
  type InsertedParent,
  insertBookingFamily,
  listOfferedOpenings,
  upsertAvailability,
} from '../tests/support/booking-rows.ts'
import {
  changesNothing,
  countRows,
  expectRefused,
  queryRows,
  selectAllTables,
} from '../tests/support/database-rows.ts'
import { emptyFormVersion } from '../tests/support/file-rows.ts'
import {
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import { addAbsence } from './absences.ts'
import {
  appendAuditEvent,
  buildParentAuditEvent,
  getFirstBrokenAuditSequence,
  listAuditRows,
} from './audit.ts'
import {
  type BookingContext,
  type BookingOutcome,
  bookAppointment,
  cancelAppointment,
  deleteExpiredHolds,
  holdSlot,
  loadBookingContext,
  moveAppointment,
} from './booking.ts'
import { type Database, isSlotTakenError } from './database.ts'
import { loadParentFileWithAttendees } from './parent-booking.ts'
import { replaceTimeRequest, setJointConsent } from './parent-requests.ts'

const db = openTestDatabase()
const MINUTE = 60_000
const HOLD_MS = 10 * MINUTE
const DAY = 24 * 60 * MINUTE

/** 9 a.m. in Toronto. The first openings are at 11 a.m. */
const NOW = Date.parse('2026-11-23T14:00Z')
const at = (clock: string, date = '2026-11-23') => Date.parse(`${date}T${clock}Z`)

let ida: InsertedParent
let otis: InsertedParent

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await upsertAvailability('robin', createExampleAvailability())
  ;[ida, otis] = await insertBookingFamily('Ida', 'robin')
  await appendAuditEvent(db, buildParentAuditEvent(ida, 'intake_sent', NOW - DAY))
})

/** The opening that a parent chooses, and what they had read, if that is given. */
interface ParentChoice {
  readonly start: number
  readonly mode?: 'video' | 'in-person'
  readonly now?: number
  readonly read?: BookingContext
  readonly in?: Database
}

async function loadContext(
  { accessCodeHash }: InsertedParent,
  now = NOW,
  onDatabase = db,
): Promise<BookingContext> {
  const booking = await loadBookingContext(onDatabase, accessCodeHash, now)
  if (!booking) throw new Error('There is no such file')
  return booking
}

/** Builds the reservation of an opening as the page offered it. */
async function reservationOf(
  booker: InsertedParent,
  { start, mode = 'video', now = NOW, ...choice }: ParentChoice,
) {
  const booking = choice.read ?? (await loadContext(booker, now))
  const preferences = { mode, kind: 'individual' } as const
  const opening = listOfferedOpenings(booking, preferences, now).find(({ startsAt }) => startsAt === start)
  if (!opening) throw new Error('That time is not offered')
  return { booking, reservation: buildChosenOpening(booking, preferences, opening, now) }
}

async function hold(booker: InsertedParent, choice: ParentChoice): Promise<BookingOutcome> {
  const { reservation } = await reservationOf(booker, choice)
  return holdSlot(choice.in ?? db, reservation, (choice.now ?? NOW) + HOLD_MS)
}

/** Books an opening, or moves to it the appointment that was read. */
async function book(booker: InsertedParent, choice: ParentChoice): Promise<BookingOutcome> {
  const { reservation, booking } = await reservationOf(booker, choice)
  const now = choice.now ?? NOW
  const { moves } = reservation
  const messages = buildAppointmentMessage(booker, now)
  const onDatabase = choice.in ?? db
  return moves
    ? moveAppointment(
        onDatabase,
        buildParentAuditEvent(booker, 'appointment_moved', now),
        booking.lastAuditRow,
        { ...reservation, moves },
        messages,
      )
    : bookAppointment(
        onDatabase,
        buildParentAuditEvent(booker, 'appointment_booked', now),
        booking.lastAuditRow,
        reservation,
        messages,
      )
}

/** Reads a parent’s upcoming appointment. */
async function upcomingAppointment(booker: InsertedParent, now = NOW) {
  const appointment = findUpcomingAppointment(await loadContext(booker, now), now)
  if (!appointment) throw new Error('There is no appointment to come')
  return appointment
}

async function cancel(booker: InsertedParent, now = NOW, consentWithdrawnBy?: string): Promise<boolean> {
  const { id, sequence } = await upcomingAppointment(booker, now)
  const cancelling = { id, sequence, ...(consentWithdrawnBy && { consentWithdrawnBy }) }
  const event = buildParentAuditEvent(booker, 'appointment_cancelled', now)
  return cancelAppointment(db, event, undefined, cancelling, buildAppointmentMessage(booker, now))
}

/** Inserts this many parents, each with a file of their own, who book with Robin. */
const insertFamilies = async (many: number): Promise<InsertedParent[]> => {
  const families = await Promise.all(
    Array.from({ length: many }, (_, n) => insertBookingFamily(`family ${n}`, 'robin')),
  )
  return families.map(([first]) => first)
}

const busyClockTimes = async () =>
  (await queryRows<{ quarter: number }>('select quarter from appointment_slots order by quarter')).map(
    ({ quarter }) => new Date(quarter * 15 * MINUTE).toISOString().slice(11, 16),
  )
const countOutcomes = (ended: readonly BookingOutcome[]) =>
  Object.fromEntries(
    (['reserved', 'slot_taken', 'stale'] as const).map((each) => [
      each,
      ended.filter((one) => one === each).length,
    ]),
  )

describe('a slot that is held', () => {
  it('is stored with its quarter hours, and with no message and no audit event', async () => {
    const before = await selectAllTables()
    expect(await hold(ida, { start: at('16:00') })).toBe('reserved')
    const { appointments, attendances, appointment_slots, ...rest } = await selectAllTables()
    expect({ appointments: [], attendances: [], appointment_slots: [], ...rest }).toEqual(before)
    expect(appointments).toMatchObject([
      {
        file_id: ida.fileId,
        coordinator_id: 'robin',
        kind: 'individual',
        mode: 'video',
        starts_at: at('16:00'),
        ends_at: at('17:00'),
        busy_from: at('16:00'),
        busy_until: at('17:15'),
        created_at: NOW,
        created_by: 'parent',
        held_until: NOW + HOLD_MS,
        sequence: 0,
      },
    ])
    expect(attendances).toMatchObject([{ parent_id: ida.parentId, reminded_at: null }])
    expect(await busyClockTimes()).toEqual(['16:00', '16:15', '16:30', '16:45', '17:00'])
  })

  it('is nobody else’s while it is held, whatever they read before', async () => {
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    const before = await loadContext(stranger)
    await hold(ida, { start: at('16:00') })
    await changesNothing(async () => {
      expect(await hold(stranger, { start: at('16:30'), read: before })).toBe('slot_taken')
      expect(await book(stranger, { start: at('16:00'), read: before })).toBe('slot_taken')
    })
    await expect(book(stranger, { start: at('16:00') })).rejects.toThrow('not offered')
  })

  it('hinders nobody once the hold has expired', async () => {
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    await hold(ida, { start: at('16:00') })
    const last = NOW + HOLD_MS - 1
    await expect(book(stranger, { start: at('16:30'), now: last })).rejects.toThrow('not offered')
    expect(await book(stranger, { start: at('16:30'), now: NOW + HOLD_MS })).toBe('reserved')
    expect(await queryRows('select starts_at, held_until from appointments')).toEqual([
      { starts_at: at('16:30'), held_until: null },
    ])
    expect(await countRows('attendances')).toBe(1)
  })

  it('gives way to the next one its parent chooses', async () => {
    await hold(ida, { start: at('16:00') })
    expect(await hold(ida, { start: at('16:30') })).toBe('reserved')
    expect(await hold(ida, { start: at('18:00') })).toBe('reserved')
    expect(await queryRows('select starts_at from appointments')).toEqual([{ starts_at: at('18:00') }])
    expect(await busyClockTimes()).toEqual(['18:00', '18:15', '18:30', '18:45', '19:00'])
  })

  it('stays when the next one was just taken', async () => {
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    await hold(ida, { start: at('16:00') })
    const before = await loadContext(ida)
    await book(stranger, { start: at('17:30') })
    expect(await changesNothing(() => hold(ida, { start: at('18:00'), read: before }))).toBe('slot_taken')
  })

  it('is deleted when the hold has expired, and nothing else is', async () => {
    const [one, other] = (await insertFamilies(2)) as [InsertedParent, InsertedParent]
    await book(ida, { start: at('16:00') })
    await hold(one, { start: at('17:30') })
    await hold(other, { start: at('16:00', '2026-11-24'), now: NOW + 1 })
    await changesNothing(() => deleteExpiredHolds(db, NOW + HOLD_MS - 1))
    await deleteExpiredHolds(db, NOW + HOLD_MS)
    expect(await queryRows('select starts_at from appointments order by starts_at')).toEqual([
      { starts_at: at('16:00') },
      { starts_at: at('16:00', '2026-11-24') },
    ])
    expect(await countRows('attendances')).toBe(2)
    expect(await countRows('appointment_slots')).toBe(10)
  })

  it('counts among the appointments of its day', async () => {
    await upsertAvailability('robin', createExampleAvailability({ mostADay: 1 }))
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    const before = await loadContext(stranger)
    await hold(ida, { start: at('16:00') })
    expect(await changesNothing(() => hold(stranger, { start: at('18:00'), read: before }))).toBe('stale')
  })
})

describe('booking a time', () => {
  it('takes one call to read and one to write, whether or not the slot was held', async () => {
    for (const isHeld of [false, true]) {
      const { DB, calls } = createCountingD1()
      const counted = openTestDatabase(DB)
      const [first, other] = await insertBookingFamily(`family ${isHeld}`, 'robin')
      await appendAuditEvent(db, buildParentAuditEvent(first, 'intake_sent', NOW))
      const start = at('16:00', isHeld ? '2026-11-24' : '2026-11-25')
      if (isHeld) await hold(first, { start })
      expect(await book(first, { start, read: await loadContext(first, NOW, counted), in: counted })).toBe(
        'reserved',
      )
      expect(calls).toHaveLength(2)
      expect(await listAuditActions(other.fileId)).toEqual(['intake_sent', 'appointment_booked'])
    }
  })

  it('makes one appointment of it, told once and with one audit event; the hold and the time request end with it', async () => {
    await replaceTimeRequest(
      db,
      buildParentAuditEvent(ida, 'time_request_created', NOW),
      undefined,
      timeRequestRow('request', ida),
      [],
    )
    await hold(ida, { start: at('16:00') })
    const later = NOW + 5 * MINUTE
    expect(await book(ida, { start: at('16:00'), now: later })).toBe('reserved')
    expect(await queryRows('select starts_at, created_at, held_until, sequence from appointments')).toEqual([
      { starts_at: at('16:00'), created_at: later, held_until: null, sequence: 0 },
    ])
    expect(await countRows('attendances')).toBe(1)
    expect(await countRows('appointment_slots')).toBe(5)
    expect(await queryRows('select kind, parent_id from outbox')).toEqual([
      { kind: 'appointment-booked', parent_id: ida.parentId },
    ])
    expect(await queryRows('select ended_at from time_requests')).toEqual([{ ended_at: later }])
    expect(await listAuditActions(ida.fileId)).toEqual([
      'intake_sent',
      'time_request_created',
      'appointment_booked',
    ])
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, ida.fileId))).toBeUndefined()
  })

  it('succeeds when the hold has expired and the slot is still free', async () => {
    await hold(ida, { start: at('18:00') })
    expect(await book(ida, { start: at('18:00'), now: NOW + 2 * HOLD_MS })).toBe('reserved')
    expect(await countRows('appointments')).toBe(1)
  })

  it('lets another opening be booked than the one held, even one that overlaps it', async () => {
    await hold(ida, { start: at('16:00') })
    expect(await book(ida, { start: at('16:30') })).toBe('reserved')
    expect(await busyClockTimes()).toEqual(['16:30', '16:45', '17:00', '17:15', '17:30'])
  })

  it('twenty at once for one opening: one has it, and of the others nothing is written', async () => {
    const bookers = await insertFamilies(20)
    const reads = await Promise.all(bookers.map((booker) => loadContext(booker)))
    const ended = await Promise.all(
      bookers.map((booker, n) => book(booker, { start: at('16:00'), read: reads[n] as BookingContext })),
    )
    expect(countOutcomes(ended)).toEqual({ reserved: 1, slot_taken: 19, stale: 0 })
    for (const table of ['appointments', 'attendances', 'outbox'])
      expect(await countRows(table), table).toBe(1)
    expect(
      await queryRows("select file_id from audit_events where action = 'appointment_booked'"),
    ).toHaveLength(1)
    expect(await countRows('appointment_slots')).toBe(5)
  })

  it('twenty at once for openings that overlap: no quarter hour is taken twice, and nothing written of the others', async () => {
    await upsertAvailability('robin', createExampleAvailability({ mostADay: 20 }))
    const bookers = await insertFamilies(20)
    const reads = await Promise.all(bookers.map((booker) => loadContext(booker)))
    const starts = ['16:00', '16:30', '17:00', '17:30', '18:00'].map((clock) => at(clock))
    const ended = await Promise.all(
      bookers.map((booker, n) =>
        book(booker, { start: starts[n % 5] ?? 0, read: reads[n] as BookingContext }),
      ),
    )
    const made = await queryRows<{ busy_from: number; busy_until: number }>(
      'select busy_from, busy_until from appointments order by starts_at',
    )
    expect(countOutcomes(ended).reserved).toBe(made.length)
    expect([1, 2]).toContain(made.length)
    for (const [index, { busy_from }] of made.slice(1).entries())
      expect(busy_from).toBeGreaterThanOrEqual(made[index]?.busy_until ?? 0)
    expect(await countRows('appointment_slots')).toBe(5 * made.length)
  })

  it('pressed ten times at once by one parent makes one appointment, one message and one audit event', async () => {
    await hold(ida, { start: at('16:00') })
    const before = await loadContext(ida)
    const presses = Array.from({ length: 10 }, () => book(ida, { start: at('16:00'), read: before }))
    expect(countOutcomes(await Promise.all(presses))).toEqual({ reserved: 1, slot_taken: 0, stale: 9 })
    for (const table of ['appointments', 'attendances', 'outbox'])
      expect(await countRows(table), table).toBe(1)
    expect(await listAuditActions(ida.fileId)).toEqual(['intake_sent', 'appointment_booked'])
  })

  it('for different openings from two windows of one parent ends with one of them', async () => {
    const before = await loadContext(ida)
    const starts = [at('16:00'), at('18:00'), at('16:00', '2026-11-24')]
    const ended = await Promise.all(starts.map((start) => book(ida, { start, read: before })))
    expect(countOutcomes(ended)).toEqual({ reserved: 1, slot_taken: 0, stale: 2 })
    expect(await countRows('appointments')).toBe(1)
  })

  it('by both parents of a file at once has an audit event for each, one after the other', async () => {
    const [hers, his] = await Promise.all([loadContext(ida), loadContext(otis)])
    const ended = await Promise.all([
      book(ida, { start: at('16:00'), read: hers }),
      book(otis, { start: at('17:30'), read: his }),
    ])
    expect(ended).toEqual(['reserved', 'reserved'])
    expect(await listAuditActions(ida.fileId)).toEqual([
      'intake_sent',
      'appointment_booked',
      'appointment_booked',
    ])
  })

  it('never takes more appointments a day than the coordinator does, however many come at once', async () => {
    await upsertAvailability(
      'robin',
      createExampleAvailability({
        mostADay: 3,
        minutesAfter: 0,
        offered: { video: { individual: 30, joint: 30 } },
      }),
    )
    const bookers = await insertFamilies(6)
    const reads = await Promise.all(bookers.map((booker) => loadContext(booker)))
    const ended = await Promise.all(
      bookers.map((booker, n) =>
        book(booker, { start: at('16:00') + n * 30 * MINUTE, read: reads[n] as BookingContext }),
      ),
    )
    expect(countOutcomes(ended)).toEqual({ reserved: 3, slot_taken: 0, stale: 3 })
    expect(await countRows('appointments')).toBe(3)
    expect(await countRows('appointment_slots')).toBe(6)
    expect(await countRows('outbox')).toBe(3)
  })

  it.each<[string, string]>([
    ['the coordinator changed their availability', 'update availability set revision = revision + 1'],
    ['the file was closed', "update files set stage = 'closed'"],
    ['it was decided that they wait', "update parents set status = 'waiting'"],
    ['their part was closed', "update parents set status = 'closed'"],
    ['they book with somebody else now', "update parents set booking_coordinator_id = 'camille'"],
    ['they book with nobody now', 'update parents set booking_coordinator_id = null'],
    [
      'their file was merged into another',
      `update parents set file_id = (select id from files where id <> file_id), side = 'other'
        where id = 'initiating Ida'`,
    ],
  ])('is refused, and nothing is written, when %s', async (_, change) => {
    await queryRows(
      "insert into files (id, reference, route, stage, created_at) values ('else', 'else', 'consent', 'open', 1)",
    )
    const before = await loadContext(ida)
    await queryRows(change)
    await changesNothing(async () => {
      expect(await hold(ida, { start: at('16:00'), read: before })).toBe('stale')
      expect(await book(ida, { start: at('16:00'), read: before })).toBe('stale')
    })
  })

  describe('while its coordinator becomes away between showing it and booking it', () => {
    const beAway = (from: number, until: number, coordinatorId = 'robin') =>
      addAbsence(db, {
        ...{ id: 'absence', coordinatorId, standInId: null, fromAt: from, untilAt: until },
        ...{ fromDay: '2026-11-23', untilDay: '2026-11-24', createdBy: coordinatorId, createdAt: NOW },
      })
    const start = at('16:00')

    it.each<[string, number, number]>([
      ['over the whole of it', at('05:00'), at('05:00', '2026-11-25')],
      ['from its last minute on', start + 59 * MINUTE, at('05:00', '2026-11-25')],
      ['until its first minute', at('05:00'), start + MINUTE],
    ])('is refused, and nothing is written: %s', async (_, from, until) => {
      const before = await loadContext(ida)
      await beAway(from, until)
      await changesNothing(async () => {
        expect(await hold(ida, { start, read: before })).toBe('stale')
        expect(await book(ida, { start, read: before })).toBe('stale')
      })
    })

    it.each<[string, number, number, string?]>([
      ['that ends as it begins', at('05:00'), start],
      ['that begins as it ends', start + 60 * MINUTE, at('05:00', '2026-11-25')],
      ['of somebody else', at('05:00'), at('05:00', '2026-11-25'), 'camille'],
    ])('is booked beside an absence %s', async (_, from, until, coordinatorId) => {
      const before = await loadContext(ida)
      await beAway(from, until, coordinatorId)
      expect(await book(ida, { start, read: before })).toBe('reserved')
    })

    it('can’t be moved into, and stays where it was', async () => {
      await book(ida, { start })
      const before = await loadContext(ida)
      await beAway(at('05:00', '2026-11-24'), at('05:00', '2026-11-25'))
      const moving = () => book(ida, { start: at('16:00', '2026-11-24'), read: before })
      expect(await changesNothing(moving)).toBe('stale')
    })
  })

  it('is refused when the first availability that replaces that of the settings came between', async () => {
    const before = await loadContext(ida)
    const { reservation } = await reservationOf(ida, { start: at('16:00'), read: before })
    const bySettings = { ...reservation, offered: { ...reservation.offered, revision: 0 } }
    const event = buildParentAuditEvent(ida, 'appointment_booked', NOW)
    expect(await changesNothing(() => bookAppointment(db, event, before.lastAuditRow, bySettings, []))).toBe(
      'stale',
    )
    await queryRows('delete from availability')
    expect(await bookAppointment(db, event, before.lastAuditRow, bySettings, [])).toBe('reserved')
  })

  it.each<[string, string, BookingOutcome]>([
    ['they missed', "update appointments set outcome = 'missed'", 'reserved'],
    ['was cancelled', 'update appointments set cancelled_at = 1', 'reserved'],
    ['they came to', "update appointments set outcome = 'attended'", 'stale'],
    ['nobody has said anything about', 'update appointments set sequence = 1', 'stale'],
  ])('is open again after an appointment that %s: %s', async (_, change, ended) => {
    await book(ida, { start: at('16:00') })
    const later = NOW + DAY
    const { reservation, booking } = await reservationOf(ida, {
      start: at('18:00', '2026-11-25'),
      now: later,
    })
    await queryRows(change)
    const event = buildParentAuditEvent(ida, 'appointment_booked', later)
    expect(
      await bookAppointment(db, event, booking.lastAuditRow, { ...reservation, moves: undefined }, []),
    ).toBe(ended)
    expect(await countRows('appointments')).toBe(ended === 'reserved' ? 2 : 1)
  })
})

describe('the quarter hours', () => {
  const timesOf = (from: string, until: string, over: object = {}) => ({
    startsAt: at(from),
    endsAt: at(until),
    busyFrom: at(from),
    busyUntil: at(until),
    ...over,
  })
  const quarters = ({ busyFrom, busyUntil }: { busyFrom: number; busyUntil: number }) =>
    Array.from(
      { length: (busyUntil - busyFrom) / (15 * MINUTE) },
      (_, index) => busyFrom / (15 * MINUTE) + index,
    )

  it.each([
    ['a longer one around it', timesOf('16:00', '19:00'), 'slot_taken'],
    ['a shorter one in it', timesOf('17:15', '17:30'), 'slot_taken'],
    ['one whose last quarter hour is its first', timesOf('16:00', '17:15'), 'slot_taken'],
    ['one whose first quarter hour is its last', timesOf('17:45', '18:30'), 'slot_taken'],
    [
      'one that only overlaps with the time left free after it',
      timesOf('16:00', '16:30', { busyUntil: at('17:15') }),
      'slot_taken',
    ],
    ['one that ends when it begins', timesOf('16:00', '17:00'), 'reserved'],
    ['one that begins when it ends', timesOf('18:00', '18:30'), 'reserved'],
  ] as const)('refuse by themselves whatever overlaps: %s', async (_, other, ended) => {
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    const bookAt = async (booker: InsertedParent, times: ReturnType<typeof timesOf>) => {
      const { reservation, booking } = await reservationOf(booker, { start: at('16:00', '2026-11-24') })
      const appointment = { ...reservation.appointment, ...times, quarters: quarters(times) }
      const event = buildParentAuditEvent(booker, 'appointment_booked', NOW)
      return bookAppointment(
        db,
        event,
        booking.lastAuditRow,
        { ...reservation, appointment },
        buildAppointmentMessage(booker, NOW),
      )
    }
    expect(await bookAt(ida, timesOf('17:00', '18:00'))).toBe('reserved')
    const before = await selectAllTables()
    expect(await bookAt(stranger, other)).toBe(ended)
    if (ended === 'slot_taken') expect(await selectAllTables()).toEqual(before)
  })

  it('are each coordinator’s own', async () => {
    await upsertAvailability('camille', createExampleAvailability())
    const [hers] = await insertBookingFamily('Anna', 'camille')
    expect(await book(ida, { start: at('16:00') })).toBe('reserved')
    expect(await book(hers, { start: at('16:00') })).toBe('reserved')
  })

  it('are unique by the table itself, past every verb', async () => {
    await book(ida, { start: at('16:00') })
    const [slot] = await queryRows<{ quarter: number }>(
      'select quarter from appointment_slots order by quarter',
    )
    const again = queryRows(
      "insert into appointment_slots (coordinator_id, quarter, appointment_id) select 'robin', ?, id from appointments",
      slot?.quarter,
    )
    const refused = await again.catch((error: unknown) => error)
    expect(isSlotTakenError(refused)).toBe(true)
    expect(await countRows('appointment_slots')).toBe(5)
  })

  it('leave an hour between two appointments in person, and none next to one by video', async () => {
    const bookers = (await insertFamilies(3)) as [InsertedParent, InsertedParent, InsertedParent]
    await upsertAvailability('robin', createExampleAvailability({ minutesAfter: 0 }))
    expect(await book(ida, { start: at('16:00'), mode: 'in-person' })).toBe('reserved')
    const starts = (booking: BookingContext, mode: 'video' | 'in-person') =>
      listOfferedOpenings(booking, { mode, kind: 'individual' }, NOW)
        .map(({ startsAt }) => startsAt)
        .filter((startsAt) => startsAt < NOW + DAY / 2)
    const booking = await loadContext(bookers[0])
    expect(starts(booking, 'in-person')).toEqual([at('18:00')])
    expect(starts(booking, 'video')).toEqual([at('17:30'), at('18:00')])
  })
})

describe('moving an appointment', () => {
  const [monday, tuesday] = [at('16:00'), at('16:00', '2026-11-24')]

  it('leaves the same appointment and attendance, one SEQUENCE on, and frees the slots it had', async () => {
    await book(ida, { start: monday })
    const [before] = await queryRows<{ id: string }>('select * from appointments')
    const [attendance] = await queryRows<{ id: string; sealed_details: string }>('select * from attendances')
    await queryRows('update attendances set reminded_at = 1')
    expect(await book(ida, { start: tuesday, mode: 'in-person', now: NOW + MINUTE })).toBe('reserved')
    expect(await queryRows('select * from appointments')).toEqual([
      {
        ...before,
        mode: 'in-person',
        starts_at: tuesday,
        ends_at: tuesday + 45 * MINUTE,
        busy_from: tuesday - 30 * MINUTE,
        busy_until: tuesday + 75 * MINUTE,
        sequence: 1,
      },
    ])
    const [moved] = await queryRows<{ id: string; sealed_details: string; reminded_at: number | null }>(
      'select * from attendances',
    )
    expect(moved).toMatchObject({ id: attendance?.id, reminded_at: null })
    expect(moved?.sealed_details).not.toBe(attendance?.sealed_details)
    expect(await busyClockTimes()).toEqual(['15:30', '15:45', '16:00', '16:15', '16:30', '16:45', '17:00'])
    expect(await listAuditActions(ida.fileId)).toEqual([
      'intake_sent',
      'appointment_booked',
      'appointment_moved',
    ])
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, ida.fileId))).toBeUndefined()
  })

  it('cancels the messages about where it was, and nobody else’s', async () => {
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    await book(ida, { start: monday })
    await book(otis, { start: at('17:30') })
    await book(stranger, { start: at('16:00', '2026-11-25') })
    await book(ida, { start: tuesday, now: NOW + MINUTE })
    const messages = await queryRows(
      'select parent_id, outcome, created_at from outbox order by created_at, rowid',
    )
    expect(messages).toEqual([
      { parent_id: ida.parentId, outcome: 'failed', created_at: NOW },
      { parent_id: otis.parentId, outcome: 'queued', created_at: NOW },
      { parent_id: stranger.parentId, outcome: 'queued', created_at: NOW },
      { parent_id: ida.parentId, outcome: 'queued', created_at: NOW + MINUTE },
    ])
  })

  it('may overlap the time it had, and be held first', async () => {
    await book(ida, { start: monday })
    for (const start of [at('16:30'), at('17:00'), at('16:00')]) {
      expect(await hold(ida, { start })).toBe('reserved')
      expect(await countRows('appointments')).toBe(2)
      expect(await book(ida, { start })).toBe('reserved')
      expect(await countRows('appointments')).toBe(1)
      expect(await countRows('appointment_slots')).toBe(5)
    }
    expect(await queryRows('select starts_at, sequence from appointments')).toEqual([
      { starts_at: at('16:00'), sequence: 3 },
    ])
  })

  it('leaves the appointment where it was when the slot was just taken', async () => {
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    await book(ida, { start: monday })
    const before = await loadContext(ida)
    await book(stranger, { start: tuesday })
    const moving = () => book(ida, { start: tuesday + 30 * MINUTE, read: before })
    expect(await changesNothing(moving)).toBe('slot_taken')
  })

  it('does not count the appointment itself among those of the day', async () => {
    await upsertAvailability('robin', createExampleAvailability({ mostADay: 1 }))
    await book(ida, { start: monday })
    expect(await hold(ida, { start: at('18:00') })).toBe('reserved')
    expect(await book(ida, { start: at('18:00') })).toBe('reserved')
  })

  it('pressed ten times at once moves it once', async () => {
    await book(ida, { start: monday })
    const before = await loadContext(ida)
    const presses = Array.from({ length: 10 }, () => book(ida, { start: tuesday, read: before }))
    expect(countOutcomes(await Promise.all(presses))).toEqual({ reserved: 1, slot_taken: 0, stale: 9 })
    expect(await queryRows('select sequence from appointments')).toEqual([{ sequence: 1 }])
    expect(await queryRows("select id from outbox where outcome = 'queued'")).toHaveLength(1)
  })

  it.each([
    ['was cancelled', 'update appointments set cancelled_at = 1, sequence = 1'],
    ['was moved by somebody else', 'update appointments set sequence = 1'],
    ['is a joint one', "update appointments set kind = 'joint'"],
    ['took place', "update appointments set outcome = 'attended'"],
    ['is not theirs', "update attendances set parent_id = 'other Ida'"],
  ])('is refused, and nothing is written, when it %s', async (_, change) => {
    await book(ida, { start: monday })
    const before = await loadContext(ida)
    await queryRows(change)
    const moving = () => book(ida, { start: tuesday, read: before })
    expect(await changesNothing(moving)).toBe('stale')
  })

  it('to another coordinator takes and frees the slots of each', async () => {
    await upsertAvailability('camille', createExampleAvailability())
    await book(ida, { start: monday })
    await queryRows("update parents set booking_coordinator_id = 'camille' where id = ?", ida.parentId)
    expect(await book(ida, { start: monday })).toBe('reserved')
    expect(await queryRows('select distinct coordinator_id from appointment_slots')).toEqual([
      { coordinator_id: 'camille' },
    ])
    expect(await queryRows('select coordinator_id from appointments')).toEqual([
      { coordinator_id: 'camille' },
    ])
    expect(await book(otis, { start: monday })).toBe('reserved')
  })
})

describe('cancelling an appointment', () => {
  it('frees its slots, cancels its messages and has an audit event, one SEQUENCE on', async () => {
    await book(ida, { start: at('16:00') })
    expect(await cancel(ida, NOW + MINUTE)).toBe(true)
    expect(await queryRows('select cancelled_at, cancelled_by, sequence from appointments')).toEqual([
      { cancelled_at: NOW + MINUTE, cancelled_by: 'parent', sequence: 1 },
    ])
    expect(await countRows('appointment_slots')).toBe(0)
    expect(await queryRows('select outcome from outbox order by created_at')).toEqual([
      { outcome: 'failed' },
      { outcome: 'queued' },
    ])
    expect(await listAuditActions(ida.fileId)).toEqual([
      'intake_sent',
      'appointment_booked',
      'appointment_cancelled',
    ])
    const [stranger] = (await insertFamilies(1)) as [InsertedParent]
    expect(await book(stranger, { start: at('16:00') })).toBe('reserved')
  })

  it.each([
    ['is cancelled already', 'update appointments set cancelled_at = 1'],
    ['was moved since', 'update appointments set sequence = 1'],
    ['has begun', `update appointments set starts_at = ${NOW}`],
    ['is only held', `update appointments set held_until = ${NOW + HOLD_MS}`],
    ['is in another file', "update appointments set file_id = 'file of else'"],
  ])('does nothing when it %s', async (_, change) => {
    await insertBookingFamily('else', 'robin')
    await book(ida, { start: at('16:00') })
    const { id, sequence } = await upcomingAppointment(ida)
    await queryRows(change)
    const event = buildParentAuditEvent(ida, 'appointment_cancelled', NOW)
    const cancelling = () =>
      cancelAppointment(db, event, undefined, { id, sequence }, buildAppointmentMessage(ida, NOW))
    await expectRefused(cancelling)
  })

  it('pressed ten times at once is done and told once', async () => {
    await book(ida, { start: at('16:00') })
    const { id, sequence } = await upcomingAppointment(ida)
    const { lastAuditRow } = await loadContext(ida)
    const event = buildParentAuditEvent(ida, 'appointment_cancelled', NOW)
    const ended = await Promise.all(
      Array.from({ length: 10 }, () =>
        cancelAppointment(db, event, lastAuditRow, { id, sequence }, buildAppointmentMessage(ida, NOW)),
      ),
    )
    expect(ended.filter(Boolean)).toHaveLength(1)
    expect(await queryRows("select id from outbox where outcome = 'queued'")).toHaveLength(1)
    expect(await listAuditActions(ida.fileId)).toEqual([
      'intake_sent',
      'appointment_booked',
      'appointment_cancelled',
    ])
  })

  it('of a joint one withdraws the consent of whoever cancels, and of nobody else', async () => {
    await book(ida, { start: at('16:00') })
    await queryRows("update appointments set kind = 'joint'")
    await queryRows('update parents set joint_consented_at = 1')
    expect(await cancel(ida, NOW, ida.parentId)).toBe(true)
    expect(await queryRows('select id, joint_consented_at from parents order by id')).toEqual([
      { id: ida.parentId, joint_consented_at: null },
      { id: otis.parentId, joint_consented_at: 1 },
    ])
  })
})

describe('what a parent reads', () => {
  it('is the busy times of their coordinator from yesterday on, and nothing that was cancelled or is free again', async () => {
    const [one, two, three] = (await insertFamilies(3)) as [InsertedParent, InsertedParent, InsertedParent]
    await book(one, { start: at('16:00') })
    await book(two, { start: at('17:30') })
    await cancel(two)
    await hold(three, { start: at('18:00') })
    await upsertAvailability('camille', createExampleAvailability())
    const [anna] = await insertBookingFamily('Anna', 'camille')
    await book(anna, { start: at('16:00') })
    const busyAt = async (now: number) =>
      (await loadContext(ida, now)).busyTimes
        .map(({ startsAt }) => startsAt)
        .toSorted((one, another) => one - another)
    expect(await busyAt(NOW)).toEqual([at('16:00'), at('18:00')])
    expect(await busyAt(NOW + HOLD_MS)).toEqual([at('16:00')])
    expect(await busyAt(at('16:00') + DAY - 1)).toEqual([at('16:00')])
    expect(await busyAt(at('16:00') + DAY)).toEqual([])
  })

  it('holds nothing of the other parent’s appointments but that the time is taken', async () => {
    await book(otis, { start: at('16:00') })
    await hold(ida, { start: at('17:30') })
    const booking = await loadContext(ida)
    expect(booking.parentFile.appointments.map(({ startsAt }) => startsAt)).toEqual([at('17:30')])
    expect(findHeldAppointment(booking, NOW)?.startsAt).toBe(at('17:30'))
    expect(Object.keys(booking.busyTimes[0] ?? {}).toSorted()).toEqual([
      'busyAppointmentId',
      'busyFrom',
      'busyUntil',
      'startsAt',
    ])
    expect(JSON.stringify(booking)).not.toContain(otis.parentId)
  })

  it('is nothing under a code that opens nothing', async () => {
    expect(await loadBookingContext(db, 'no such code', NOW)).toBeUndefined()
    expect(await loadParentFileWithAttendees(db, 'no such code', NOW)).toBeUndefined()
  })
})

const timeRequestRow = (id: string, { parentId }: InsertedParent, replaces?: string) => ({
  id,
  parentId,
  formVersion: emptyFormVersion,
  sealedPreferences: 'sealed',
  replaces,
})

describe('a time request', () => {
  const ask = (id: string, replaces?: string) =>
    replaceTimeRequest(
      db,
      buildParentAuditEvent(ida, 'time_request_created', NOW),
      undefined,
      timeRequestRow(id, ida, replaces),
      buildAppointmentMessage(ida, NOW),
    )

  it('is stored in place of the one before, told and with an audit event', async () => {
    expect(await ask('first')).toBe(true)
    expect(await ask('second', 'first')).toBe(true)
    expect(await queryRows('select id, ended_at from time_requests order by rowid')).toEqual([
      { id: 'first', ended_at: NOW },
      { id: 'second', ended_at: null },
    ])
    expect(await countRows('outbox')).toBe(2)
    expect(await listAuditActions(ida.fileId)).toEqual([
      'intake_sent',
      'time_request_created',
      'time_request_created',
    ])
  })

  it('is stored once when it is pressed ten times', async () => {
    await ask('first')
    const ended = await Promise.all(Array.from({ length: 10 }, (_, n) => ask(`second ${n}`, 'first')))
    expect(ended.filter(Boolean)).toHaveLength(1)
    expect(await queryRows('select id from time_requests where ended_at is null')).toHaveLength(1)
    expect(await countRows('outbox')).toBe(2)
  })

  it.each([
    ['another request came between', "update time_requests set id = 'newer'"],
    ['the file was closed', "update files set stage = 'closed'"],
    ['they wait for a place', "update parents set status = 'waiting'"],
  ])('changes nothing when %s', async (_, change) => {
    await ask('first')
    await queryRows(change)
    await expectRefused(() => ask('second', 'first'))
  })
})

describe('a parent’s consent to a joint appointment', () => {
  const setConsent = (consents: boolean) =>
    setJointConsent(
      db,
      buildParentAuditEvent(ida, consents ? 'joint_consent_given' : 'joint_consent_withdrawn', NOW),
      undefined,
      { parentId: ida.parentId, consents },
      buildAppointmentMessage(ida, NOW),
    )

  it('is theirs alone, given and withdrawn once each', async () => {
    expect(await setConsent(true)).toBe(true)
    await expectRefused(() => setConsent(true))
    expect(await queryRows('select id, joint_consented_at from parents order by id')).toEqual([
      { id: ida.parentId, joint_consented_at: NOW },
      { id: otis.parentId, joint_consented_at: null },
    ])
    expect(await setConsent(false)).toBe(true)
    await expectRefused(() => setConsent(false))
    expect(await queryRows('select id from parents where joint_consented_at is not null')).toEqual([])
    expect(await listAuditActions(ida.fileId)).toEqual([
      'intake_sent',
      'joint_consent_given',
      'joint_consent_withdrawn',
    ])
    expect(await countRows('outbox')).toBe(2)
  })

  it.each(["update files set stage = 'closed'", "update parents set status = 'waiting'"])(
    'is not asked any more: %s',
    async (change) => {
      await queryRows(change)
      await expectRefused(() => setConsent(true))
    },
  )
})
