import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AuditAction } from '../content/record/audit-actions.ts'
import { insertAttendedAppointment } from '../tests/support/attended-appointments.ts'
import {
  changesNothing,
  countRows,
  expectRefused,
  queryRows,
  selectAllTables,
} from '../tests/support/database-rows.ts'
import { buildAuditEvent, buildFileRow, buildMessageRow, buildParentRow } from '../tests/support/file-rows.ts'
import { screeningReasonMakers, screeningReasons } from '../tests/support/screenings.ts'
import {
  createCountingD1,
  createWatchedD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from './audit.ts'
import { findAvailability, saveAvailability } from './availability.ts'
import type { AppointmentWithSlots } from './booking.ts'
import {
  deleteCalendarFeed,
  findCalendarFeed,
  loadFeedAppointmentsBySecretHash,
  replaceCalendarFeed,
} from './calendar-feed.ts'
import type { Database } from './database.ts'
import {
  assignLeadAsBookingCoordinator,
  bookAppointmentAtDesk,
  loadAppointmentsAndAvailability,
  loadDeskAppointmentContext,
  MAX_LISTED_APPOINTMENTS,
  moveAppointmentAtDesk,
  recordAttendance,
  recordTimeRequestAnswered,
  removeParentEmail,
  reopenTimeRequest,
} from './desk-appointments.ts'
import { loadDeskFileAppointmentsPanel } from './desk-file-appointments.ts'
import {
  appointmentSlots,
  appointments,
  attendances,
  contactHolds,
  files,
  matchTokens,
  outbox,
  parents,
  timeRequests,
} from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 22, 15)
const HOUR = 3_600_000
const QUARTER = 900_000
const LEAD = 'robin'
const BOTH_SIDES = ['initiating', 'other'] as const

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await insertFamily('file')
})

/** Inserts a file that Robin leads, with both parents in the practice, who consented to a joint appointment. */
async function insertFamily(id: string, facts: Partial<typeof files.$inferInsert> = {}): Promise<void> {
  const parent = (side: 'initiating' | 'other') =>
    buildParentRow(id, side, {
      status: 'received',
      bookingCoordinatorId: LEAD,
      sealedContactRules: `contact of ${side}`,
      jointConsentedAt: NOW - 1,
    })
  await db.batch([
    db.insert(files).values(buildFileRow(id, { leadCoordinatorId: LEAD, ...facts })),
    db.insert(parents).values(BOTH_SIDES.map(parent)),
  ])
}

const event = (action: AuditAction, actor = LEAD, happenedAt = NOW) =>
  buildAuditEvent('file', actor, action, happenedAt)

const appointmentAt = (
  startsAt: number,
  columns: Partial<AppointmentWithSlots> = {},
): AppointmentWithSlots => ({
  id: 'session',
  fileId: 'file',
  coordinatorId: LEAD,
  kind: 'individual',
  mode: 'video',
  startsAt,
  endsAt: startsAt + HOUR,
  busyFrom: startsAt,
  busyUntil: startsAt + HOUR,
  createdAt: NOW,
  createdBy: LEAD,
  quarters: [0, 1, 2, 3].map((quarter) => startsAt / QUARTER + quarter),
  ...columns,
})

const routedMessages = (id: string) => {
  const row = buildMessageRow('file', NOW, { id, parentId: 'initiating file', kind: 'appointment-booked' })
  return [{ lead: 'anybody' as const, row }]
}

/** Books an appointment with these parents as the lead coordinator. */
const bookAsLead = (
  appointment: AppointmentWithSlots,
  sides: readonly (typeof BOTH_SIDES)[number][] = ['initiating'],
  { actor = LEAD, on = db }: { actor?: string; on?: Database } = {},
) =>
  bookAppointmentAtDesk(
    on,
    event('appointment_booked', actor),
    {
      appointment,
      attendances: sides.map((side) => ({
        id: `${side} at ${appointment.id}`,
        parentId: `${side} file`,
        sealedDetails: `sealed for ${side}`,
        remindedAt: null,
      })),
    },
    routedMessages(`message of ${appointment.id}`),
  )

const TOMORROW = NOW + 24 * HOUR
const ofLead = { coordinatorId: LEAD, viewerId: LEAD }
const jointAppointment = appointmentAt(TOMORROW, { kind: 'joint' })

/** Inserts an appointment into the tables; a hold when the facts say so. */
async function insertAppointment(
  appointment: AppointmentWithSlots,
  facts: Partial<typeof appointments.$inferInsert> = {},
): Promise<void> {
  const { quarters, ...row } = appointment
  await db.batch([
    db.insert(appointments).values({ ...row, ...facts }),
    db.insert(attendances).values(
      BOTH_SIDES.filter((side) => appointment.kind === 'joint' || side === 'initiating').map((side) => ({
        id: `attendance of ${side} in ${appointment.id}`,
        appointmentId: appointment.id,
        parentId: `${side} ${appointment.fileId}`,
        sealedDetails: 'sealed',
        remindedAt: 5,
      })),
    ),
    ...quarters.map((quarter) =>
      db
        .insert(appointmentSlots)
        .values({ coordinatorId: appointment.coordinatorId, quarter, appointmentId: appointment.id }),
    ),
  ])
}

const placeContactHold = (parentId: string, facts: Partial<typeof contactHolds.$inferInsert> = {}) =>
  db
    .insert(contactHolds)
    .values({ id: `hold ${parentId}`, parentId, reportedIn: 'intake', reportedAt: 1, ...facts })

/** Inserts a related file that shares a fact of this kind about one of the parents. */
async function insertRelatedFile(
  kind: (typeof matchTokens.$inferInsert)['kind'],
  facts: Partial<typeof files.$inferInsert> = {},
): Promise<void> {
  await insertFamily('related', facts)
  const token = { token: 'shared', kind, side: 'initiating' } as const
  await db.insert(matchTokens).values([
    { ...token, fileId: 'file' },
    { ...token, fileId: 'related' },
  ])
}

const auditLines = async () =>
  (await listAuditRows(db, 'file')).map(({ actor, action }) => `${actor} ${action}`)

/** Inserts an individual appointment that each parent attended. */
const meetBothAlone = () =>
  Promise.all(BOTH_SIDES.map((side) => insertAttendedAppointment('file', `${side} file`)))

describe('booking at the desk', () => {
  it('writes the appointment, each parent’s own row, its slots, the messages and the audit event', async () => {
    await meetBothAlone()
    expect(await bookAsLead(jointAppointment, BOTH_SIDES)).toBe('reserved')
    const tables = await selectAllTables()
    expect(tables.appointments?.filter(({ id }) => id === 'session')).toMatchObject([
      { kind: 'joint', sequence: 0, held_until: null },
    ])
    expect(tables.attendances?.filter(({ appointment_id }) => appointment_id === 'session')).toMatchObject([
      { parent_id: 'initiating file', sealed_details: 'sealed for initiating' },
      { parent_id: 'other file', sealed_details: 'sealed for other' },
    ])
    expect(tables.appointment_slots?.map(({ quarter }) => quarter)).toEqual(jointAppointment.quarters)
    expect(tables.outbox).toMatchObject([{ id: 'message of session', parent_id: 'initiating file' }])
    expect(await auditLines()).toEqual(['robin appointment_booked'])
  })

  it('deletes the holds of that parent and those that have expired, and ends their time request', async () => {
    const held = appointmentAt(TOMORROW, { id: 'held' })
    await insertAppointment(held, { heldUntil: NOW + 1 })
    await insertAppointment(appointmentAt(TOMORROW + HOUR, { id: 'expired' }), { heldUntil: NOW })
    await db.insert(timeRequests).values(
      BOTH_SIDES.map((side) => ({
        id: side,
        parentId: `${side} file`,
        createdAt: 1,
        sealedPreferences: 'sealed',
      })),
    )
    const long = [...held.quarters, ...appointmentAt(TOMORROW + HOUR).quarters]
    expect(await bookAsLead(appointmentAt(TOMORROW, { quarters: long }))).toBe('reserved')
    expect(await queryRows('select id from appointments')).toEqual([{ id: 'session' }])
    expect(await queryRows('select id, ended_at from time_requests order by id')).toEqual([
      { id: 'initiating', ended_at: NOW },
      { id: 'other', ended_at: null },
    ])
  })

  it.each([
    ['booked', {}],
    ['held for another parent', { heldUntil: NOW + 1 }],
  ])('leaves a time alone that is %s', async (_, facts) => {
    await insertFamily('related')
    await insertAppointment(
      appointmentAt(TOMORROW + HOUR - QUARTER, { id: 'other', fileId: 'related' }),
      facts,
    )
    expect(await changesNothing(() => bookAsLead(appointmentAt(TOMORROW)))).toBe('slot_taken')
  })

  it.each([
    [
      'who does not lead the file',
      () => bookAsLead(appointmentAt(TOMORROW), ['initiating'], { actor: 'jules' }),
    ],
    [
      'in a file that was closed',
      async () => {
        await queryRows("update files set stage = 'closed'")
        return changesNothing(() => bookAsLead(appointmentAt(TOMORROW)))
      },
    ],
    [
      'for a parent who has not come, whose hold stays',
      async () => {
        await queryRows("update parents set status = null where side = 'initiating'")
        await insertAppointment(appointmentAt(TOMORROW, { id: 'held' }), { heldUntil: NOW + 1 })
        return changesNothing(() => bookAsLead(appointmentAt(TOMORROW + HOUR)))
      },
    ],
  ])('is nothing for one %s', async (_, booking) => {
    expect(await booking()).toBe('stale')
    expect(await auditLines()).toEqual([])
    expect(await countRows('appointment_slots')).toBeLessThan(5)
  })

  it('belongs to whoever leads when it is written, not when it was read', async () => {
    const DB = createWatchedD1(async (statements, go) => {
      if (statements.length > 1) await queryRows("update files set lead_coordinator_id = 'camille'")
      return go()
    })
    expect(await bookAsLead(appointmentAt(TOMORROW), ['initiating'], { on: openTestDatabase(DB) })).toBe(
      'stale',
    )
    expect(await countRows('appointments')).toBe(0)
  })
})

/** Everything that forbids two parents to meet, and similar facts that do not. */
const obstacles: readonly [what: string, change: () => Promise<unknown>][] = [
  ...BOTH_SIDES.flatMap((side) =>
    [
      ['was never met', 'delete from attendances where id = ?1'],
      ['did not come', "update appointments set outcome = 'missed' where id = ?1"],
      [
        'has an appointment of which nobody noted that they came',
        'update appointments set outcome = null where id = ?1',
      ],
      ['was met together with the other', "update appointments set kind = 'joint' where id = ?1"],
    ].map(([what, change = '']): (typeof obstacles)[number] => [
      `the ${side} parent ${what}`,
      () => queryRows(change, `attended by ${side} file`),
    ]),
  ),
  [
    'the first parent has not consented',
    () => queryRows("update parents set joint_consented_at = null where id = 'initiating file'"),
  ],
  [
    'the other parent has not consented',
    () => queryRows("update parents set joint_consented_at = null where id = 'other file'"),
  ],
  ['the first parent reported an order', async () => placeContactHold('initiating file')],
  ['the other parent reported an order', async () => placeContactHold('other file')],
  [
    'an order was read that forbids it',
    async () => placeContactHold('other file', { finding: 'forbids', orderReadAt: 2 }),
  ],
  [
    'a contact hold is active in a related file',
    () => insertRelatedFile('phone').then(() => placeContactHold('other related')),
  ],
  ...screeningReasons.flatMap((reason) =>
    BOTH_SIDES.map((side): (typeof obstacles)[number] => [
      `the screening of the ${side} parent is against it: ${reason}`,
      () => screeningReasonMakers[reason](`${side} file`),
    ]),
  ),
]
const harmlessFacts: typeof obstacles = [
  ['nothing changes', async () => {}],
  [
    'an order was read that forbids nothing',
    async () => placeContactHold('other file', { finding: 'nothing-forbids', liftedAt: 2 }),
  ],
  [
    'a contact hold is active in a related file that is closed',
    () => insertRelatedFile('phone', { stage: 'closed' }).then(() => placeContactHold('other related')),
  ],
  [
    'a contact hold is active in a file that has only the lawyer in common',
    () => insertRelatedFile('lawyer').then(() => placeContactHold('other related')),
  ],
  ['a related file has no contact hold', () => insertRelatedFile('phone')],
]

/** Gives a database in which `change` is made right before the next batch, between reading and writing. */
const databaseChangedBeforeWrite = (change: () => Promise<unknown>): Database => {
  let done = false
  return openTestDatabase(
    createWatchedD1(async (statements, go) => {
      if (statements.length > 1 && !done) {
        done = true
        await change()
      }
      return go()
    }),
  )
}

describe('a joint appointment', () => {
  beforeEach(meetBothAlone)

  it.each(harmlessFacts)('is booked and moved when %s', async (_, change) => {
    await change()
    expect(await bookAsLead(jointAppointment, BOTH_SIDES)).toBe('reserved')
    expect(await moveAsLead(appointmentAt(TOMORROW + 2 * HOUR, { kind: 'joint' }))).toBe('reserved')
  })

  it.each(obstacles)('is not booked when %s', async (_, change) => {
    await change()
    expect(await changesNothing(() => bookAsLead(jointAppointment, BOTH_SIDES))).toBe('stale')
  })

  it.each(obstacles)('is not booked when that changed right before it was written: %s', async (_, change) => {
    expect(await bookAsLead(jointAppointment, BOTH_SIDES, { on: databaseChangedBeforeWrite(change) })).toBe(
      'stale',
    )
    expect(await queryRows("select id from appointments where id = 'session'")).toEqual([])
    expect(await queryRows("select id from attendances where appointment_id = 'session'")).toEqual([])
    expect(await countRows('appointment_slots')).toBe(0)
    expect(await countRows('outbox')).toBe(0)
    expect(await auditLines()).toEqual([])
  })

  it.each(obstacles)('is not moved when that changed right before it was written: %s', async (_, change) => {
    await bookAsLead(jointAppointment, BOTH_SIDES)
    const readSession = () => queryRows("select * from appointments where id = 'session'")
    const before = await readSession()
    const moved = await moveAsLead(appointmentAt(TOMORROW + 2 * HOUR, { kind: 'joint' }), 0, {
      on: databaseChangedBeforeWrite(change),
    })
    expect(moved).toBe('stale')
    expect(await readSession()).toEqual(before)
    expect(
      (await queryRows<{ quarter: number }>('select quarter from appointment_slots')).map(
        ({ quarter }) => quarter,
      ),
    ).toEqual(jointAppointment.quarters)
    expect(await queryRows("select outcome from outbox where id = 'message of session'")).toEqual([
      { outcome: 'queued' },
    ])
    expect(await auditLines()).toEqual(['robin appointment_booked'])
  })

  it('needs both to have come', async () => {
    await queryRows("update parents set status = null where side = 'other'")
    expect(await changesNothing(() => bookAsLead(jointAppointment, BOTH_SIDES))).toBe('stale')
    expect(await changesNothing(() => bookAsLead(jointAppointment, ['initiating']))).toBe('stale')
  })

  it.each(obstacles)('is moved by nobody when %s, and can still be cancelled', async (_, change) => {
    await bookAsLead(jointAppointment, BOTH_SIDES)
    await change()
    const later = appointmentAt(TOMORROW + 2 * HOUR, { kind: 'joint' })
    expect(await changesNothing(() => moveAsLead(later))).toBe('stale')
    // An individual appointment needs no consent of the other parent.
    expect(await bookAsLead(appointmentAt(TOMORROW + 4 * HOUR, { id: 'individual' }))).toBe('reserved')
    expect(await moveAsLead(appointmentAt(TOMORROW + 6 * HOUR, { id: 'individual' }))).toBe('reserved')
  })
})

const moveAsLead = (
  appointment: AppointmentWithSlots,
  sequence = 0,
  { at = NOW, actor = LEAD, on = db }: { at?: number; actor?: string; on?: Database } = {},
) =>
  moveAppointmentAtDesk(
    on,
    event('appointment_moved', actor, at),
    { appointment, sequence, remindedAt: null, managedBy: { id: actor, administrator: false } },
    routedMessages(`moved ${appointment.id} ${appointment.startsAt} ${sequence}`),
  )

describe('moving at the desk', () => {
  const later = TOMORROW + HOUR / 2

  it('is the same appointment at another time, one SEQUENCE on: old messages are cancelled, and its parents are reminded afresh', async () => {
    await insertAppointment(appointmentAt(TOMORROW))
    await db.insert(outbox).values(routedMessages('old').map(({ row }) => row))
    expect(await moveAsLead(appointmentAt(later))).toBe('reserved')
    expect(await queryRows('select id, starts_at, sequence from appointments')).toEqual([
      { id: 'session', starts_at: later, sequence: 1 },
    ])
    expect(await queryRows('select id, sealed_details, reminded_at from attendances')).toEqual([
      { id: 'attendance of initiating in session', sealed_details: 'sealed', reminded_at: null },
    ])
    const slots = await queryRows<{ quarter: number }>(
      'select quarter from appointment_slots order by quarter',
    )
    expect(slots.map(({ quarter }) => quarter)).toEqual(appointmentAt(later).quarters)
    expect(await queryRows('select id, outcome, last_error from outbox order by id')).toEqual([
      { id: `moved session ${later} 0`, outcome: 'queued', last_error: null },
      { id: 'old', outcome: 'failed', last_error: 'ended' },
    ])
    expect(await auditLines()).toEqual(['robin appointment_moved'])
  })

  it('is done once however often it is pressed', async () => {
    await insertAppointment(appointmentAt(TOMORROW))
    expect(await moveAsLead(appointmentAt(later))).toBe('reserved')
    expect(await changesNothing(() => moveAsLead(appointmentAt(later)))).toBe('stale')
  })

  it('leaves everything as it was when somebody else has the slot', async () => {
    await insertAppointment(appointmentAt(TOMORROW))
    await insertFamily('related')
    await insertAppointment(appointmentAt(TOMORROW + HOUR, { id: 'other', fileId: 'related' }))
    expect(await changesNothing(() => moveAsLead(appointmentAt(later)))).toBe('slot_taken')
  })

  it.each([
    ['was cancelled', { cancelledAt: NOW }],
    ['is only held', { heldUntil: NOW + 1 }],
    ['has an outcome', { outcome: 'missed' as const }],
    ['has begun', { startsAt: NOW }],
    ['was moved since', { sequence: 1 }],
  ])('moves nothing that %s', async (_, facts) => {
    await insertAppointment(appointmentAt(TOMORROW), facts)
    expect(await changesNothing(() => moveAsLead(appointmentAt(later)))).toBe('stale')
  })

  it('takes it into the calendar of whoever leads, and of nobody else', async () => {
    await insertAppointment(appointmentAt(TOMORROW, { coordinatorId: 'camille' }))
    const into = (coordinatorId: string) => moveAsLead(appointmentAt(later, { coordinatorId }))
    expect(await changesNothing(() => into('jules'))).toBe('stale')
    expect(await into(LEAD)).toBe('reserved')
    expect(await queryRows('select distinct coordinator_id from appointment_slots')).toEqual([
      { coordinator_id: LEAD },
    ])
  })

  it('moves nothing of a file that was closed', async () => {
    await insertAppointment(appointmentAt(TOMORROW))
    await queryRows("update files set stage = 'closed'")
    expect(await changesNothing(() => moveAsLead(appointmentAt(later)))).toBe('stale')
  })
})

describe('whether they came', () => {
  type Recorded = Omit<Parameters<typeof recordAttendance>[3], 'managedBy'>
  const recordOutcome = (facts: Partial<Recorded> = {}, at = NOW) => {
    const noted: Recorded = { parentId: undefined, outcome: 'attended', previous: null, ...facts }
    const action = `appointment_${noted.outcome ?? 'outcome_removed'}` as const
    return recordAttendance(db, event(action, LEAD, at), 'session', {
      ...noted,
      managedBy: { id: LEAD, administrator: false },
    })
  }
  const readOutcomes = () =>
    queryRows(`select appointments.outcome, group_concat(coalesce(attendance_outcome, '-') order by parent_id) each
      from appointments join attendances on appointment_id = appointments.id where appointments.id = 'session'`)
  const ofInitiating = { parentId: 'initiating file' }
  const ofOther = { parentId: 'other file' }

  it('is recorded once it has begun, and corrected only as it was seen', async () => {
    await insertAppointment(appointmentAt(TOMORROW))
    await expectRefused(() => recordOutcome({}, TOMORROW - 1))
    expect(await recordOutcome({ outcome: 'missed' }, TOMORROW)).toBe(true)
    await expectRefused(() => recordOutcome({ outcome: 'missed' }, TOMORROW + 1))
    await expectRefused(() => recordOutcome({ outcome: 'attended' }, TOMORROW + 1))
    await expectRefused(() => recordOutcome({ outcome: 'missed', previous: 'missed' }, TOMORROW + 1))
    expect(await recordOutcome({ previous: 'missed' }, TOMORROW + 2)).toBe(true)
    expect(await auditLines()).toEqual(['robin appointment_missed', 'robin appointment_attended'])
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, 'file'))).toBeUndefined()
  })

  it('is recorded of each parent of a joint one, which took place if both came', async () => {
    await insertAppointment(appointmentAt(NOW - HOUR, { kind: 'joint' }))
    expect(await recordOutcome(ofInitiating)).toBe(true)
    expect(await readOutcomes()).toEqual([{ outcome: null, each: 'attended,-' }])
    await expectRefused(() => recordOutcome({ ...ofInitiating, outcome: 'missed' }))
    expect(await recordOutcome({ ...ofOther, outcome: 'missed' })).toBe(true)
    expect(await readOutcomes()).toEqual([{ outcome: 'missed', each: 'attended,missed' }])
    expect(await recordOutcome({ ...ofOther, previous: 'missed' })).toBe(true)
    expect(await readOutcomes()).toEqual([{ outcome: 'attended', each: 'attended,attended' }])
  })

  it('corrects one parent of a joint one that was recorded as a whole', async () => {
    await insertAppointment(appointmentAt(NOW - HOUR, { kind: 'joint' }), { outcome: 'attended' })
    expect(await recordOutcome({ ...ofOther, outcome: 'missed', previous: 'attended' })).toBe(true)
    expect(await readOutcomes()).toEqual([{ outcome: 'missed', each: 'attended,missed' }])
  })

  it('is taken back of one parent of a joint one, only as it was seen, on record', async () => {
    await insertAppointment(appointmentAt(NOW - HOUR, { kind: 'joint' }))
    await recordOutcome()
    expect(await readOutcomes()).toEqual([{ outcome: 'attended', each: 'attended,attended' }])
    const undo = { ...ofOther, outcome: null }
    await expectRefused(() => recordOutcome({ ...undo, previous: 'missed' }))
    expect(await recordOutcome({ ...undo, previous: 'attended' })).toBe(true)
    expect(await readOutcomes()).toEqual([{ outcome: null, each: 'attended,-' }])
    await expectRefused(() => recordOutcome({ ...undo, previous: 'attended' }))
    expect(await auditLines()).toEqual(['robin appointment_attended', 'robin appointment_outcome_removed'])
  })

  it.each([
    ['was cancelled', { cancelledAt: 1 }],
    ['is only held', { heldUntil: NOW + 1 }],
  ])('is not recorded of one that %s', async (_, facts) => {
    await insertAppointment(appointmentAt(NOW - HOUR), facts)
    await expectRefused(() => recordOutcome())
  })
})

describe('whom a parent books with', () => {
  const assign = (parentId = 'initiating file', actor = LEAD) =>
    assignLeadAsBookingCoordinator(db, event('booking_coordinator_assigned', actor), parentId)

  it('becomes whoever leads, for that parent alone; who was waiting waits no longer', async () => {
    await queryRows("update parents set booking_coordinator_id = 'camille', status = 'waiting'")
    expect(await assign()).toBe(true)
    expect(await queryRows('select id, booking_coordinator_id, status from parents order by id')).toEqual([
      { id: 'initiating file', booking_coordinator_id: LEAD, status: 'received' },
      { id: 'other file', booking_coordinator_id: 'camille', status: 'waiting' },
    ])
    expect(await auditLines()).toEqual(['robin booking_coordinator_assigned'])
  })

  it.each([
    ['they do already', LEAD, "update parents set booking_coordinator_id = 'robin'"],
    ['somebody else leads', 'jules', "update parents set booking_coordinator_id = 'camille'"],
    ['they have not come', LEAD, 'update parents set status = null, booking_coordinator_id = null'],
    ['the file is closed', LEAD, "update files set stage = 'closed'"],
  ])('stays when %s', async (_, actor, change) => {
    await queryRows("update parents set booking_coordinator_id = 'camille'")
    await queryRows(change)
    await expectRefused(() => assign('initiating file', actor))
  })
})

it('ends the time request that was read, not a newer one', async () => {
  const request = { parentId: 'initiating file', createdAt: 1, sealedPreferences: 'sealed' }
  await db.insert(timeRequests).values([
    { ...request, id: 'older', endedAt: 2 },
    { ...request, id: 'newer' },
  ])
  const answer = (id: string, actor = LEAD) =>
    recordTimeRequestAnswered(db, event('time_request_answered', actor), id)
  await expectRefused(() => answer('older'))
  await expectRefused(() => answer('newer', 'jules'))
  expect(await answer('newer')).toBe(true)
  expect(await auditLines()).toEqual(['robin time_request_answered'])
})

it('opens a time request again for who answered it, unless the parent has a newer one', async () => {
  const request = { parentId: 'initiating file', createdAt: 1, sealedPreferences: 'sealed' }
  await db.insert(timeRequests).values([
    { ...request, id: 'booked', endedAt: 2 },
    { ...request, id: 'answered' },
  ])
  const reopen = (id: string, actor = LEAD) =>
    reopenTimeRequest(db, event('time_request_reopened', actor), id)
  await recordTimeRequestAnswered(db, event('time_request_answered'), 'answered')
  // It ended because a session was booked.
  await expectRefused(() => reopen('booked'))
  await expectRefused(() => reopen('answered', 'jules'))
  expect(await reopen('answered')).toBe(true)
  await expectRefused(() => reopen('answered'))
  await recordTimeRequestAnswered(db, event('time_request_answered'), 'answered')
  await db.insert(timeRequests).values({ ...request, id: 'newer', createdAt: 3 })
  await expectRefused(() => reopen('answered'))
  expect(await auditLines()).toEqual([
    ...['robin time_request_answered', 'robin time_request_reopened', 'robin time_request_answered'],
  ])
})

it('removes an address only from the contact rules that were read', async () => {
  const removeEmail = (previousSealedContactRules: string) =>
    removeParentEmail(db, event('parent_email_removed'), 'initiating file', {
      previousSealedContactRules,
      sealedContactRules: 'without',
    })
  await expectRefused(() => removeEmail('older contact'))
  expect(await removeEmail('contact of initiating')).toBe(true)
  expect(await queryRows('select sealed_contact_rules from parents order by id')).toEqual([
    { sealed_contact_rules: 'without' },
    { sealed_contact_rules: 'contact of other' },
  ])
})

describe('the appointments of a coordinator', () => {
  const span = { from: TOMORROW, until: TOMORROW + 24 * HOUR }

  it('are those that begin in those days in one calendar, cancelled or held too, in one call', async () => {
    const at = (id: string, startsAt: number, facts: Partial<typeof appointments.$inferInsert> = {}) =>
      insertAppointment(appointmentAt(startsAt, { id, quarters: [] }), facts)
    await at('first', TOMORROW)
    await at('cancelled', TOMORROW + 2 * HOUR, { cancelledAt: 1, cancelledBy: 'parent' })
    await at('held', TOMORROW + HOUR, { heldUntil: NOW + 1 })
    await at('expired', TOMORROW + HOUR, { heldUntil: NOW })
    await at('before', TOMORROW - 1)
    await at('after', span.until)
    await at('of another', TOMORROW, { coordinatorId: 'camille' })
    const { DB, calls } = createCountingD1()
    const read = await loadAppointmentsAndAvailability(openTestDatabase(DB), ofLead, span, NOW)
    expect(read.appointments.map(({ id }) => id)).toEqual(['first', 'held', 'cancelled'])
    expect(read.appointments[0]).toMatchObject({ reference: 'file', leadCoordinatorId: LEAD })
    expect(read.more).toBe(false)
    expect(calls).toHaveLength(1)
  })

  it('are cut, and that is said', async () => {
    await queryRows(
      `insert into appointments (id, file_id, coordinator_id, kind, mode, starts_at, ends_at, busy_from, busy_until,
        created_at, created_by)
      select 'session ' || value, 'file', 'robin', 'individual', 'video', ${TOMORROW} + value, 1, 1, 1, 1, 'parent'
      from json_each(?)`,
      JSON.stringify(Array.from({ length: MAX_LISTED_APPOINTMENTS + 1 }, (_, index) => index)),
    )
    const read = await loadAppointmentsAndAvailability(db, ofLead, span, NOW)
    expect(read.more).toBe(true)
    expect(read.appointments).toHaveLength(MAX_LISTED_APPOINTMENTS)
    expect(read.appointments.at(-1)?.startsAt).toBe(TOMORROW + MAX_LISTED_APPOINTMENTS - 1)
  })
})

it('reads an appointment with its parents and the availability of both calendars, and none that is only held', async () => {
  await saveAvailability(db, { coordinatorId: 'camille', rules: '"camille’s"', revision: 0 }, NOW)
  await saveAvailability(db, { coordinatorId: 'jules', rules: '"jules’s"', revision: 0 }, NOW)
  await insertAppointment(appointmentAt(TOMORROW, { coordinatorId: 'camille' }))
  await insertAppointment(appointmentAt(TOMORROW, { id: 'held' }), { heldUntil: NOW + 1 })
  const read = await loadDeskAppointmentContext(db, 'session', 'jules', NOW)
  expect(read).toMatchObject({
    id: 'session',
    fileId: 'file',
    coordinatorId: 'camille',
    leadCoordinatorId: LEAD,
  })
  expect(read?.parents).toEqual([
    {
      attendanceId: 'attendance of initiating in session',
      sealedDetails: 'sealed',
      id: 'initiating file',
      side: 'initiating',
      language: 'en',
      sealedContactRules: 'contact of initiating',
      sharedEmailTokens: '[]',
    },
  ])
  expect(read?.availabilityRows.map(({ coordinatorId }) => coordinatorId).toSorted()).toEqual([
    'camille',
    'jules',
  ])
  expect(await loadDeskAppointmentContext(db, 'held', 'jules', NOW)).toBeUndefined()
  expect(await loadDeskAppointmentContext(db, 'nothing', 'jules', NOW)).toBeUndefined()
})

it('gives a file its appointments, a row for each parent, with time requests and the availability of whoever leads', async () => {
  await insertFamily('related')
  await saveAvailability(db, { coordinatorId: LEAD, rules: '"robin’s"', revision: 0 }, NOW)
  await saveAvailability(db, { coordinatorId: 'camille', rules: '"camille’s"', revision: 0 }, NOW)
  await meetBothAlone()
  await bookAsLead(jointAppointment, BOTH_SIDES)
  await queryRows("update appointments set outcome = 'missed' where id = 'attended by other file'")
  await insertAppointment(appointmentAt(TOMORROW + HOUR, { id: 'cancelled' }), { cancelledAt: 1 })
  await insertAppointment(appointmentAt(TOMORROW + 2 * HOUR, { id: 'held' }), { heldUntil: NOW + 1 })
  await insertAppointment(appointmentAt(TOMORROW + 3 * HOUR, { id: 'another file’s', fileId: 'related' }))
  const request = { parentId: 'other file', createdAt: 1, sealedPreferences: 'sealed' }
  await db.insert(timeRequests).values([
    { ...request, id: 'ended', endedAt: 2 },
    { ...request, id: 'open' },
    { ...request, id: 'another file’s', parentId: 'other related' },
  ])
  const read = await loadDeskFileAppointmentsPanel(db, {
    reference: 'file',
    viewerId: '',
    now: NOW,
    maxAttempts: 4,
  })
  const listed = read?.appointments.map(({ id, parentId }) => [id, parentId]) ?? []
  expect([...listed.slice(0, 3), ...listed.slice(3).toSorted()]).toEqual([
    ['cancelled', 'initiating file'],
    ['session', 'initiating file'],
    ['session', 'other file'],
    ['attended by initiating file', 'initiating file'],
    ['attended by other file', 'other file'],
  ])
  expect(read?.parentsMetAlone).toEqual([{ id: 'initiating file' }])
  expect(read?.jointRefusalReason).toBe('not-met-alone')
  expect(read?.timeRequests).toEqual([
    { id: 'open', parentId: 'other file', createdAt: 1, sealedPreferences: 'sealed' },
  ])
  expect(read?.availabilityRows).toEqual([
    { coordinatorId: LEAD, rules: '"robin’s"', revision: 1, absences: [] },
  ])
})

describe('a coordinator’s availability', () => {
  const save = (revision: number, rules: string) =>
    saveAvailability(db, { coordinatorId: LEAD, rules, revision }, NOW + revision)

  it('is saved in place of what was read, and never of what another window saved', async () => {
    expect(await findAvailability(db, LEAD)).toBeUndefined()
    await expectRefused(() => save(1, 'late'))
    expect(await save(0, 'first')).toBe(true)
    await expectRefused(() => save(0, 'as late'))
    expect(await save(1, 'second')).toBe(true)
    await expectRefused(() => save(1, 'late'))
    expect(await queryRows('select * from availability')).toEqual([
      { coordinator_id: LEAD, rules: 'second', revision: 2, updated_at: NOW + 1 },
    ])
  })
})

describe('a calendar feed', () => {
  it('gives its coordinator’s booked appointments from a moment on, in one call', async () => {
    await replaceCalendarFeed(db, { coordinatorId: LEAD, secretHash: 'hash', createdAt: 1 })
    await replaceCalendarFeed(db, { coordinatorId: 'camille', secretHash: 'another hash', createdAt: 1 })
    await insertAppointment(appointmentAt(NOW + HOUR))
    await insertAppointment(appointmentAt(NOW, { id: 'before' }))
    await insertAppointment(appointmentAt(NOW + 2 * HOUR, { id: 'held' }), { heldUntil: NOW + HOUR })
    await insertAppointment(appointmentAt(NOW + 3 * HOUR, { id: 'cancelled' }), { cancelledAt: 1 })
    await insertAppointment(appointmentAt(NOW + HOUR, { id: 'of another', coordinatorId: 'jules' }))
    const { DB, calls } = createCountingD1()
    const feed = await loadFeedAppointmentsBySecretHash(openTestDatabase(DB), ['hash'], NOW)
    expect(feed).toMatchObject({ coordinatorId: LEAD, booked: [{ id: 'session', reference: 'file' }] })
    expect(feed?.booked).toHaveLength(1)
    expect(calls).toHaveLength(1)
    expect(await loadFeedAppointmentsBySecretHash(db, ['another hash'], NOW)).toEqual({
      coordinatorId: 'camille',
      booked: [],
    })
  })

  it('opens nothing once it was replaced or removed', async () => {
    await replaceCalendarFeed(db, { coordinatorId: LEAD, secretHash: 'older', createdAt: 1 })
    await replaceCalendarFeed(db, { coordinatorId: LEAD, secretHash: 'newer', createdAt: 2 })
    expect(await loadFeedAppointmentsBySecretHash(db, ['older'], NOW)).toBeUndefined()
    expect(await loadFeedAppointmentsBySecretHash(db, ['newer'], NOW)).toBeDefined()
    expect(await findCalendarFeed(db, LEAD)).toEqual({ createdAt: 2 })
    await deleteCalendarFeed(db, LEAD)
    expect(await loadFeedAppointmentsBySecretHash(db, ['newer'], NOW)).toBeUndefined()
    expect(await findCalendarFeed(db, LEAD)).toBeUndefined()
  })
})
