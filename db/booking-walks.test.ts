import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Availability } from '../content/booking/availability.ts'
import {
  type Booker,
  chosenFrom,
  deedOf,
  family,
  hoursOf,
  keptIn,
  mailFor,
  offeredIn,
  rulesIn,
  saveRules,
  toComeIn,
} from '../tests/support/booking-rows.ts'
import { rows } from '../tests/support/database-rows.ts'
import { bindings, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { dayAround, type Opening, quartersOf } from '../worker/booking/openings/openings.ts'
import { type AuditEvent, brokenAt, readAudit } from './audit.ts'
import {
  type Booking,
  bookTime,
  cancelTime,
  forgetKeptTimes,
  keepTime,
  moveTime,
  readBooking,
} from './booking.ts'
import { database } from './database.ts'
import { requestTime } from './parent-requests.ts'
import {
  appointmentSlots,
  appointments,
  attendances,
  auditEvents,
  availability,
  outbox,
  timeRequests,
} from './schema.ts'

const db = database(bindings.DB)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const HOLD = 10 * MINUTE

beforeAll(prepareDatabase)

/** What one parent does with what they last read: some read long ago, and much may have changed since. */
interface Deed {
  readonly who: number
  readonly does: 'read' | 'keep' | 'book' | 'book what is kept' | 'cancel' | 'request'
  readonly way: 'video' | 'in-person'
  readonly which: number
}

/** What happens besides. */
type Happening =
  | { readonly kind: 'deeds'; readonly deeds: readonly Deed[] }
  | { readonly kind: 'time'; readonly minutes: number }
  | { readonly kind: 'rules'; readonly coordinator: string; readonly rules: Availability }
  | { readonly kind: 'outcome'; readonly outcome: 'attended' | 'missed' }
  | { readonly kind: 'assigned'; readonly who: number; readonly coordinator: string }
  | { readonly kind: 'forget' }

const COORDINATORS = ['robin', 'camille']
const PARENTS = 5

const who = fc.nat(PARENTS - 1)
const deed: fc.Arbitrary<Deed> = fc.record({
  who,
  does: fc.constantFrom(
    'read',
    'keep',
    'keep',
    'book',
    'book',
    'book',
    'book what is kept',
    'book what is kept',
    'cancel',
    'request',
  ),
  way: fc.constantFrom('video', 'in-person'),
  // The soonest are wanted most.
  which: fc.oneof(fc.nat(2), fc.nat(30)),
})
/** Few hours, so that parents meet. */
const someRules = fc
  .record({
    minutesBefore: fc.constantFrom(0, 15),
    minutesAfter: fc.constantFrom(0, 15, 30),
    minutesApart: fc.constantFrom(30, 45),
    noticeHours: fc.constantFrom(0, 2, 20),
    daysAhead: fc.constantFrom(1, 2),
    mostADay: fc.constantFrom(1, 2, 4),
    weekly: fc.constantFrom(
      hoursOf().weekly,
      hoursOf().weekly.map((each) => ({ ...each, from: '10:15', until: '12:45' })),
    ),
  })
  .map(hoursOf)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('deeds' as const),
      deeds: fc.oneof(
        { weight: 3, arbitrary: fc.tuple(deed) },
        { weight: 1, arbitrary: fc.array(deed, { minLength: 2, maxLength: 6 }) },
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
      kind: fc.constant('rules' as const),
      coordinator: fc.constantFrom(...COORDINATORS),
      rules: someRules,
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
      who,
      coordinator: fc.constantFrom(...COORDINATORS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const) }) },
)

/** A day on which clocks change in Toronto lies within reach of some walks. */
const begins = fc.constantFrom('2026-10-30T14:07Z', '2026-11-23T14:00Z', '2027-03-12T20:31Z').map(Date.parse)

it('never has a quarter hour twice, nor a session that was not offered, whatever parents, coordinators and clocks do', async () => {
  const ended: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(begins, fc.array(happening, { minLength: 10, maxLength: 32 }), async (now, walk) => {
      const world = await begin(now)
      for (const happens of walk) {
        const before = world.tables
        const deeds = await take(world, happens)
        world.tables = await readTables()
        expectOrder(world)
        expectEndings(world, before, deeds)
        for (const { end } of deeds) ended[end] = (ended[end] ?? 0) + 1
      }
      for (const fileId of new Set(world.bookers.map(({ fileId }) => fileId))) {
        const record = await readAudit(db, fileId)
        expect(await brokenAt(record)).toBeUndefined()
        expect(record.length).toBe(world.done.get(fileId) ?? 0)
      }
    }),
    // A seed of its own keeps the walks the same from run to run; each ending must be among them.
    { numRuns: 10, seed: 20261123 },
  )
  for (const end of [
    'keep done',
    'keep gone',
    'book done',
    'book gone',
    'book overtaken',
    'move done',
    'cancel true',
  ])
    expect(ended[end] ?? 0, end).toBeGreaterThan(0)
}, 60_000)

/** The world of one walk: who is in it, what each last read, what was done in each file and what stands. */
interface World {
  now: number
  readonly bookers: readonly Booker[]
  readonly read: Map<string, Booking>
  readonly done: Map<string, number>
  tables: Tables
}

/** What is written down, as it was read in one call. */
type Tables = Awaited<ReturnType<typeof readTables>>

async function readTables() {
  const [sessions, taking, slots, ...besides] = await db.batch([
    db.select().from(appointments),
    db.select().from(attendances),
    db.select().from(appointmentSlots),
    db.select().from(availability),
    db.select().from(outbox),
    db.select().from(timeRequests),
    db.select().from(auditEvents),
  ])
  return { sessions, taking, slots, besides }
}

async function begin(now: number): Promise<World> {
  await emptyDatabase()
  for (const coordinator of COORDINATORS) await saveRules(coordinator, hoursOf())
  // Both parents of one file, and three of files of their own, one of whom books with somebody else.
  const both = await family('A', 'robin')
  const others = [await family('B', 'robin'), await family('C', 'robin'), await family('D', 'camille')]
  const bookers = [...both, ...others.map(([first]) => first)]
  return { now, bookers, read: new Map(), done: new Map(), tables: await readTables() }
}

/** How a deed ended, of which time, and what its parent would have read just before. */
interface Ended {
  readonly deed: Deed
  readonly end: string
  readonly opening?: Opening
  readonly fresh: Booking
}

/** Lets one thing happen; gives how each deed ended. */
async function take(world: World, happens: Happening): Promise<Ended[]> {
  switch (happens.kind) {
    case 'deeds':
      return press(world, happens.deeds)
    case 'time':
      world.now += happens.minutes * MINUTE
      return []
    case 'rules':
      await saveRules(happens.coordinator, happens.rules)
      return []
    case 'outcome':
      await rows(
        `update appointments set outcome = ?
          where ends_at < ? and outcome is null and cancelled_at is null and kept_until is null`,
        happens.outcome,
        world.now,
      )
      return []
    case 'assigned':
      await rows(
        'update parents set books_with = ? where id = ?',
        happens.coordinator,
        world.bookers[happens.who]?.parentId,
      )
      return []
    case 'forget':
      await forgetKeptTimes(db, world.now)
      return []
  }
}

/** Whoever presses alone may have read long ago; of several at the same moment, all have read before any writes. */
async function press(world: World, deeds: readonly Deed[]): Promise<Ended[]> {
  const fresh = await Promise.all(deeds.map((deed) => readNow(world, bookerOf(world, deed))))
  return Promise.all(
    deeds.map((deed, index) => {
      const now = fresh[index] as Booking
      const known = deeds.length > 1 ? now : (world.read.get(bookerOf(world, deed).parentId) ?? now)
      return doIt(world, deed, known, now)
    }),
  )
}

const bookerOf = (world: World, { who }: Deed): Booker => world.bookers[who] as Booker

async function readNow(world: World, { accessId }: Booker): Promise<Booking> {
  const booking = await readBooking(db, accessId, world.now)
  if (!booking) throw new Error('Everybody has a file')
  return booking
}

async function doIt(world: World, deed: Deed, booking: Booking, fresh: Booking): Promise<Ended> {
  const { now } = world
  const booker = bookerOf(world, deed)
  const { last, own } = booking
  const event = (action: AuditEvent['action']) => deedOf(booker, action, now)
  const mail = mailFor(booker, now)
  const onRecord = (end: string, opening?: Opening): Ended => {
    if (/done|true/.test(end)) world.done.set(booker.fileId, (world.done.get(booker.fileId) ?? 0) + 1)
    return { deed, end, fresh, ...(opening && { opening }) }
  }
  if (deed.does === 'read') {
    world.read.set(booker.parentId, fresh)
    return { deed, end: 'read', fresh }
  }
  if (deed.does === 'request') {
    const row = { id: crypto.randomUUID(), parentId: booker.parentId, wanted: '', replaces: own.request?.id }
    return onRecord(`request ${await requestTime(db, event('times_requested'), last, row, mail)}`)
  }
  if (deed.does === 'cancel') {
    const session = toComeIn(booking, now)
    if (!session) return { deed, end: 'nothing to cancel', fresh }
    return onRecord(`cancel ${await cancelTime(db, event('appointment_cancelled'), last, session, mail)}`)
  }
  const offered = offeredIn(booking, wantedBy(deed), now)
  const kept = deed.does === 'book what is kept' && keptIn(booking, now)
  const opening = kept
    ? offered.find(({ startsAt }) => startsAt === kept.startsAt)
    : offered[deed.which % offered.length]
  if (!opening) return { deed, end: 'nothing is offered', fresh }
  const { moves, ...chosen } = chosenFrom(booking, wantedBy(deed), opening, now)
  if (deed.does === 'keep')
    return { deed, end: `keep ${await keepTime(db, { ...chosen, moves }, now + HOLD)}`, opening, fresh }
  return onRecord(
    moves
      ? `move ${await moveTime(db, event('appointment_moved'), last, { ...chosen, moves }, mail)}`
      : `book ${await bookTime(db, event('appointment_booked'), last, { ...chosen, moves }, mail)}`,
    opening,
  )
}

const wantedBy = ({ way }: Deed) => ({ way, kind: 'individual' }) as const

/** What was taken was offered at its moment, whatever had been read; and what was not done left nothing behind. */
function expectEndings({ now, tables }: World, before: Tables, ended: readonly Ended[]): void {
  for (const { deed, end, opening, fresh } of ended) {
    if (!opening || !end.endsWith('done')) continue
    const offered = offeredIn(fresh, wantedBy(deed), now).map(({ startsAt }) => startsAt)
    expect(offered, 'offered at its moment').toContain(opening.startsAt)
    const { availability } = rulesIn(fresh)
    const asOf = keptIn(fresh, now)?.madeAt ?? now
    expect(opening.startsAt - asOf).toBeGreaterThanOrEqual(availability.noticeHours * HOUR)
    const { from, until } = dayAround(opening.startsAt, availability.timeZone)
    const thatDay = standing(tables).sessions.filter(
      ({ startsAt, coordinator, cancelledAt }) =>
        coordinator === fresh.own.booksWith && startsAt >= from && startsAt < until && cancelledAt === null,
    )
    expect(thatDay.length).toBeLessThanOrEqual(availability.mostADay)
  }
  if (ended.length > 0 && ended.every(({ end }) => /gone|overtaken|false|nothing/.test(end)))
    expect(standing(tables)).toEqual(standing(before))
}

/** Everything but times that are only kept: a press that did nothing else may let go of these. */
function standing({ sessions, taking, slots, besides }: Tables) {
  const kept = new Set(sessions.flatMap(({ id, keptUntil }) => (keptUntil === null ? [] : [id])))
  return {
    besides,
    sessions: sessions.filter(({ id }) => !kept.has(id)),
    taking: taking.filter(({ appointmentId }) => !kept.has(appointmentId)),
    slots: slots.filter(({ appointmentId }) => !kept.has(appointmentId)),
  }
}

/** What must hold after every step, by the tables alone. */
function expectOrder({ bookers, tables: { sessions, taking, slots } }: World): void {
  const ids = sessions.map(({ id }) => id)
  expect(taking.map(({ appointmentId }) => appointmentId).toSorted()).toEqual(ids.toSorted())
  const parentOf = new Map(taking.map(({ appointmentId, parentId }) => [appointmentId, parentId]))
  const live = sessions.filter(({ cancelledAt }) => cancelledAt === null)
  const booked = live.filter(({ keptUntil }) => keptUntil === null)
  const kept = live.filter(({ keptUntil }) => keptUntil !== null)
  const named = (coordinator: string, quarter: number) => `${coordinator} ${quarter}`
  const quarters = (session: (typeof live)[number]) =>
    quartersOf(session).map((quarter) => named(session.coordinator, quarter))
  const owned = Map.groupBy(slots, ({ appointmentId }) => appointmentId)
  const slotsOf = ({ id }: { id: string }) =>
    (owned.get(id) ?? []).map(({ coordinator, quarter }) => named(coordinator, quarter))

  // Each session that stands has its quarter hours, which nobody else has; nothing else has any.
  for (const session of booked) expect(slotsOf(session).toSorted()).toEqual(quarters(session).toSorted())
  expect(slots.filter(({ appointmentId }) => !live.some(({ id }) => id === appointmentId))).toEqual([])
  const all = booked.flatMap(quarters)
  expect(new Set(all).size).toBe(all.length)
  // What is kept to move a session may lie over that session itself.
  for (const session of kept) {
    const theirs = sessions.filter(
      ({ id }) => id !== session.id && parentOf.get(id) === parentOf.get(session.id),
    )
    const [wanted, own] = [quarters(session), slotsOf(session)]
    expect(without(own, wanted)).toEqual([])
    expect(without(without(wanted, own), theirs.flatMap(quarters))).toEqual([])
  }

  for (const { parentId } of bookers) {
    const theirs = (all: typeof live) => all.filter(({ id }) => parentOf.get(id) === parentId)
    expect(theirs(kept).length).toBeLessThanOrEqual(1)
    expect(theirs(booked).filter(({ outcome }) => outcome !== 'missed').length).toBeLessThanOrEqual(1)
  }
  expect(sessions.filter(({ startsAt, madeAt }) => startsAt < madeAt)).toEqual([])
}

const without = (all: readonly string[], these: readonly string[]) =>
  all.filter((each) => !these.includes(each))
