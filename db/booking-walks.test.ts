import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Availability } from '../content/booking/availability.ts'
import {
  buildAppointmentMessage,
  buildChosenOpening,
  createExampleAvailability,
  findHeldAppointment,
  findUpcomingAppointment,
  type InsertedParent,
  insertBookingFamily,
  listOfferedOpenings,
  parseSavedAvailability,
  upsertAvailability,
} from '../tests/support/booking-rows.ts'
import { queryRows } from '../tests/support/database-rows.ts'
import { emptyFormVersion } from '../tests/support/file-rows.ts'
import { countPropertyRuns } from '../tests/support/property-runs.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { getBusyQuarterHours, getDayBounds, type Opening } from '../worker/booking/openings/openings.ts'
import {
  type AuditEvent,
  buildParentAuditEvent,
  getFirstBrokenAuditSequence,
  listAuditRows,
} from './audit.ts'
import {
  type BookingContext,
  bookAppointment,
  cancelAppointment,
  deleteExpiredHolds,
  holdSlot,
  loadBookingContext,
  moveAppointment,
} from './booking.ts'
import { replaceTimeRequest } from './parent-requests.ts'
import {
  appointmentSlots,
  appointments,
  attendances,
  auditEvents,
  availability,
  outbox,
  timeRequests,
} from './schema.ts'

const db = openTestDatabase()
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const HOLD_MS = 10 * MINUTE

beforeAll(prepareDatabase)

/** What one parent does with the data they last read. Some read it long ago, and much may have changed since. */
interface ParentAction {
  readonly who: number
  readonly does: 'read' | 'hold' | 'book' | 'book what is held' | 'cancel' | 'request'
  readonly mode: 'video' | 'in-person'
  readonly which: number
}

/** A step of a walk: parents act, or something else happens. */
type WalkStep =
  | { readonly kind: 'actions'; readonly actions: readonly ParentAction[] }
  | { readonly kind: 'time'; readonly minutes: number }
  | { readonly kind: 'availability'; readonly coordinatorId: string; readonly availability: Availability }
  | { readonly kind: 'outcome'; readonly outcome: 'attended' | 'missed' }
  | { readonly kind: 'assigned'; readonly who: number; readonly coordinatorId: string }
  | { readonly kind: 'delete holds' }

const COORDINATORS = ['robin', 'camille']
const PARENTS = 5

const arbitraryParent = fc.nat(PARENTS - 1)
const arbitraryAction: fc.Arbitrary<ParentAction> = fc.record({
  who: arbitraryParent,
  does: fc.constantFrom(
    'read',
    'hold',
    'hold',
    'book',
    'book',
    'book',
    'book what is held',
    'book what is held',
    'cancel',
    'request',
  ),
  mode: fc.constantFrom('video', 'in-person'),
  // Chooses the soonest openings most often.
  which: fc.oneof(fc.nat(2), fc.nat(30)),
})
/** Few hours a day, so that parents choose the same openings. */
const arbitraryAvailability = fc
  .record({
    minutesBefore: fc.constantFrom(0, 15),
    minutesAfter: fc.constantFrom(0, 15, 30),
    minutesApart: fc.constantFrom(30, 45),
    noticeHours: fc.constantFrom(0, 2, 20),
    daysAhead: fc.constantFrom(1, 2),
    mostADay: fc.constantFrom(1, 2, 4),
    weekly: fc.constantFrom(
      createExampleAvailability().weekly,
      createExampleAvailability().weekly.map((each) => ({ ...each, from: '10:15', until: '12:45' })),
    ),
  })
  .map(createExampleAvailability)
const arbitraryStep: fc.Arbitrary<WalkStep> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('actions' as const),
      actions: fc.oneof(
        { weight: 3, arbitrary: fc.tuple(arbitraryAction) },
        { weight: 1, arbitrary: fc.array(arbitraryAction, { minLength: 2, maxLength: 6 }) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      minutes: fc.oneof(fc.nat(15), fc.nat(36 * 60)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('availability' as const),
      coordinatorId: fc.constantFrom(...COORDINATORS),
      availability: arbitraryAvailability,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('outcome' as const),
      outcome: fc.constantFrom('attended', 'missed'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('assigned' as const),
      who: arbitraryParent,
      coordinatorId: fc.constantFrom(...COORDINATORS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete holds' as const) }) },
)

/** A start from which some walks reach a day on which the clocks change in Toronto. */
const arbitraryStart = fc
  .constantFrom('2026-10-30T14:07Z', '2026-11-23T14:00Z', '2027-03-12T20:31Z')
  .map(Date.parse)

it('never has a quarter hour twice, nor an appointment that was not offered, whatever parents, coordinators and clocks do', async () => {
  const ended: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(
      arbitraryStart,
      fc.array(arbitraryStep, { minLength: 10, maxLength: 32 }),
      async (now, walk) => {
        const world = await createWorld(now)
        for (const step of walk) {
          const before = world.tables
          const results = await applyStep(world, step)
          world.tables = await readTables()
          expectConsistentTables(world)
          expectResults(world, before, results)
          for (const { end } of results) ended[end] = (ended[end] ?? 0) + 1
        }
        for (const fileId of new Set(world.bookers.map(({ fileId }) => fileId))) {
          const record = await listAuditRows(db, fileId)
          expect(await getFirstBrokenAuditSequence(db, record)).toBeUndefined()
          expect(record.length).toBe(world.done.get(fileId) ?? 0)
        }
      },
    ),
    // A fixed seed keeps the walks the same from run to run. Each outcome must occur among them.
    { numRuns: countPropertyRuns(10), seed: 20261123 },
  )
  for (const end of [
    'hold reserved',
    'hold slot_taken',
    'book reserved',
    'book slot_taken',
    'book stale',
    'move reserved',
    'cancel true',
  ])
    expect(ended[end] ?? 0, end).toBeGreaterThan(0)
})

/**
 * The world of one walk: the parents, what each last read, the number of changes to each file, and the current tables.
 */
interface World {
  now: number
  readonly bookers: readonly InsertedParent[]
  readonly read: Map<string, BookingContext>
  readonly done: Map<string, number>
  tables: Tables
}

/** The tables, read in one call. */
type Tables = Awaited<ReturnType<typeof readTables>>

async function readTables() {
  const [appointmentRows, attendanceRows, slots, ...others] = await db.batch([
    db.select().from(appointments),
    db.select().from(attendances),
    db.select().from(appointmentSlots),
    db.select().from(availability),
    db.select().from(outbox),
    db.select().from(timeRequests),
    db.select().from(auditEvents),
  ])
  return { appointmentRows, attendanceRows, slots, others }
}

async function createWorld(now: number): Promise<World> {
  await emptyDatabase()
  for (const coordinatorId of COORDINATORS)
    await upsertAvailability(coordinatorId, createExampleAvailability())
  // Inserts both parents of one file, and three parents with files of their own, one of whom books with another
  // coordinator.
  const both = await insertBookingFamily('A', 'robin')
  const others = [
    await insertBookingFamily('B', 'robin'),
    await insertBookingFamily('C', 'robin'),
    await insertBookingFamily('D', 'camille'),
  ]
  const bookers = [...both, ...others.map(([first]) => first)]
  return { now, bookers, read: new Map(), done: new Map(), tables: await readTables() }
}

/** The outcome of an action, its opening, and what its parent would have read just before. */
interface ActionResult {
  readonly action: ParentAction
  readonly end: string
  readonly opening?: Opening
  readonly fresh: BookingContext
}

/** Applies one step, and gives the result of each action. */
async function applyStep(world: World, step: WalkStep): Promise<ActionResult[]> {
  switch (step.kind) {
    case 'actions':
      return performActions(world, step.actions)
    case 'time':
      world.now += step.minutes * MINUTE
      return []
    case 'availability':
      await upsertAvailability(step.coordinatorId, step.availability)
      return []
    case 'outcome':
      await queryRows(
        `update appointments set outcome = ?
          where ends_at < ? and outcome is null and cancelled_at is null and held_until is null`,
        step.outcome,
        world.now,
      )
      return []
    case 'assigned':
      await queryRows(
        'update parents set booking_coordinator_id = ? where id = ?',
        step.coordinatorId,
        world.bookers[step.who]?.parentId,
      )
      return []
    case 'delete holds':
      await deleteExpiredHolds(db, world.now)
      return []
  }
}

/**
 * Performs actions. A parent who acts alone may have read long ago; parents who act at the same moment have all read
 * before any of them writes.
 */
async function performActions(world: World, actions: readonly ParentAction[]): Promise<ActionResult[]> {
  const fresh = await Promise.all(actions.map((action) => loadBookingNow(world, bookerOf(world, action))))
  return Promise.all(
    actions.map((action, index) => {
      const now = fresh[index] as BookingContext
      const booking = actions.length > 1 ? now : (world.read.get(bookerOf(world, action).parentId) ?? now)
      return performAction(world, action, booking, now)
    }),
  )
}

const bookerOf = (world: World, { who }: ParentAction): InsertedParent => world.bookers[who] as InsertedParent

async function loadBookingNow(world: World, { accessCodeHash }: InsertedParent): Promise<BookingContext> {
  const booking = await loadBookingContext(db, accessCodeHash, world.now)
  if (!booking) throw new Error('Everybody has a file')
  return booking
}

async function performAction(
  world: World,
  action: ParentAction,
  booking: BookingContext,
  fresh: BookingContext,
): Promise<ActionResult> {
  const { now } = world
  const booker = bookerOf(world, action)
  const { lastAuditRow, parentFile } = booking
  const event = (action: AuditEvent['action']) => buildParentAuditEvent(booker, action, now)
  const messages = buildAppointmentMessage(booker, now)
  const countIfDone = (end: string, opening?: Opening): ActionResult => {
    if (/reserved|true/.test(end)) world.done.set(booker.fileId, (world.done.get(booker.fileId) ?? 0) + 1)
    return { action, end, fresh, ...(opening && { opening }) }
  }
  if (action.does === 'read') {
    world.read.set(booker.parentId, fresh)
    return { action, end: 'read', fresh }
  }
  if (action.does === 'request') {
    const row = {
      id: crypto.randomUUID(),
      parentId: booker.parentId,
      formVersion: emptyFormVersion,
      sealedPreferences: '',
      replaces: parentFile.timeRequest?.id,
    }
    return countIfDone(
      `request ${await replaceTimeRequest(db, event('time_request_created'), lastAuditRow, row, messages)}`,
    )
  }
  if (action.does === 'cancel') {
    const appointment = findUpcomingAppointment(booking, now)
    if (!appointment) return { action, end: 'nothing to cancel', fresh }
    return countIfDone(
      `cancel ${await cancelAppointment(db, event('appointment_cancelled'), lastAuditRow, appointment, messages)}`,
    )
  }
  const offered = listOfferedOpenings(booking, preferencesOf(action), now)
  const held = action.does === 'book what is held' && findHeldAppointment(booking, now)
  const opening = held
    ? offered.find(({ startsAt }) => startsAt === held.startsAt)
    : offered[action.which % offered.length]
  if (!opening) return { action, end: 'nothing is offered', fresh }
  const { moves, ...reservation } = buildChosenOpening(booking, preferencesOf(action), opening, now)
  if (action.does === 'hold')
    return {
      action,
      end: `hold ${await holdSlot(db, { ...reservation, moves }, now + HOLD_MS)}`,
      opening,
      fresh,
    }
  return countIfDone(
    moves
      ? `move ${await moveAppointment(db, event('appointment_moved'), lastAuditRow, { ...reservation, moves }, messages)}`
      : `book ${await bookAppointment(db, event('appointment_booked'), lastAuditRow, { ...reservation, moves }, messages)}`,
    opening,
  )
}

const preferencesOf = ({ mode }: ParentAction) => ({ mode, kind: 'individual' }) as const

/**
 * Expects that each reserved opening was offered at that moment, whatever its parent had read, and that a refused
 * action left nothing behind.
 */
function expectResults({ now, tables }: World, before: Tables, ended: readonly ActionResult[]): void {
  for (const { action, end, opening, fresh } of ended) {
    if (!opening || !end.endsWith('reserved')) continue
    const offered = listOfferedOpenings(fresh, preferencesOf(action), now).map(({ startsAt }) => startsAt)
    expect(offered, 'offered at its moment').toContain(opening.startsAt)
    const { availability } = parseSavedAvailability(fresh)
    const asOf = findHeldAppointment(fresh, now)?.createdAt ?? now
    expect(opening.startsAt - asOf).toBeGreaterThanOrEqual(availability.noticeHours * HOUR)
    const { from, until } = getDayBounds(opening.startsAt, availability.timeZone)
    const thatDay = withoutHolds(tables).appointmentRows.filter(
      ({ startsAt, coordinatorId, cancelledAt }) =>
        coordinatorId === fresh.parentFile.bookingCoordinatorId &&
        startsAt >= from &&
        startsAt < until &&
        cancelledAt === null,
    )
    expect(thatDay.length).toBeLessThanOrEqual(availability.mostADay)
  }
  if (ended.length > 0 && ended.every(({ end }) => /slot_taken|stale|false|nothing/.test(end)))
    expect(withoutHolds(tables)).toEqual(withoutHolds(before))
}

/** Gives the tables without holds. A refused action may delete expired holds. */
function withoutHolds({ appointmentRows, attendanceRows, slots, others }: Tables) {
  const heldIds = new Set(appointmentRows.flatMap(({ id, heldUntil }) => (heldUntil === null ? [] : [id])))
  return {
    others,
    appointmentRows: appointmentRows.filter(({ id }) => !heldIds.has(id)),
    attendanceRows: attendanceRows.filter(({ appointmentId }) => !heldIds.has(appointmentId)),
    slots: slots.filter(({ appointmentId }) => !heldIds.has(appointmentId)),
  }
}

/** Expects of the tables alone what must hold after every step. */
function expectConsistentTables({
  bookers,
  tables: { appointmentRows, attendanceRows, slots },
}: World): void {
  const ids = appointmentRows.map(({ id }) => id)
  expect(attendanceRows.map(({ appointmentId }) => appointmentId).toSorted()).toEqual(ids.toSorted())
  const parentOf = new Map(attendanceRows.map(({ appointmentId, parentId }) => [appointmentId, parentId]))
  const live = appointmentRows.filter(({ cancelledAt }) => cancelledAt === null)
  const booked = live.filter(({ heldUntil }) => heldUntil === null)
  const held = live.filter(({ heldUntil }) => heldUntil !== null)
  const named = (coordinatorId: string, quarter: number) => `${coordinatorId} ${quarter}`
  const quarters = (appointment: (typeof live)[number]) =>
    getBusyQuarterHours(appointment).map((quarter) => named(appointment.coordinatorId, quarter))
  const owned = Map.groupBy(slots, ({ appointmentId }) => appointmentId)
  const slotsOf = ({ id }: { id: string }) =>
    (owned.get(id) ?? []).map(({ coordinatorId, quarter }) => named(coordinatorId, quarter))

  // Each booked appointment has its own slots, and every other slot belongs to a hold.
  for (const appointment of booked)
    expect(slotsOf(appointment).toSorted()).toEqual(quarters(appointment).toSorted())
  expect(slots.filter(({ appointmentId }) => !live.some(({ id }) => id === appointmentId))).toEqual([])
  const all = booked.flatMap(quarters)
  expect(new Set(all).size).toBe(all.length)
  // A hold that would move an appointment may overlap that appointment.
  for (const hold of held) {
    const theirs = appointmentRows.filter(
      ({ id }) => id !== hold.id && parentOf.get(id) === parentOf.get(hold.id),
    )
    const [expected, own] = [quarters(hold), slotsOf(hold)]
    expect(without(own, expected)).toEqual([])
    expect(without(without(expected, own), theirs.flatMap(quarters))).toEqual([])
  }

  for (const { parentId } of bookers) {
    const theirs = (all: typeof live) => all.filter(({ id }) => parentOf.get(id) === parentId)
    expect(theirs(held).length).toBeLessThanOrEqual(1)
    expect(theirs(booked).filter(({ outcome }) => outcome !== 'missed').length).toBeLessThanOrEqual(1)
  }
  expect(appointmentRows.filter(({ startsAt, createdAt }) => startsAt < createdAt)).toEqual([])
}

const without = (all: readonly string[], these: readonly string[]) =>
  all.filter((each) => !these.includes(each))
