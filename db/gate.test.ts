import * as fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrderFinding, OutreachOutcome } from '../content/authorisation/call-attempts.ts'
import { changesNothing, rows } from '../tests/support/database-rows.ts'
import { bindings, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { stateOf } from '../worker/authorisation/state.ts'
import { type AuditEvent, brokenAt, readAudit } from './audit.ts'
import { giveWord, refuse, refuseUnasked, withdraw } from './authorisations.ts'
import {
  askAuthorisation,
  invite,
  openOtherContact,
  recordOrderRead,
  recordOutreach,
} from './call-attempts.ts'
import { database } from './database.ts'
import { closeFile } from './files.ts'
import { files, freezes, parents, submissions } from './schema.ts'

const db = database(bindings.DB)
const DAY = 86_400_000
const MOST = 4
const FILE = 'file'
const LEAD = 'robin-ashdown'
const GIVER = 'initiating'

let now = 0

beforeAll(prepareDatabase)
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 15)
  await emptyDatabase()
  await openedFile()
})

/** A file with an intake by one parent that names the other’s phone number. */
async function openedFile() {
  const parent = (side: 'initiating' | 'other') => ({ id: side, fileId: FILE, side, language: 'en' }) as const
  const intake = { form: 'intake', version: 2, answers: 'sealed', fileId: FILE, sentAt: now } as const
  await db.batch([
    db.insert(files).values({
      id: FILE,
      reference: FILE,
      route: 'one-parent',
      stage: 'open',
      leadCoordinator: LEAD,
      openedAt: now,
    }),
    db.insert(parents).values([parent('initiating'), parent('other')]),
    db.insert(submissions).values({
      ...intake,
      id: 'intake',
      parentId: GIVER,
      otherContact: 'sealed phone',
      idempotencyKey: 'intake',
    }),
  ])
}

const event = (actor: string, action: AuditEvent['action']): AuditEvent => ({
  fileId: FILE,
  actor,
  action,
  detail: {},
  happenedAt: now,
})

/** What a parent and a coordinator do, each under an id if it makes a row. */
const give = async (id: string, replaces: string | null, { days = 60, order = false } = {}) =>
  giveWord(db, event('parent', 'authorisation_granted'), {
    row: {
      id,
      parentId: GIVER,
      madeAt: now,
      grantedAt: now,
      expiresAt: now + days * DAY,
      wordingVersion: 1,
      wordingHash: 'hash',
      receiptHash: `receipt ${id}`,
      evidence: 'sealed',
      idempotencyKey: `key ${id}`,
    },
    replaces: await shown(replaces),
    freeze: order
      ? { id: `freeze ${id}`, parentId: GIVER, saidIn: 'contact-authorisation', saidAt: now }
      : undefined,
    mail: [],
  })
/** What a page shows of a word when it is opened. */
async function shown(id: string | null) {
  const [row] = await rows<{ ended: number }>(
    'select withdrawn_at is not null or declined_at is not null as ended from authorisations where id = ?',
    id,
  )
  return id === null ? undefined : { id, ended: row?.ended === 1 }
}
const takeBack = () => withdraw(db, event('parent', 'authorisation_withdrawn'), GIVER, [])
const sayNo = () => refuse(db, event('parent', 'authorisation_declined'), GIVER, [])
const sayNoUnasked = (id: string) =>
  refuseUnasked(
    db,
    event('parent', 'authorisation_declined'),
    { id, parentId: GIVER, madeAt: now, declinedAt: now },
    [],
  )
const askFor = (id: string) =>
  askAuthorisation(db, event(LEAD, 'authorisation_asked'), { id, parentId: GIVER }, undefined)
const readOrder = (finding: OrderFinding) => recordOrderRead(db, event(LEAD, 'order_read'), finding, now)
const open = async (authorisationId: string, coordinator = LEAD) =>
  (await openOtherContact(
    db,
    event(coordinator, 'contact_opened'),
    { authorisationId, coordinator, at: now },
    MOST,
  )) !== undefined
const attempt = (authorisationId: string, outcome: OutreachOutcome, attemptedAt = now) =>
  recordOutreach(
    db,
    event(LEAD, 'attempt_recorded'),
    { id: crypto.randomUUID(), authorisationId, attemptedAt, channel: 'phone', outcome, nextStep: 'none' },
    MOST,
  )
const makeInvitation = (authorisationId: string) =>
  invite(
    db,
    event(LEAD, 'invited'),
    {
      id: crypto.randomUUID(),
      codeId: crypto.randomUUID(),
      approach: { authorisationId, coordinator: LEAD, at: now },
      expiresAt: now + 14 * DAY,
    },
    undefined,
  )

const later = (ms: number) => {
  now += ms
}

/** The word each state is about; in all of them that can be, the other parent was reached and is interested. */
const states = {
  none: async () => undefined,
  requested: async () => {
    await askFor('word')
  },
  'in-force': () => reached(),
  frozen: async () => {
    await reached()
    await db.insert(freezes).values({ id: 'freeze', parentId: GIVER, saidIn: 'intake', saidAt: now })
  },
  expired: async () => {
    await reached()
    later(60 * DAY)
  },
  withdrawn: async () => {
    await reached()
    await takeBack()
  },
  declined: async () => {
    await askFor('word')
    await sayNo()
  },
  superseded: async () => {
    await reached()
    await give('newer', 'word')
  },
  ended: async () => {
    await reached()
    await attempt('word', 'declined')
  },
} as const

async function reached() {
  await give('word', null)
  later(60_000)
  await attempt('word', 'interested')
  later(60_000)
}

const actions = {
  'open details': () => open('word'),
  'record attempt': () => attempt('word', 'no-answer'),
  invite: () => makeInvitation('word'),
  withdraw: takeBack,
  renew: async () => {
    const [current] = await rows<{ id: string }>('select id from authorisations where superseded_at is null')
    return give('renewed', stateBefore === 'superseded' ? 'word' : (current?.id ?? null))
  },
} as const
let stateBefore: keyof typeof states

/** Whether each action is done. A word that was superseded is acted on by a page that does not know it yet. */
const table: Record<keyof typeof states, Record<keyof typeof actions, boolean>> = {
  none: { 'open details': false, 'record attempt': false, invite: false, withdraw: false, renew: true },
  requested: { 'open details': false, 'record attempt': false, invite: false, withdraw: false, renew: true },
  'in-force': { 'open details': true, 'record attempt': true, invite: true, withdraw: true, renew: true },
  frozen: { 'open details': false, 'record attempt': false, invite: false, withdraw: true, renew: true },
  expired: { 'open details': false, 'record attempt': false, invite: false, withdraw: false, renew: true },
  withdrawn: { 'open details': false, 'record attempt': false, invite: false, withdraw: false, renew: true },
  declined: { 'open details': false, 'record attempt': false, invite: false, withdraw: false, renew: true },
  // Withdrawing stops whatever is in force, also what another tab gave meanwhile; renewing replaces only what it saw.
  superseded: { 'open details': false, 'record attempt': false, invite: false, withdraw: true, renew: false },
  // The other parent said no: the first parent may go on saying what they like, and nothing opens.
  ended: { 'open details': false, 'record attempt': false, invite: false, withdraw: true, renew: true },
}

const recordedAs: Record<keyof typeof actions, AuditEvent['action']> = {
  'open details': 'contact_opened',
  'record attempt': 'attempt_recorded',
  invite: 'invited',
  withdraw: 'authorisation_withdrawn',
  renew: 'authorisation_granted',
}

/** Where the current word stands after an action that was done. */
const after: Partial<Record<keyof typeof states, Partial<Record<keyof typeof actions, string>>>> = {
  frozen: { withdraw: 'withdrawn', renew: 'frozen' },
}

describe.each(Object.keys(states) as (keyof typeof states)[])('a word that is %s', (state) => {
  it.each(Object.keys(actions) as (keyof typeof actions)[])('%s', async (action) => {
    stateBefore = state
    await states[state]()
    if (state !== 'ended' && state !== 'superseded') expect(await currentState()).toBe(state)
    later(1)
    if (!table[state][action]) {
      expect(await changesNothing(actions[action])).toBe(false)
      return
    }
    const before = await readAudit(db, FILE)
    expect(await actions[action]()).toBe(true)
    const chain = await readAudit(db, FILE)
    expect(chain.slice(before.length).map((row) => row.action)).toEqual([recordedAs[action]])
    expect(await brokenAt(chain)).toBeUndefined()
    const usual = { withdraw: 'withdrawn', renew: 'in-force' } as Partial<
      Record<keyof typeof actions, string>
    >
    const stands = after[state]?.[action] ?? usual[action]
    if (stands) expect(await currentState()).toBe(stands)
  })
})

async function currentState() {
  const [row] = await rows<Record<'a' | 'b' | 'c' | 'd' | 'e', number | null>>(
    `select granted_at as a, expires_at as b, withdrawn_at as c, declined_at as d, superseded_at as e
      from authorisations where superseded_at is null`,
  )
  const frozen = (await rows('select 1 from freezes where lifted_at is null')).length > 0
  return stateOf(
    row && { grantedAt: row.a, expiresAt: row.b, withdrawnAt: row.c, declinedAt: row.d, supersededAt: row.e },
    frozen,
    now,
  )
}

describe('the gate besides', () => {
  it('stays shut to whoever does not lead the file, and once the file is closed', async () => {
    await reached()
    expect(await changesNothing(() => open('word', 'camille-verdier'))).toBe(false)
    expect(await open('word')).toBe(true)
    await closeFile(db, event(LEAD, 'closed'))
    later(1)
    expect(await changesNothing(() => open('word'))).toBe(false)
    expect(await changesNothing(() => attempt('word', 'no-answer'))).toBe(false)
    expect(await changesNothing(() => makeInvitation('word'))).toBe(false)
  })

  it('allows no more attempts than the practice set, however many wrong numbers were dialled', async () => {
    await give('word', null)
    for (let count = 0; count < MOST; count++) {
      later(1)
      expect(await attempt('word', 'no-answer')).toBe(true)
    }
    later(1)
    expect(await changesNothing(() => attempt('word', 'no-answer'))).toBe(false)
    expect(await changesNothing(() => open('word'))).toBe(false)
    // A new word is no new chance.
    await give('renewed', 'word')
    later(1)
    expect(await changesNothing(() => open('renewed'))).toBe(false)
  })

  it('shuts on a wrong number until a new word is given, which may bring another', async () => {
    await give('word', null)
    later(1)
    expect(await attempt('word', 'wrong-number')).toBe(true)
    later(1)
    expect(await open('word')).toBe(false)
    await give('renewed', 'word')
    later(1)
    expect(await open('renewed')).toBe(true)
  })

  it.each(['declined', 'unsafe'] as const)(
    'shuts for good on %s, whatever is given afterwards',
    async (outcome) => {
      await give('word', null)
      later(1)
      expect(await attempt('word', outcome)).toBe(true)
      await give('renewed', 'word')
      later(1)
      expect(await changesNothing(() => open('renewed'))).toBe(false)
      expect(await changesNothing(() => attempt('renewed', 'no-answer'))).toBe(false)
      expect(await changesNothing(() => askFor('asked'))).toBe(false)
    },
  )

  it('opens again once an order was read that forbids nothing, and not for one that forbids', async () => {
    await give('word', null, { order: true })
    later(1)
    expect(await open('word')).toBe(false)
    expect(await readOrder('forbids')).toBe(true)
    later(1)
    expect(await open('word')).toBe(false)
    expect(await readOrder('nothing-forbids')).toBe(true)
    later(1)
    expect(await open('word')).toBe(true)
    // What a parent says later is about an order that nobody read.
    await give('renewed', 'word', { order: true })
    later(1)
    expect(await open('renewed')).toBe(false)
  })

  it('invites nobody who was not reached', async () => {
    await give('word', null)
    later(1)
    expect(await changesNothing(() => makeInvitation('word'))).toBe(false)
    await attempt('word', 'wants-time')
    later(1)
    expect(await changesNothing(() => makeInvitation('word'))).toBe(false)
  })

  it('keeps an attempt that was made while the word was in force and written down after it was taken back', async () => {
    await give('word', null)
    later(60_000)
    const called = now
    later(60_000)
    await takeBack()
    later(60_000)
    expect(await changesNothing(() => attempt('word', 'no-answer'))).toBe(false)
    expect(await attempt('word', 'declined', called)).toBe(true)
  })
})

/** What can happen to a file, as a model knows it; `ms` of the clock pass before each. */
type Step =
  | {
      readonly do: 'give'
      readonly days: 14 | 30 | 60
      readonly order: boolean
      readonly sees: 'current' | 'stale'
    }
  | { readonly do: 'withdraw' | 'refuse' | 'ask' | 'close' | 'pass on' | 'other writes' }
  | { readonly do: 'read order'; readonly finding: OrderFinding }
  | { readonly do: 'attempt'; readonly outcome: OutreachOutcome }

const stepOf: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      days: fc.constantFrom(14 as const, 30 as const, 60 as const),
      order: fc.boolean().map((yes) => yes),
      sees: fc.constantFrom('current' as const, 'current' as const, 'stale' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('withdraw' as const, 'refuse' as const, 'ask' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('read order' as const),
      finding: fc.constantFrom<OrderFinding>('nothing-forbids', 'nothing-forbids', 'forbids'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('attempt' as const),
      outcome: fc.constantFrom<OutreachOutcome>(
        'interested',
        'wants-time',
        'no-answer',
        'wrong-number',
        'declined',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('close' as const, 'pass on' as const, 'other writes' as const),
    }),
  },
)

interface Model {
  /** Every word that was asked for, given or refused. */
  readonly words: { id: string; until: number; given: boolean; over: boolean; wrongNumber: boolean }[]
  frozen: boolean
  attempts: number
  shut: boolean
}

const inForceIn = (model: Model) => model.words.find((word) => word.given && !word.over && word.until > now)
const opens = (model: Model, id: string) => {
  const word = inForceIn(model)
  const open = !model.shut && !model.frozen && model.attempts < MOST
  return open && word?.id === id && !word.wrongNumber && word.until > now + 60_000
}

it('opens the details under no sequence of deeds but while a word is in force and nothing is frozen', async () => {
  let opened = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 20 * DAY }), stepOf), { minLength: 1, maxLength: 9 }),
      async (steps) => {
        now = Date.UTC(2026, 10, 22, 15)
        await emptyDatabase()
        await openedFile()
        const model: Model = { words: [], frozen: false, attempts: 0, shut: false }
        for (const [ms, step] of steps) {
          later(ms)
          await take(step, model)
          later(1)
          for (const { id } of [...model.words, { id: 'never was' }]) {
            const may = opens(model, id)
            if (may) opened++
            expect(await open(id), `${id} after ${JSON.stringify(step)}`).toBe(may)
          }
        }
        expect(await brokenAt(await readAudit(db, FILE))).toBeUndefined()
      },
    ),
    { numRuns: 40 },
  )
  // Otherwise the property would hold for a gate that never opens.
  expect(opened).toBeGreaterThan(10)
})

/** Does it, and says what the model thinks of it now. */
async function take(step: Step, model: Model): Promise<void> {
  const current = model.words.at(-1)
  const id = `word ${model.words.length}`
  const isOver = () => {
    for (const word of model.words) word.over = true
  }
  switch (step.do) {
    case 'give': {
      const sees = step.sees === 'current' ? (current?.id ?? null) : (model.words.at(-2)?.id ?? null)
      const given = await give(id, sees, step)
      if (given) {
        isOver()
        model.words.push({ id, until: now + step.days * DAY, given: true, over: false, wrongNumber: false })
        model.frozen ||= step.order
      }
      return
    }
    case 'withdraw':
      if (await takeBack()) isOver()
      return
    case 'refuse':
      if (await sayNo()) isOver()
      else if (!current && (await sayNoUnasked(id)))
        model.words.push({ id, until: 0, given: false, over: true, wrongNumber: false })
      return
    case 'ask':
      if (await askFor(id)) {
        isOver()
        model.words.push({ id, until: 0, given: false, over: false, wrongNumber: false })
      }
      return
    case 'read order':
      if ((await readOrder(step.finding)) && step.finding === 'nothing-forbids') model.frozen = false
      return
    case 'attempt': {
      const word = inForceIn(model)
      if (!word || !(await attempt(word.id, step.outcome))) return
      if (step.outcome === 'wrong-number') word.wrongNumber = true
      else model.attempts++
      if (step.outcome === 'declined') model.shut = true
      return
    }
    case 'close':
      await closeFile(db, event(LEAD, 'closed'))
      model.shut = true
      return
    case 'pass on':
      await rows('update files set lead_coordinator = null')
      model.shut = true
      return
    case 'other writes':
      await rows(
        `insert into submissions (id, file_id, parent_id, form, version, answers, idempotency_key, sent_at)
          values (?, ?, 'other', 'intake', 2, 'sealed', ?, ?)`,
        crypto.randomUUID(),
        FILE,
        crypto.randomUUID(),
        now,
      )
      model.shut = true
  }
}
