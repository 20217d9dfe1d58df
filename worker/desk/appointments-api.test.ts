import { beforeEach, describe, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { localTimeToInstant } from '../../content/time/local-time.ts'
import { getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { saveAvailability } from '../../db/availability.ts'
import { type AccessTeam, createDeskTeam } from '../../tests/support/access-team.ts'
import { insertAttendedAppointment } from '../../tests/support/attended-appointments.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { changesNothing, countRows, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import {
  insertAppointmentInFile,
  insertFamilyOfTwoParents,
  insertSharedMatchTokens,
  parentSides,
} from '../../tests/support/desk-families.ts'
import { loadFilePanels } from '../../tests/support/desk-file.ts'
import type { MailDelivery } from '../../tests/support/mock-mail-provider.ts'
import { insertContactHold } from '../../tests/support/parent-with-file.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'

const FILE = 'F11E-F11E'
const OTHER_FILE = '0THR-F11E'
/** Sunday, 22 November 2026, at ten in Toronto, where Camille is. */
const NOW = Date.UTC(2026, 10, 22, 15)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const TUESDAY = localTimeToInstant('2026-12-01', '14:00', 'America/Toronto')
const WEDNESDAY = localTimeToInstant('2026-12-02', '09:30', 'America/Toronto')

const { db } = parseEnvironment(bindings)

let team: AccessTeam
let camille: Visitor
let jules: Visitor
let robin: Visitor
const deliveries = setUpPortal({ now: NOW })

beforeEach(async () => {
  ;({ team, camille, jules, robin } = await createDeskTeam())
})

const post = (visitor: Visitor, path: string, body: unknown) =>
  visitor.request(`/desk/api/appointments/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

/** Inserts the family and one appointment of theirs, called “session”. */
const insertFamilyWithSession = (startsAt: number, facts?: Parameters<typeof insertAppointmentInFile>[3]) =>
  insertFamilyOfTwoParents(FILE).then(() => insertAppointmentInFile(FILE, 'session', startsAt, facts))

const meetBothAlone = () =>
  Promise.all(parentSides.map((side) => insertAttendedAppointment(FILE, `${side} ${FILE}`)))

interface CalendarFacts {
  readonly timeZone: string
  readonly first: string
  readonly more: boolean
  readonly of: { readonly id: string }
  readonly appointments: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[]
}
const readCalendar = async (visitor: Visitor, query = 'view=list&date=2026-11-22') =>
  (await (await visitor.get(`/desk/api/appointments?${query}`)).json()) as CalendarFacts

describe('the appointments of a coordinator', () => {
  it('are their own, in order, with the state of each, in one call', async () => {
    await insertFamilyOfTwoParents(FILE)
    await insertAppointmentInFile(FILE, 'later', WEDNESDAY, { kind: 'joint', mode: 'phone' })
    await insertAppointmentInFile(FILE, 'cancelled', TUESDAY + 2 * HOUR, {
      cancelledAt: 5,
      cancelledBy: 'parent',
    })
    await insertAppointmentInFile(FILE, 'held', TUESDAY + HOUR, { heldUntil: NOW + 60_000 })
    await insertAppointmentInFile(FILE, 'earlier', TUESDAY)
    await insertAppointmentInFile(FILE, 'another’s', TUESDAY, { coordinatorId: 'robin-ashdown' })
    const { DB, calls } = createCountingD1()
    const shown = await readCalendar(await team.createVisitor('camille@lantern-street.example.com', { DB }))
    expect(calls).toHaveLength(1)
    expect(shown).toMatchObject({ timeZone: 'America/Toronto', first: '2026-11-22', more: false })
    expect(shown.appointments.map(({ id, state, kind, mode }) => [id, state, kind, mode])).toEqual([
      ['earlier', 'to-come', 'individual', 'video'],
      ['held', 'held', 'individual', 'video'],
      ['cancelled', 'cancelled', 'individual', 'video'],
      ['later', 'to-come', 'joint', 'phone'],
    ])
    expect(shown.appointments[0]).toMatchObject({ reference: FILE, mayRead: true, startsAt: TUESDAY })
    expect(shown.appointments[1]).toMatchObject({ may: { note: false, change: false } })
  })

  it('name the family to who may read the file, and shade when the coordinator meets families', async () => {
    await insertFamilyWithSession(TUESDAY)
    const query = 'view=day&date=2026-12-01'
    expect(await readCalendar(camille, query)).toMatchObject({
      openTimes: [
        { from: TUESDAY - 4 * HOUR, until: TUESDAY - HOUR },
        { from: TUESDAY + 3 * HOUR, until: TUESDAY + 6 * HOUR },
      ],
      provinces: ['ON', 'BC'],
      closed: [],
      appointments: [{ people: { initiating: 'Ottilie Marchbanks' }, attendees: [{ side: 'initiating' }] }],
    })
  })

  it('are shown by their own clock, whatever it is', async () => {
    await insertFamilyOfTwoParents(FILE)
    const rules = { ...practice.coordinators[1]?.availability, timeZone: 'America/St_Johns' }
    await saveAvailability(
      db,
      { coordinatorId: 'camille-verdier', rules: JSON.stringify(rules), revision: 0 },
      NOW,
    )
    const midnight = localTimeToInstant('2026-12-01', '00:00', 'America/St_Johns')
    await insertAppointmentInFile(FILE, 'before', midnight - HOUR)
    await insertAppointmentInFile(FILE, 'first', midnight)
    await insertAppointmentInFile(FILE, 'after', midnight + DAY)
    const shown = await readCalendar(camille, 'view=day&date=2026-12-01')
    expect(shown.timeZone).toBe('America/St_Johns')
    expect(shown.appointments.map(({ id }) => id)).toEqual(['first'])
  })

  it.each([
    ['', '2026-11-16'],
    ['view=month&date=tomorrow', '2026-11-16'],
    ['view=week&date=2026-13-01', '2026-11-16'],
    ['view=day', '2026-11-22'],
  ])(
    'are those of this week, or today, where nothing else is asked for rightly: %s',
    async (query, first) => {
      expect(await readCalendar(camille, query)).toMatchObject({ first, today: '2026-11-22' })
    },
  )

  it('are for themselves, and for an administrator', async () => {
    await insertFamilyWithSession(TUESDAY)
    const camilleQuery = 'view=list&date=2026-11-22&coordinator=camille-verdier'
    expect((await jules.get(`/desk/api/appointments?${camilleQuery}`)).status).toBe(403)
    const shown = await readCalendar(robin, camilleQuery)
    expect(shown).toMatchObject({ of: { id: 'camille-verdier' }, isOwn: false })
    expect(shown.appointments.map(({ id }) => id)).toEqual(['session'])
    expect((await readCalendar(robin)).appointments).toEqual([])
    expect((await robin.get('/desk/api/appointments?coordinator=nobody')).status).toBe(404)
  })

  it('say of a file that is not theirs to read only when, and its reference', async () => {
    await insertFamilyOfTwoParents(FILE)
    await insertAppointmentInFile(FILE, 'upcoming', TUESDAY, {
      coordinatorId: 'jules-hartwell',
      kind: 'joint',
    })
    await insertAppointmentInFile(FILE, 'cancelled', TUESDAY + 2 * HOUR, {
      coordinatorId: 'jules-hartwell',
      cancelledAt: 5,
      cancelledBy: 'parent',
    })
    const [upcoming, cancelled] = (await readCalendar(jules)).appointments
    expect(upcoming).toEqual({
      id: 'upcoming',
      reference: FILE,
      startsAt: TUESDAY,
      endsAt: TUESDAY + HOUR,
      sequence: 0,
      state: 'to-come',
      mayRead: false,
      people: null,
      attendees: [],
      kind: null,
      mode: null,
      cancelledBy: null,
      contactHoldState: null,
      may: { note: false, change: true },
      mayTakeOver: false,
    })
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelledBy: null })
    expect((await jules.get(`/desk/api/files/${FILE}/header`)).status).toBe(404)
  })
})

/** Every action on an appointment, with a body and a time at which it is possible. */
const actions = [
  ['outcome', { outcome: 'attended', previous: null }, NOW - HOUR],
  ['move', { startsAt: WEDNESDAY, sequence: 0, toOwnCalendar: false }, TUESDAY],
  ['cancellation', { sequence: 0 }, TUESDAY],
] as const

describe('acting on an appointment', () => {
  const roles = {
    'whoever leads its file': ['camille', { leadCoordinatorId: 'camille-verdier' }, 'robin-ashdown', 200],
    'whose calendar it is in': ['jules', { leadCoordinatorId: 'camille-verdier' }, 'jules-hartwell', 200],
    'an administrator': ['robin', { leadCoordinatorId: 'camille-verdier' }, 'camille-verdier', 200],
    'who assists': ['jules', { legalCoordinatorId: 'jules-hartwell' }, 'camille-verdier', 403],
    'a stranger': ['jules', {}, 'camille-verdier', 404],
    'somebody who reads what nobody leads': ['jules', { leadCoordinatorId: null }, 'camille-verdier', 403],
  } as const
  const matrix = Object.entries(roles).flatMap(([role, expected]) =>
    actions.map((testedAction) => [testedAction[0], role, testedAction, expected] as const),
  )

  it.each(matrix)('%s by %s', async (_, __, [path, body, startsAt], [name, file, coordinatorId, status]) => {
    await insertFamilyOfTwoParents(FILE, { file })
    await insertAppointmentInFile(FILE, 'session', startsAt, { coordinatorId })
    const who = { camille, jules, robin }[name]
    const act = () => post(who, `session/${path}`, body)
    const answer = status === 200 ? await act() : await changesNothing(act)
    expect(answer.status).toBe(status === 200 && path === 'outcome' ? 204 : status)
    expect(await countRows('audit_events')).toBe(status === 200 ? 1 : 0)
  })

  it.each(actions)(
    '%s by an administrator who works with a parent in another file',
    async (path, body, at) => {
      await insertFamilyWithSession(at)
      await insertFamilyOfTwoParents(OTHER_FILE, { file: { leadCoordinatorId: 'robin-ashdown' } })
      await insertSharedMatchTokens(FILE, OTHER_FILE)
      await expectNoChange(403, () => post(robin, `session/${path}`, body))
    },
  )

  /** What ends a coordinator’s say over the appointment, after the page was read and before the statement. */
  const ends = {
    'whoever led the file, and gave it away': [
      'camille',
      { leadCoordinatorId: 'camille-verdier' },
      () => queryRows("update files set lead_coordinator_id = 'nadia' where reference = ?", FILE),
    ],
    'whose calendar it was in': [
      'jules',
      {},
      () => queryRows("update appointments set coordinator_id = 'camille-verdier' where id = 'session'"),
    ],
    'an administrator, now in conflict': [
      'robin',
      {},
      async () => {
        await insertFamilyOfTwoParents(OTHER_FILE, { file: { leadCoordinatorId: 'robin-ashdown' } })
        await insertSharedMatchTokens(FILE, OTHER_FILE)
      },
    ],
  } as const
  const races = Object.entries(ends).flatMap(([who, end]) =>
    actions.map((action) => [action[0], who, action, end] as const),
  )

  it.each(races)(
    '%s is refused by the statement to %s',
    async (_, __, [path, body, at], [name, file, end]) => {
      await insertFamilyOfTwoParents(FILE, { file: { leadCoordinatorId: 'camille-verdier', ...file } })
      await insertAppointmentInFile(FILE, 'session', at, {
        coordinatorId: name === 'camille' ? 'robin-ashdown' : 'jules-hartwell',
      })
      const DB = createD1ActingBefore(/insert into "audit_events"/, end)
      const visitor = await team.createVisitor(`${name}@lantern-street.example.com`, { DB })
      expect((await post(visitor, `session/${path}`, body)).status).toBe(409)
      expect(await queryRows('select sequence, cancelled_at, outcome from appointments')).toEqual([
        { sequence: 0, cancelled_at: null, outcome: null },
      ])
      expect([await countRows('audit_events'), await countRows('outbox')]).toEqual([0, 0])
    },
  )

  it.each(actions)(
    '%s is 404 when there is no such appointment, or it is only held',
    async (path, body, at) => {
      await insertFamilyOfTwoParents(FILE)
      await insertAppointmentInFile(FILE, 'held', at, { heldUntil: NOW + 1000 })
      for (const id of ['held', 'nothing'])
        await expectNoChange(404, () => post(camille, `${id}/${path}`, body))
    },
  )

  it.each(actions)('%s takes nothing it does not understand', async (path, _, at) => {
    await insertFamilyWithSession(at)
    for (const body of [
      {},
      { outcome: 'late' },
      { startsAt: WEDNESDAY + 1, sequence: '0', toOwnCalendar: false },
    ])
      await expectNoChange(422, () => post(camille, `session/${path}`, body))
  })

  it('is shown in the panel of the file, and answered with nothing of the file', async () => {
    await insertFamilyWithSession(NOW - HOUR, { coordinatorId: 'jules-hartwell' })
    const byJules = await post(jules, 'session/outcome', { outcome: 'missed', previous: null })
    const byCamille = await post(camille, 'session/outcome', { outcome: 'attended', previous: 'missed' })
    for (const answer of [byJules, byCamille]) expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(await loadFilePanels(camille, FILE)).toMatchObject({
      appointments: [{ side: 'initiating', appointments: [{ state: 'attended' }] }, {}],
    })
    expect(await listAuditDetails(FILE)).toEqual([
      ['jules-hartwell', 'appointment_missed', { kind: 'individual' }],
      ['camille-verdier', 'appointment_attended', { kind: 'individual' }],
    ])
    expect(deliveries).toEqual([])
  })

  it('notes nothing of an appointment that has not begun', async () => {
    await insertFamilyWithSession(TUESDAY)
    await expectNoChange(409, () => post(camille, 'session/outcome', { outcome: 'missed', previous: null }))
  })

  it('is not turned round by a second press, nor by a page that shows an earlier note', async () => {
    await insertFamilyWithSession(NOW - HOUR)
    const note = (outcome: string, previous: string | null) =>
      post(camille, 'session/outcome', { outcome, previous })
    expect((await note('attended', null)).status).toBe(204)
    await expectNoChange(409, () => note('attended', null))
    await expectNoChange(409, () => note('missed', null))
    expect((await note('missed', 'attended')).status).toBe(204)
  })

  it('is noted of each parent of a joint session, which waits for the other’s note', async () => {
    await insertFamilyWithSession(NOW - HOUR, { kind: 'joint' })
    const note = (side: string, outcome: string) =>
      post(camille, 'session/outcome', { side, outcome, previous: null })
    expect((await note('initiating', 'attended')).status).toBe(204)
    const query = 'view=day&date=2026-11-22'
    expect((await readCalendar(camille, query)).appointments).toMatchObject([
      {
        state: 'to-note',
        attendees: [
          { side: 'initiating', outcome: 'attended' },
          { side: 'other', outcome: null },
        ],
      },
    ])
    expect((await note('other', 'missed')).status).toBe(204)
    expect((await readCalendar(camille, query)).appointments).toMatchObject([{ state: 'missed' }])
    expect(await loadFilePanels(camille, FILE)).toMatchObject({
      appointments: [
        { side: 'initiating', appointments: [{ state: 'attended' }] },
        { side: 'other', appointments: [{ state: 'missed' }] },
      ],
    })
    expect(await listAuditDetails(FILE)).toEqual([
      ['camille-verdier', 'appointment_attended', { kind: 'joint', side: 'initiating' }],
      ['camille-verdier', 'appointment_missed', { kind: 'joint', side: 'other' }],
    ])
  })

  it('is noted of nobody who does not take part', async () => {
    await insertFamilyWithSession(NOW - HOUR)
    await expectNoChange(409, () =>
      post(camille, 'session/outcome', { side: 'other', outcome: 'missed', previous: null }),
    )
  })
})

/** The calendar entry that is attached to a message. */
const calendarIn = (delivery: MailDelivery | undefined) => {
  const { attachments = [] } = JSON.parse(delivery?.body ?? '{}') as { attachments?: { content: string }[] }
  return attachments.map(({ content }) => Buffer.from(content, 'base64').toString()).join('\n')
}
const to = (address: string) => deliveries.find((delivery) => delivery.to === address)

describe('moving', () => {
  const later = { startsAt: WEDNESDAY, sequence: 0, toOwnCalendar: false }

  it('tells each parent by themselves, and moves the entry their calendar has', async () => {
    await insertFamilyWithSession(TUESDAY, { kind: 'joint' })
    await meetBothAlone()
    expect((await post(camille, 'session/move', later)).status).toBe(200)
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual(['barnabe@example.net', 'ottilie@example.com'])
    const textTo = (address: string) => to(address)?.text.replaceAll('\u00a0', ' ')
    expect(textTo('ottilie@example.com')).toContain('8:30 a.m. to 9:30 a.m.\nSaskatchewan time, UTC−06:00')
    expect(textTo('barnabe@example.net')).toContain('11 h à 12 h\nHeure de Terre-Neuve, UTC−03:30')
    for (const [address, uid] of [
      ['ottilie@example.com', 'UID:initiating at session@'],
      ['barnabe@example.net', 'UID:other at session@'],
    ] as const) {
      const calendar = calendarIn(to(address))
      expect(calendar).toContain(uid)
      expect(calendar).toContain('SEQUENCE:1')
      expect(calendar).toContain('DTSTART:20261202T143000Z')
    }
    expect(calendarIn(to('ottilie@example.com'))).toContain('SUMMARY:Busy')
    expect(calendarIn(to('barnabe@example.net'))).toContain('SUMMARY:Occupé')
    expect(await listAuditDetails(FILE)).toEqual([
      ['camille-verdier', 'appointment_moved', { kind: 'joint', mailed: true }],
    ])
  })

  it('counts on: three moves are three SEQUENCEs of one appointment', async () => {
    await insertFamilyWithSession(TUESDAY)
    for (const sequence of [0, 1, 2])
      expect(
        (await post(camille, 'session/move', { ...later, startsAt: WEDNESDAY + sequence * DAY, sequence }))
          .status,
      ).toBe(200)
    expect(deliveries.map((delivery) => /SEQUENCE:(\d)/.exec(calendarIn(delivery))?.[1])).toEqual([
      '1',
      '2',
      '3',
    ])
    expect(await queryRows('select id, sequence from appointments')).toEqual([{ id: 'session', sequence: 3 }])
    expect(await countRows('appointment_slots')).toBe(5)
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, FILE))).toBeUndefined()
  })

  it('says that a time is taken, and another that somebody was faster', async () => {
    await insertFamilyWithSession(TUESDAY)
    await insertAppointmentInFile(FILE, 'other', WEDNESDAY)
    const slotTaken = await changesNothing(() => post(camille, 'session/move', later))
    expect([slotTaken.status, await slotTaken.json()]).toEqual([409, { code: 'slot_taken' }])
    const stale = await changesNothing(() => post(camille, 'session/move', { ...later, sequence: 1 }))
    expect([stale.status, await stale.json()]).toEqual([409, { code: 'stale' }])
    await expectNoChange(409, () => post(camille, 'session/move', { ...later, startsAt: NOW }))
    expect(deliveries).toEqual([])
  })

  it('reserves the minutes its mode needs around it, and has the same length whatever the availability says now', async () => {
    await insertFamilyWithSession(TUESDAY, { mode: 'in-person', endsAt: TUESDAY + HOUR / 2 })
    expect((await post(camille, 'session/move', later)).status).toBe(200)
    expect(await queryRows('select ends_at, busy_from, busy_until from appointments')).toEqual([
      {
        ends_at: WEDNESDAY + HOUR / 2,
        busy_from: WEDNESDAY - HOUR / 2,
        busy_until: WEDNESDAY + HOUR,
      },
    ])
  })

  it('lets whoever leads take it into their own calendar, and nobody else', async () => {
    await insertFamilyWithSession(TUESDAY, { coordinatorId: 'jules-hartwell' })
    const intoOwnCalendar = { ...later, toOwnCalendar: true }
    await expectNoChange(409, () => post(robin, 'session/move', intoOwnCalendar))
    const ofJules = 'view=list&date=2026-11-22&coordinator=jules-hartwell'
    expect((await readCalendar(robin, ofJules)).appointments).toMatchObject([{ mayTakeOver: false }])
    expect((await readCalendar(jules)).appointments).toHaveLength(1)
    expect((await post(camille, 'session/move', intoOwnCalendar)).status).toBe(200)
    expect((await readCalendar(jules)).appointments).toEqual([])
    expect((await readCalendar(camille)).appointments).toMatchObject([{ id: 'session', startsAt: WEDNESDAY }])
  })

  it.each([
    [
      'a consent was withdrawn',
      () => queryRows("update parents set joint_consented_at = null where side = 'other'"),
    ],
    ['an order was reported', () => insertContactHold(`initiating ${FILE}`)],
    [
      'it turned out that a parent had not come to the session alone',
      () => queryRows("update appointments set outcome = 'missed' where id = ?", `attended by other ${FILE}`),
    ],
    [
      'an order was reported in a related file',
      async () => {
        await insertFamilyOfTwoParents(OTHER_FILE)
        await insertSharedMatchTokens(FILE, OTHER_FILE)
        await insertContactHold(`other ${OTHER_FILE}`)
      },
    ],
  ])('moves no joint appointment once %s, be it right before; it can be cancelled', async (_, arrange) => {
    await insertFamilyWithSession(TUESDAY, { kind: 'joint' })
    await meetBothAlone()
    const readSession = () => queryRows("select * from appointments where id = 'session'")
    const sessionBefore = await readSession()
    const DB = createD1ActingBefore(/update appointments/, () => arrange())
    const visitor = await team.createVisitor('camille@lantern-street.example.com', { DB })
    expect((await post(visitor, 'session/move', later)).status).toBe(409)
    expect(await readSession()).toEqual(sessionBefore)
    expect(await countRows('outbox')).toBe(0)
    await expectNoChange(409, () => post(camille, 'session/move', later))
    expect((await post(camille, 'session/cancellation', { sequence: 0 })).status).toBe(200)
  })
})

describe('cancelling', () => {
  it('tells each parent by themselves, takes the entry out of their calendar and frees the time', async () => {
    await insertFamilyOfTwoParents(FILE, { parents: { other: { rules: { mailSubject: 'reference' } } } })
    await insertAppointmentInFile(FILE, 'session', TUESDAY, { kind: 'joint' })
    const answer = await post(camille, 'session/cancellation', { sequence: 0 })
    // One of the parents has no safe address, so the coordinator must tell them another way.
    expect(await answer.json()).toEqual({ mailed: false })
    expect(await loadFilePanels(camille, FILE)).toMatchObject({ hasUpcomingAppointment: false })
    expect(deliveries.map(({ to }) => to)).toEqual(['ottilie@example.com'])
    const calendar = calendarIn(deliveries[0])
    for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1', 'UID:initiating at session@'])
      expect(calendar).toContain(line)
    expect(await countRows('appointment_slots')).toBe(0)
    expect(await queryRows('select cancelled_by, sequence from appointments')).toEqual([
      { cancelled_by: 'camille-verdier', sequence: 1 },
    ])
    expect(await queryRows('select joint_consented_at from parents')).toEqual([
      { joint_consented_at: 1 },
      { joint_consented_at: 1 },
    ])
    expect(await listAuditDetails(FILE)).toEqual([
      ['camille-verdier', 'appointment_cancelled', { kind: 'joint', mailed: false }],
    ])
  })

  it('is done once, and not to an appointment that began or moved', async () => {
    await insertFamilyWithSession(TUESDAY)
    await insertAppointmentInFile(FILE, 'begun', NOW)
    expect((await changesNothing(() => post(camille, 'session/cancellation', { sequence: 1 }))).status).toBe(
      409,
    )
    expect((await changesNothing(() => post(camille, 'begun/cancellation', { sequence: 0 }))).status).toBe(
      409,
    )
    expect((await post(camille, 'session/cancellation', { sequence: 0 })).status).toBe(200)
    expect((await changesNothing(() => post(camille, 'session/cancellation', { sequence: 0 }))).status).toBe(
      409,
    )
  })
})
