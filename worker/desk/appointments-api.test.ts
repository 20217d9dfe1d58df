import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { practice } from '../../content/practice.ts'
import { momentOf } from '../../content/time/local-time.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { saveHours } from '../../db/availability.ts'
import { freezes } from '../../db/schema.ts'
import { accessTeam, type Team } from '../../tests/support/access-team.ts'
import { changesNothing, count, rows } from '../../tests/support/database-rows.ts'
import { family, knownInBoth, sessionIn } from '../../tests/support/desk-families.ts'
import { type Delivery, mailProvider } from '../../tests/support/mock-mail-provider.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  type Visitor,
  watchedD1,
} from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'

const FILE = 'F11E-F11E'
const OTHER_FILE = '0THR-F11E'
/** A Sunday at ten in Camille’s Toronto. */
const NOW = Date.UTC(2026, 10, 22, 15)
const HOUR = 3_600_000
const DAY = 24 * HOUR
const TUESDAY = momentOf('2026-12-01', '14:00', 'America/Toronto')
const WEDNESDAY = momentOf('2026-12-02', '09:30', 'America/Toronto')

const { db } = environment(bindings)

let team: Team
let camille: Visitor
let jules: Visitor
let robin: Visitor
let deliveries: Delivery[]

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  await prepareDatabase()
  deliveries = mailProvider()
  team = await accessTeam()
  camille = await team.visit('camille@lantern-street.example.com')
  jules = await team.visit('jules@lantern-street.example.com')
  robin = await team.visit('robin@lantern-street.example.com')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const post = (visitor: Visitor, path: string, body: unknown) =>
  visitor.request(`/desk/api/appointments/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

interface Agenda {
  readonly timeZone: string
  readonly first: string
  readonly more: boolean
  readonly of: { readonly id: string }
  readonly appointments: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[]
}
const agenda = async (visitor: Visitor, query = 'view=list&date=2026-11-22') =>
  (await (await visitor.get(`/desk/api/appointments?${query}`)).json()) as Agenda

const auditOf = async (fileId = FILE) =>
  (await readAudit(db, fileId)).map(({ actor, action, detail }) => [actor, action, JSON.parse(detail)])

describe('the appointments of a coordinator', () => {
  it('are their own, in order, with how each stands, in one call', async () => {
    await family(FILE)
    await sessionIn(FILE, 'later', WEDNESDAY, { kind: 'joint', way: 'phone' })
    await sessionIn(FILE, 'cancelled', TUESDAY + 2 * HOUR, { cancelledAt: 5, cancelledBy: 'parent' })
    await sessionIn(FILE, 'kept', TUESDAY + HOUR, { keptUntil: NOW + 60_000 })
    await sessionIn(FILE, 'earlier', TUESDAY)
    await sessionIn(FILE, 'another’s', TUESDAY, { coordinator: 'robin-ashdown' })
    const { DB, calls } = countingD1()
    const shown = await agenda(await team.visit('camille@lantern-street.example.com', { DB }))
    expect(calls).toHaveLength(1)
    expect(shown).toMatchObject({ timeZone: 'America/Toronto', first: '2026-11-22', more: false })
    expect(shown.appointments.map(({ id, state, kind, way }) => [id, state, kind, way])).toEqual([
      ['earlier', 'to-come', 'individual', 'video'],
      ['kept', 'kept', 'individual', 'video'],
      ['cancelled', 'cancelled', 'individual', 'video'],
      ['later', 'to-come', 'joint', 'phone'],
    ])
    expect(shown.appointments[0]).toMatchObject({ reference: FILE, mayRead: true, startsAt: TUESDAY })
    expect(shown.appointments[1]).toMatchObject({ may: { note: false, change: false } })
  })

  it('are shown by their own clock, whatever it is', async () => {
    await family(FILE)
    const rules = { ...practice.coordinators[1]?.availability, timeZone: 'America/St_Johns' }
    await saveHours(db, { coordinator: 'camille-verdier', rules: JSON.stringify(rules), revision: 0 }, NOW)
    const midnight = momentOf('2026-12-01', '00:00', 'America/St_Johns')
    await sessionIn(FILE, 'before', midnight - HOUR)
    await sessionIn(FILE, 'first', midnight)
    await sessionIn(FILE, 'after', midnight + DAY)
    const shown = await agenda(camille, 'view=day&date=2026-12-01')
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
      expect(await agenda(camille, query)).toMatchObject({ first, today: '2026-11-22' })
    },
  )

  it('are for themselves, and for an administrator', async () => {
    await family(FILE)
    await sessionIn(FILE, 'hers', TUESDAY)
    const hers = 'view=list&date=2026-11-22&coordinator=camille-verdier'
    expect((await jules.get(`/desk/api/appointments?${hers}`)).status).toBe(403)
    const shown = await agenda(robin, hers)
    expect(shown).toMatchObject({ of: { id: 'camille-verdier' }, mine: false })
    expect(shown.appointments.map(({ id }) => id)).toEqual(['hers'])
    expect((await agenda(robin)).appointments).toEqual([])
    expect((await robin.get('/desk/api/appointments?coordinator=nobody')).status).toBe(404)
  })

  it('say of a file that is not theirs to read only when, and its reference', async () => {
    await family(FILE)
    await sessionIn(FILE, 'mine', TUESDAY, { coordinator: 'jules-hartwell', kind: 'joint' })
    await sessionIn(FILE, 'gone', TUESDAY + 2 * HOUR, {
      coordinator: 'jules-hartwell',
      cancelledAt: 5,
      cancelledBy: 'parent',
    })
    const [mine, gone] = (await agenda(jules)).appointments
    expect(mine).toEqual({
      id: 'mine',
      reference: FILE,
      startsAt: TUESDAY,
      endsAt: TUESDAY + HOUR,
      sequence: 0,
      state: 'to-come',
      mayRead: false,
      kind: null,
      way: null,
      cancelledBy: null,
      may: { note: false, change: true },
      mayTakeOver: false,
    })
    expect(gone).toMatchObject({ state: 'cancelled', cancelledBy: null })
    expect((await jules.get(`/desk/api/files/${FILE}`)).status).toBe(404)
  })
})

/** Everything that is done with a session, each with the session as it must stand. */
const deeds = [
  ['outcome', { outcome: 'attended' }, NOW - HOUR],
  ['move', { startsAt: WEDNESDAY, sequence: 0, mine: false }, TUESDAY],
  ['cancel', { sequence: 0 }, TUESDAY],
] as const

describe('acting on a session', () => {
  const roles = {
    'whoever leads its file': ['camille', { leadCoordinator: 'camille-verdier' }, 'robin-ashdown', 200],
    'whose calendar it is in': ['jules', { leadCoordinator: 'camille-verdier' }, 'jules-hartwell', 200],
    'an administrator': ['robin', { leadCoordinator: 'camille-verdier' }, 'camille-verdier', 200],
    'who assists': ['jules', { legalCoordinator: 'jules-hartwell' }, 'camille-verdier', 403],
    'a stranger': ['jules', {}, 'camille-verdier', 404],
    'somebody who reads what nobody leads': ['jules', { leadCoordinator: null }, 'camille-verdier', 403],
  } as const
  const matrix = Object.entries(roles).flatMap(([role, wanted]) =>
    deeds.map((deed) => [deed[0], role, deed, wanted] as const),
  )

  it.each(matrix)('%s by %s', async (_, __, [path, body, startsAt], [name, file, coordinator, status]) => {
    await family(FILE, { file })
    await sessionIn(FILE, 'session', startsAt, { coordinator })
    const who = { camille, jules, robin }[name]
    const act = () => post(who, `session/${path}`, body)
    expect((status === 200 ? await act() : await changesNothing(act)).status).toBe(status)
    expect(await count('audit_events')).toBe(status === 200 ? 1 : 0)
  })

  it.each(deeds)(
    '%s is nothing where there is no such session, or it is only kept',
    async (path, body, at) => {
      await family(FILE)
      await sessionIn(FILE, 'kept', at, { keptUntil: NOW + 1000 })
      for (const id of ['kept', 'nothing'])
        expect((await changesNothing(() => post(camille, `${id}/${path}`, body))).status).toBe(404)
    },
  )

  it.each(deeds)('%s takes nothing it does not understand', async (path, _, at) => {
    await family(FILE)
    await sessionIn(FILE, 'session', at)
    for (const body of [{}, { outcome: 'late' }, { startsAt: WEDNESDAY + 1, sequence: '0', mine: false }])
      expect((await changesNothing(() => post(camille, `session/${path}`, body))).status).toBe(400)
  })

  it('shows whoever reads the file how it stands then, and nobody else', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', NOW - HOUR, { coordinator: 'jules-hartwell' })
    const byJules = await (await post(jules, 'session/outcome', { outcome: 'missed' })).json()
    expect(byJules).toEqual({ mailed: true, file: null })
    const byCamille = await (await post(camille, 'session/outcome', { outcome: 'attended' })).json()
    expect(byCamille).toMatchObject({
      file: { reference: FILE, sessions: [{ side: 'initiating', sessions: [{ state: 'attended' }] }, {}] },
    })
    expect(await auditOf()).toEqual([
      ['jules-hartwell', 'appointment_missed', { kind: 'individual' }],
      ['camille-verdier', 'appointment_attended', { kind: 'individual' }],
    ])
    expect(deliveries).toEqual([])
  })

  it('notes nothing of a session that has not begun', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY)
    expect((await changesNothing(() => post(camille, 'session/outcome', { outcome: 'missed' }))).status).toBe(
      409,
    )
  })
})

/** What a parent’s own calendar is told. */
const calendarIn = (delivery: Delivery | undefined) => {
  const { attachments = [] } = JSON.parse(delivery?.body ?? '{}') as { attachments?: { content: string }[] }
  return attachments.map(({ content }) => Buffer.from(content, 'base64').toString()).join('\n')
}
const to = (address: string) => deliveries.find((delivery) => delivery.to === address)

describe('moving', () => {
  const later = { startsAt: WEDNESDAY, sequence: 0, mine: false }

  it('tells each parent by themselves, and moves the entry their calendar has', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY, { kind: 'joint' })
    const answer = await post(camille, 'session/move', later)
    expect(answer.status).toBe(200)
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual(['barnabe@example.net', 'ottilie@example.com'])
    expect(to('ottilie@example.com')?.text).toContain('8:30\u00a0a.m., Saskatchewan time, UTC−06:00')
    expect(to('barnabe@example.net')?.text).toContain('11\u00a0h\u00a000, heure de Terre-Neuve, UTC−03:30')
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
    expect(await auditOf()).toEqual([
      ['camille-verdier', 'appointment_moved', { kind: 'joint', mailed: true }],
    ])
  })

  it('counts on: three moves are three SEQUENCEs of one session', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY)
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
    expect(await rows('select id, sequence from appointments')).toEqual([{ id: 'session', sequence: 3 }])
    expect(await count('appointment_slots')).toBe(5)
    expect(await brokenAt(await readAudit(db, FILE))).toBeUndefined()
  })

  it('says that a time is taken, and another that somebody was faster', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY)
    await sessionIn(FILE, 'standing', WEDNESDAY)
    const taken = await changesNothing(() => post(camille, 'session/move', later))
    expect([taken.status, await taken.json()]).toEqual([409, { error: 409, why: 'gone' }])
    const stale = await changesNothing(() => post(camille, 'session/move', { ...later, sequence: 1 }))
    expect([stale.status, await stale.json()]).toEqual([409, { error: 409, why: 'overtaken' }])
    const past = await changesNothing(() => post(camille, 'session/move', { ...later, startsAt: NOW }))
    expect(past.status).toBe(409)
    expect(deliveries).toEqual([])
  })

  it('keeps what the rules keep free around it, and its length whatever they say now', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY, { way: 'in-person', endsAt: TUESDAY + HOUR / 2 })
    expect((await post(camille, 'session/move', later)).status).toBe(200)
    expect(await rows('select ends_at, taken_from, taken_until from appointments')).toEqual([
      {
        ends_at: WEDNESDAY + HOUR / 2,
        taken_from: WEDNESDAY - HOUR / 2,
        taken_until: WEDNESDAY + HOUR,
      },
    ])
  })

  it('lets whoever leads take it into their own calendar, and nobody else', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY, { coordinator: 'jules-hartwell' })
    const mine = { ...later, mine: true }
    expect((await changesNothing(() => post(robin, 'session/move', mine))).status).toBe(409)
    const ofJules = 'view=list&date=2026-11-22&coordinator=jules-hartwell'
    expect((await agenda(robin, ofJules)).appointments).toMatchObject([{ mayTakeOver: false }])
    expect((await agenda(jules)).appointments).toHaveLength(1)
    expect((await post(camille, 'session/move', mine)).status).toBe(200)
    expect((await agenda(jules)).appointments).toEqual([])
    expect((await agenda(camille)).appointments).toMatchObject([{ id: 'session', startsAt: WEDNESDAY }])
  })

  const frozen = (parentId: string) =>
    db.insert(freezes).values({ id: parentId, parentId, saidIn: 'intake', saidAt: 1 })

  it.each([
    [
      'an agreement was taken back',
      () => rows("update parents set joint_agreed_at = null where side = 'other'"),
    ],
    ['an order was spoken of', () => frozen(`initiating ${FILE}`)],
    [
      'an order was spoken of in another file',
      async () => {
        await family(OTHER_FILE)
        await knownInBoth(FILE, OTHER_FILE)
        await frozen(`other ${OTHER_FILE}`)
      },
    ],
  ])('moves no joint session once %s, be it right before; it can be cancelled', async (_, given) => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY, { kind: 'joint' })
    const standing = await rows('select * from appointments')
    let done = false
    const DB = watchedD1(async (statements, go) => {
      if (!done && statements.some((sql) => sql.includes('update appointments'))) {
        done = true
        await given()
      }
      return go()
    })
    const visitor = await team.visit('camille@lantern-street.example.com', { DB })
    expect((await post(visitor, 'session/move', later)).status).toBe(409)
    expect(done).toBe(true)
    expect(await rows('select * from appointments')).toEqual(standing)
    expect(await count('outbox')).toBe(0)
    expect((await changesNothing(() => post(camille, 'session/move', later))).status).toBe(409)
    expect((await post(camille, 'session/cancel', { sequence: 0 })).status).toBe(200)
  })
})

describe('cancelling', () => {
  it('tells each parent by themselves, takes the entry out of their calendar and frees the time', async () => {
    await family(FILE, { parents: { other: { rules: { mailSubject: 'reference' } } } })
    await sessionIn(FILE, 'session', TUESDAY, { kind: 'joint' })
    const answer = await post(camille, 'session/cancel', { sequence: 0 })
    // One of them has no safe address: whoever cancels tells them another way.
    expect(await answer.json()).toMatchObject({ mailed: false, file: { sessionToCome: false } })
    expect(deliveries.map(({ to }) => to)).toEqual(['ottilie@example.com'])
    const calendar = calendarIn(deliveries[0])
    for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1', 'UID:initiating at session@'])
      expect(calendar).toContain(line)
    expect(await count('appointment_slots')).toBe(0)
    expect(await rows('select cancelled_by, sequence from appointments')).toEqual([
      { cancelled_by: 'camille-verdier', sequence: 1 },
    ])
    expect(await rows('select joint_agreed_at from parents')).toEqual([
      { joint_agreed_at: 1 },
      { joint_agreed_at: 1 },
    ])
    expect(await auditOf()).toEqual([
      ['camille-verdier', 'appointment_cancelled', { kind: 'joint', mailed: false }],
    ])
  })

  it('is done once, and not to a session that began or moved', async () => {
    await family(FILE)
    await sessionIn(FILE, 'session', TUESDAY)
    await sessionIn(FILE, 'begun', NOW)
    expect((await changesNothing(() => post(camille, 'session/cancel', { sequence: 1 }))).status).toBe(409)
    expect((await changesNothing(() => post(camille, 'begun/cancel', { sequence: 0 }))).status).toBe(409)
    expect((await post(camille, 'session/cancel', { sequence: 0 })).status).toBe(200)
    expect((await changesNothing(() => post(camille, 'session/cancel', { sequence: 0 }))).status).toBe(409)
  })
})
