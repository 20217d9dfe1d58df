import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { booking, request } from '../../content/forms/booking/index.ts'
import { practice } from '../../content/practice.ts'
import { momentOf } from '../../content/time/local-time.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { saveHours } from '../../db/availability.ts'
import { freezes, timeRequests } from '../../db/schema.ts'
import { readSoFar } from '../../forms/parse.ts'
import { accessTeam, type Team } from '../../tests/support/access-team.ts'
import { changesNothing, count, rows } from '../../tests/support/database-rows.ts'
import {
  family,
  knownInBoth,
  people,
  type Side,
  sessionIn,
  sides,
} from '../../tests/support/desk-families.ts'
import { type Delivery, mailProvider } from '../../tests/support/mock-mail-provider.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  type Visitor,
  watchedD1,
} from '../../tests/support/test-portal.ts'
import { openDetails } from '../booking/reserve/attendance-details.ts'
import { sealWanted } from '../booking/reserve/time-request.ts'
import { environment } from '../environment.ts'
import { contactRules } from '../intake/contact-rules.ts'
import { partOf } from '../intake/send.ts'
import { drainOutbox } from '../mail/drain.ts'
import { queuedMail } from '../mail/message.ts'

const FILE = 'F11E-F11E'
const OTHER_FILE = '0THR-F11E'
/** A Sunday; the session tomorrow, in Camille’s Toronto. */
const NOW = Date.UTC(2026, 10, 22, 15)
const HOUR = 3_600_000
const TOMORROW = momentOf('2026-11-23', '10:00', 'America/Toronto')
const NEXT_WEEK = momentOf('2026-12-01', '14:15', 'America/Toronto')

const env = environment(bindings)
const { db, keys } = env

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
  visitor.request(`/desk/api/files/${FILE}/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

interface Session {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly startsAt: number
  readonly may: Readonly<Record<string, boolean>>
  readonly [fact: string]: unknown
}
interface Facts {
  readonly sessions: readonly {
    readonly side: Side
    readonly mayPass: boolean
    readonly request: { readonly id: string } | null
    readonly sessions: readonly Session[]
    readonly [fact: string]: unknown
  }[]
  readonly booking: Readonly<Record<string, unknown>>
  readonly joint: string
  readonly sessionToCome: boolean
  readonly wishes: readonly { readonly id: string; readonly sections: unknown }[]
  readonly reach: readonly Readonly<Record<string, unknown>>[]
  readonly [fact: string]: unknown
}

const read = async (visitor = camille) =>
  (await (await visitor.get(`/desk/api/files/${FILE}`)).json()) as Facts
const theirs = (facts: Pick<Facts, 'sessions'>, side: Side) =>
  facts.sessions.find((parent) => parent.side === side)

const auditOf = async () =>
  (await readAudit(db, FILE)).map(({ actor, action, detail }) => [actor, action, JSON.parse(detail)])

const individual = { with: 'initiating', way: 'video', startsAt: NEXT_WEEK } as const
const joint = { with: 'both', way: 'video', startsAt: NEXT_WEEK } as const

const requested = async (side: Side, id = 'wish') => {
  const { asked, answers } = readSoFar(
    { ...booking, sections: [request] },
    { preferredParts: ['mornings'], preferredTimes: ['Not on Tuesdays'] },
  )
  const wanted = await sealWanted(env, id, partOf('answers', asked, answers))
  await db.insert(timeRequests).values({ id, parentId: `${side} ${FILE}`, madeAt: 5, wanted })
}

const frozen = (parentId: string, facts: Partial<typeof freezes.$inferInsert> = {}) =>
  db.insert(freezes).values({ id: `freeze ${parentId}`, parentId, saidIn: 'intake', saidAt: 1, ...facts })

/** Every route that changes something, as it is asked rightly. */
const deeds = [
  ['sessions', individual],
  ['books-with', { side: 'initiating' }],
  ['times-answered', { request: 'wish' }],
  ['no-mail', { side: 'initiating' }],
] as const

describe('what each may do', () => {
  beforeEach(async () => {
    await family(FILE, {
      file: { legalCoordinator: 'jules-hartwell' },
      parents: { initiating: { booksWith: 'robin-ashdown' } },
    })
    await requested('initiating')
  })

  it.each(deeds)('%s is for whoever leads, and stopping mail for whoever reads', async (path, body) => {
    const stopsMail = path === 'no-mail'
    for (const visitor of [jules, robin]) {
      if (stopsMail) continue
      expect((await changesNothing(() => post(visitor, path, body))).status).toBe(403)
    }
    expect((await post(stopsMail ? jules : camille, path, body)).status).toBe(200)
  })

  it.each(deeds)('%s is nothing for somebody who may not see the file', async (path, body) => {
    await rows('update files set legal_coordinator = null')
    expect((await changesNothing(() => post(jules, path, body))).status).toBe(404)
  })

  it.each(deeds)('%s waits until somebody has looked at who is known elsewhere', async (path, body) => {
    await family(OTHER_FILE)
    await knownInBoth(FILE, OTHER_FILE)
    expect((await changesNothing(() => post(camille, path, body))).status).toBe(409)
    const facts = await read()
    expect(facts).toMatchObject({ sessions: [], wishes: [], reach: [] })
  })

  it.each(deeds)('%s takes nothing it does not understand', async (path) => {
    for (const body of [
      {},
      { side: 'both' },
      { ...individual, startsAt: NEXT_WEEK + 1 },
      { ...joint, way: 'fax' },
    ])
      expect((await changesNothing(() => post(camille, path, body))).status).toBe(400)
  })

  it('is told with the file', async () => {
    expect((await read()).sessions.map(({ side, mayPass }) => [side, mayPass])).toEqual([
      ['initiating', true],
      ['other', false],
    ])
    expect((await read(jules)).sessions.map(({ mayPass }) => mayPass)).toEqual([false, false])
  })
})

/** What a parent’s own mail and calendar say, all of it as they would read it. */
const readable = ({ body, text, html }: Delivery) => {
  const { attachments = [] } = JSON.parse(body) as { attachments?: { content: string }[] }
  return [text, html, ...attachments.map(({ content }) => Buffer.from(content, 'base64').toString())].join(
    '\n',
  )
}

describe('booking for one parent', () => {
  beforeEach(() => family(FILE))

  it('is any quarter hour to come, as long as the rules say and with what they keep free', async () => {
    await saveHours(
      db,
      {
        coordinator: 'camille-verdier',
        revision: 0,
        rules: JSON.stringify({
          ...practice.coordinators[1]?.availability,
          minutesBefore: 15,
          offered: { video: { individual: 45, joint: 90 }, 'in-person': { individual: 30, joint: 60 } },
        }),
      },
      NOW,
    )
    // A Sunday night, within the notice.
    const night = momentOf('2026-11-22', '23:45', 'America/Toronto')
    expect((await post(camille, 'sessions', { ...individual, startsAt: night })).status).toBe(200)
    expect((await post(camille, 'sessions', { ...individual, way: 'in-person' })).status).toBe(200)
    const taken = await rows(
      'select way, ends_at - starts_at as lasts, starts_at - taken_from as before, taken_until - ends_at as after from appointments order by starts_at',
    )
    const minutes = 60_000
    expect(taken).toEqual([
      { way: 'video', lasts: 45 * minutes, before: 15 * minutes, after: 15 * minutes },
      { way: 'in-person', lasts: 30 * minutes, before: 30 * minutes, after: 30 * minutes },
    ])
    // By phone she meets nobody any more.
    expect(
      (await changesNothing(() => post(camille, 'sessions', { ...individual, way: 'phone' }))).status,
    ).toBe(409)
  })

  it.each([NOW, NOW - HOUR, NOW + 800 * 24 * HOUR])(
    'is nothing at %s, long past or far off',
    async (startsAt) => {
      expect(
        (await changesNothing(() => post(camille, 'sessions', { ...individual, startsAt }))).status,
      ).toBe(409)
    },
  )

  it('writes to that parent alone, in their own time, and gives their calendar a neutral word', async () => {
    const answer = await post(camille, 'sessions', individual)
    expect(answer.status).toBe(200)
    const { mailed, file } = (await answer.json()) as { mailed: boolean; file: Facts }
    expect(mailed).toBe(true)
    expect(theirs(file, 'initiating')?.sessions).toMatchObject([
      {
        kind: 'individual',
        way: 'video',
        state: 'to-come',
        startsAt: NEXT_WEEK,
        coordinator: { id: 'camille-verdier' },
      },
    ])
    expect(theirs(file, 'other')?.sessions).toEqual([])
    expect(deliveries.map(({ to }) => to)).toEqual(['ottilie@example.com'])
    const said = readable(deliveries[0] as Delivery)
    expect(said).toContain('Tuesday, December 1, 2026, 1:15\u00a0p.m., Saskatchewan time, UTC−06:00')
    expect(said).toContain('SUMMARY:Appointment')
    expect(said).toContain('METHOD:PUBLISH')
    const [attendance] = await rows<{ id: string; details: string }>('select id, details from attendances')
    expect(said).toContain(`UID:${attendance?.id}@`)
    expect(await openDetails(env, attendance?.id ?? '', attendance?.details ?? '')).toEqual({
      timeZone: 'America/Regina',
      calendarTitle: 'appointment',
    })
    expect(await auditOf()).toEqual([
      ['camille-verdier', 'appointment_booked', { kind: 'individual', way: 'video', mailed: true }],
    ])
  })

  it('says when nobody can be written to', async () => {
    await rows("update parents set contact = null where side = 'initiating'")
    const { mailed } = (await (await post(camille, 'sessions', individual)).json()) as { mailed: boolean }
    expect(mailed).toBe(false)
    expect(deliveries).toEqual([])
  })

  it('counts as reminded whoever is told this shortly before', async () => {
    await post(camille, 'sessions', { ...individual, startsAt: TOMORROW })
    await post(camille, 'sessions', individual)
    expect(
      await rows(
        'select reminded_at from attendances join appointments on appointments.id = appointment_id order by starts_at',
      ),
    ).toEqual([{ reminded_at: NOW }, { reminded_at: null }])
  })

  it('says that a time is taken, and by the desk’s own words: not that the file changed', async () => {
    await family(OTHER_FILE)
    await sessionIn(OTHER_FILE, 'standing', NEXT_WEEK + HOUR)
    const answer = await changesNothing(() => post(camille, 'sessions', individual))
    expect(answer.status).toBe(409)
    expect(await answer.json()).toEqual({ error: 409, why: 'gone' })
  })

  it('never lands in one time with another', async () => {
    const answers = await Promise.all(
      [0, 15, 30, 45].map((minutes) =>
        post(camille, 'sessions', { ...individual, startsAt: NEXT_WEEK + minutes * 60_000 }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(await count('appointments')).toBe(1)
    expect(await brokenAt(await readAudit(db, FILE))).toBeUndefined()
  })

  it('is nothing for a parent who has not come', async () => {
    await rows("update parents set standing = null where side = 'initiating'")
    expect((await changesNothing(() => post(camille, 'sessions', individual))).status).toBe(409)
    expect((await read()).sessions.map(({ side }) => side)).toEqual(['other'])
  })

  it('keeps the file from being closed until it is cancelled or over', async () => {
    await sessionIn(FILE, 'coming', NEXT_WEEK)
    expect((await read()).sessionToCome).toBe(true)
    expect((await changesNothing(() => post(camille, 'close', {}))).status).toBe(409)
    vi.setSystemTime(NEXT_WEEK + HOUR)
    camille = await team.visit('camille@lantern-street.example.com')
    expect((await read()).sessionToCome).toBe(false)
    expect((await post(camille, 'close', {})).status).toBe(200)
  })
})

/** What stands between two parents, or looks like it: whether they may meet. */
const circumstances: readonly [what: string, given: () => PromiseLike<unknown>, joint: string][] = [
  ['nothing', async () => {}, 'possible'],
  [
    'the first parent did not agree',
    () => rows("update parents set joint_agreed_at = null where side = 'initiating'"),
    'not-agreed',
  ],
  [
    'the other parent did not agree',
    () => rows("update parents set joint_agreed_at = null where side = 'other'"),
    'not-agreed',
  ],
  [
    'the other parent has not come',
    () => rows("update parents set standing = null where side = 'other'"),
    'one-parent',
  ],
  ['the first parent spoke of an order', () => frozen(`initiating ${FILE}`), 'frozen'],
  ['the other parent spoke of an order', () => frozen(`other ${FILE}`), 'frozen'],
  ['an order was read and forbids nothing', () => frozen(`other ${FILE}`, { liftedAt: 2 }), 'possible'],
  ['an order stands in another file of one of them', async () => elsewhere(), 'frozen-elsewhere'],
  ['such a file is closed', async () => elsewhere({ stage: 'closed' }), 'possible'],
  ['such a file has only a lawyer in common', async () => elsewhere({}, 'lawyer'), 'possible'],
]

async function elsewhere(
  file: NonNullable<Parameters<typeof family>[1]>['file'] = {},
  kind: Parameters<typeof knownInBoth>[2] = 'phone',
) {
  await family(OTHER_FILE, { file })
  await knownInBoth(FILE, OTHER_FILE, kind)
  await frozen(`other ${OTHER_FILE}`)
  await rows('update files set cleared_at = 2')
}

describe('booking for both parents', () => {
  beforeEach(() => family(FILE))

  it.each(circumstances)('is said and done alike when %s', async (_, given, state) => {
    await given()
    expect((await read()).joint).toBe(state)
    const { status } = await post(camille, 'sessions', joint)
    expect(status).toBe(state === 'possible' ? 200 : 409)
    expect(await count('appointments')).toBe(state === 'possible' ? 1 : 0)
  })

  it.each(circumstances.filter(([, , state]) => !['possible', 'one-parent'].includes(state)))(
    'is not done when that came right before the write: %s',
    async (_, given) => {
      let done = false
      const DB = watchedD1(async (statements, go) => {
        if (!done && statements.some((sql) => sql.includes('insert into appointments'))) {
          done = true
          await given()
        }
        return go()
      })
      const visitor = await team.visit('camille@lantern-street.example.com', { DB })
      const answer = await post(visitor, 'sessions', joint)
      expect(done).toBe(true)
      expect(answer.status).toBe(409)
      expect(await answer.json()).toEqual({ error: 409, why: 'overtaken' })
      for (const table of ['appointments', 'attendances', 'appointment_slots', 'outbox'])
        expect(await count(table), table).toBe(0)
      expect(deliveries).toEqual([])
    },
  )

  it('tells each parent by mail of their own, in their language and time, with nothing of the other', async () => {
    const { mailed } = (await (await post(camille, 'sessions', joint)).json()) as { mailed: boolean }
    expect(mailed).toBe(true)
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual(['barnabe@example.net', 'ottilie@example.com'])
    const of = (side: Side) => deliveries.find(({ to }) => to === people[side].rules.email) as Delivery
    expect(readable(of('initiating'))).toContain('1:15\u00a0p.m., Saskatchewan time, UTC−06:00')
    expect(readable(of('other'))).toContain('15\u00a0h\u00a045, heure de Terre-Neuve, UTC−03:30')
    const nothingOf: Record<Side, readonly string[]> = {
      initiating: ['ottilie', 'Ottilie', 'Marchbanks', 'Saskatchewan', 'Regina', '06:00', '1:15'],
      other: ['barnabe', 'Barnabé', 'Quesnel', 'Terre-Neuve', 'Newfoundland', 'Johns', '03:30', '15\u00a0h'],
    }
    for (const side of sides) {
      const [own, others] = [of(side), nothingOf[side === 'other' ? 'initiating' : 'other']]
      for (const word of others) expect(own.body + readable(own), `${side}: ${word}`).not.toContain(word)
      for (const word of [
        FILE,
        'Camille',
        'Verdier',
        'joint',
        'conjoint',
        'video',
        'vidéo',
        'ATTENDEE',
        'ORGANIZER',
      ])
        expect(own.body + readable(own), `${side}: ${word}`).not.toContain(word)
    }
    const uids = deliveries.map((delivery) => /UID:(\S+)/.exec(readable(delivery))?.[1])
    expect(new Set(uids).size).toBe(2)
  })
})

describe('whom a parent books with', () => {
  it('is let book with whoever leads, on record', async () => {
    await family(FILE, { parents: { initiating: { booksWith: 'robin-ashdown' } } })
    expect(theirs(await read(), 'initiating')).toMatchObject({
      booksWith: { id: 'robin-ashdown' },
      mayPass: true,
    })
    const answer = await post(camille, 'books-with', { side: 'initiating' })
    expect(theirs((await answer.json()) as Facts, 'initiating')).toMatchObject({
      booksWith: { id: 'camille-verdier' },
      mayPass: false,
    })
    expect((await changesNothing(() => post(camille, 'books-with', { side: 'initiating' }))).status).toBe(409)
    expect(await auditOf()).toContainEqual(['camille-verdier', 'booking_passed', { side: 'initiating' }])
  })
})

describe('what a parent asked for who found no time', () => {
  it('is read out of the seal, in the reader’s language, until it is answered', async () => {
    await family(FILE)
    await requested('other')
    const facts = await read()
    expect(theirs(facts, 'other')?.request).toEqual({ id: 'wish', madeAt: 5 })
    expect(theirs(facts, 'initiating')?.request).toBeNull()
    expect(JSON.stringify(facts.wishes)).toContain('Not on Tuesdays')
    const french = await (await camille.get(`/desk/api/files/${FILE}?language=fr`)).text()
    expect(french).toContain('Le matin')
    const answered = (await (await post(camille, 'times-answered', { request: 'wish' })).json()) as Facts
    expect(theirs(answered, 'other')?.request).toBeNull()
    expect((await changesNothing(() => post(camille, 'times-answered', { request: 'wish' }))).status).toBe(
      409,
    )
    expect((await read()).wishes).toEqual([])
  })
})

describe('no e-mail to a parent any more', () => {
  beforeEach(() => family(FILE))

  it('takes the address and nothing else, of that parent alone; mail that waits does not leave', async () => {
    const mail = { from: 'a@example.org', to: 'ottilie@example.com', subject: 's', text: 't', html: 'h' }
    const row = await queuedMail(
      keys,
      { fileId: FILE, kind: 'session', parentId: `initiating ${FILE}` },
      mail,
      NOW,
    )
    await rows(
      `insert into outbox (id, file_id, parent_id, kind, mail, outcome, attempts, next_attempt_at, created_at)
        values (?, ?, ?, 'session', ?, 'queued', 0, ${NOW}, ${NOW})`,
      row.id,
      row.fileId,
      row.parentId,
      row.mail,
    )
    expect((await read()).reach).toEqual([
      { side: 'initiating', mayMail: true, timeZone: 'America/Regina' },
      { side: 'other', mayMail: true, timeZone: 'America/St_Johns' },
    ])
    const answer = (await (await post(camille, 'no-mail', { side: 'initiating' })).json()) as Facts
    expect(answer.reach.map(({ mayMail }) => mayMail)).toEqual([false, true])
    const contacts = await rows<{ id: string; contact: string }>(
      'select id, contact from parents order by id',
    )
    const [ottilie, barnabe] = await Promise.all(
      contacts.map(({ id, contact }) => contactRules(env, id, contact)),
    )
    const { email: _, ...rest } = people.initiating.rules
    expect(ottilie).toEqual(rest)
    expect(barnabe).toEqual(people.other.rules)
    await drainOutbox(env, () => NOW)
    expect(deliveries).toEqual([])
    expect(await rows('select outcome, last_error from outbox')).toEqual([
      { outcome: 'failed', last_error: 'not_safe' },
    ])
    expect((await changesNothing(() => post(camille, 'no-mail', { side: 'initiating' }))).status).toBe(409)
    expect(await auditOf()).toContainEqual(['camille-verdier', 'mail_stopped', { side: 'initiating' }])
  })

  it('leaves alone contact rules that changed since they were read', async () => {
    const DB = watchedD1(async (statements, go) => {
      if (statements.some((sql) => sql.startsWith('update "parents"')))
        await rows("update parents set contact = 'newer' where side = 'initiating'")
      return go()
    })
    const visitor = await team.visit('camille@lantern-street.example.com', { DB })
    expect((await post(visitor, 'no-mail', { side: 'initiating' })).status).toBe(409)
    expect(await rows("select contact from parents where side = 'initiating'")).toEqual([
      { contact: 'newer' },
    ])
    expect(await auditOf()).toEqual([])
  })
})

describe('the sessions on a file’s page', () => {
  it('say where each stands and what may be done with it, to whom', async () => {
    await family(FILE, { file: { legalCoordinator: 'jules-hartwell' } })
    await sessionIn(FILE, 'to come', NEXT_WEEK, { kind: 'joint' })
    await sessionIn(FILE, 'begun', NOW - 60_000 * 15)
    await sessionIn(FILE, 'missed', NOW - 48 * HOUR, { outcome: 'missed' })
    await sessionIn(FILE, 'cancelled', TOMORROW + HOUR, { cancelledAt: 5, cancelledBy: 'parent' })
    await sessionIn(FILE, 'in another calendar', TOMORROW, { coordinator: 'robin-ashdown' })
    await sessionIn(FILE, 'kept', TOMORROW + 5 * HOUR, { keptUntil: NOW + 60_000 })
    const { DB, calls } = countingD1()
    const visitor = await team.visit('camille@lantern-street.example.com', { DB })
    const shown = theirs(await read(visitor), 'initiating')?.sessions ?? []
    expect(calls.filter((statements) => statements.some((sql) => /appointments/.test(sql)))).toHaveLength(1)
    const change = { note: false, change: true }
    const note = { note: true, change: false }
    expect(shown.map(({ id, state, may, mayTakeOver }) => [id, state, may, mayTakeOver])).toEqual([
      ['to come', 'to-come', change, false],
      ['cancelled', 'cancelled', { note: false, change: false }, false],
      ['in another calendar', 'to-come', change, true],
      ['begun', 'to-note', note, false],
      ['missed', 'missed', note, false],
    ])
    expect(theirs(await read(), 'other')?.sessions.map(({ id }) => id)).toEqual(['to come'])
    const assistant = theirs(await read(jules), 'initiating')?.sessions ?? []
    expect(assistant.flatMap(({ may }) => Object.values(may))).not.toContain(true)
    const administrator = theirs(await read(robin), 'initiating')?.sessions ?? []
    expect(administrator.map(({ may }) => may.change)).toEqual([true, false, true, false, false])
  })

  it('say by which clock, and how whoever leads meets families', async () => {
    await family(FILE, { file: { leadCoordinator: 'jules-hartwell' } })
    expect((await read(robin)).booking).toEqual({
      timeZone: 'America/Vancouver',
      ways: [
        { way: 'video', minutes: { individual: 60, joint: 90 } },
        { way: 'phone', minutes: { individual: 60, joint: 90 } },
      ],
    })
    await rows('update files set lead_coordinator = null')
    expect((await read(robin)).booking).toEqual({ timeZone: 'America/Toronto', ways: [] })
  })
})
