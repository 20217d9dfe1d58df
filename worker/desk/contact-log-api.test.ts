import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../content/time/units.ts'
import { type AccessTeam, createAccessTeam } from '../../tests/support/access-team.ts'
import { insertGrantedAuthorisation } from '../../tests/support/authorisation-and-invitation.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const FILE = 'K7Q4-9MX2'
const SPOKEN = 'Kanari: their phone is read by someone else'

let team: AccessTeam
let lead: Visitor

beforeEach(async () => {
  team = await createAccessTeam()
  lead = await team.createVisitor('camille@lantern-street.example.com')
  await insertFamilyOfTwoParents(FILE, { file: { acceptedAt: 1, stage: 'new' } })
})

const contact = (body: object = {}) => ({
  ...{ id: crypto.randomUUID(), side: 'initiating', channel: 'phone', happenedAt: TEST_NOW, amends: null },
  ...{ ended: { direction: 'outgoing', outcome: 'no-answer' }, note: null, reminder: null },
  ...body,
})
const log = (body: object = {}, who = lead) =>
  postJson(who, `/desk/api/files/${FILE}/contacts`, contact(body))
const theyCalled = { side: 'other', ended: { direction: 'incoming', outcome: 'reached' } }
const theyAsked = { side: 'other', ended: { direction: 'incoming', outcome: 'asked-no-contact' } }

interface LogEntry {
  readonly id: string
  readonly type: string
  readonly isAmended: boolean
  readonly note: { readonly id: string; readonly folder: string } | null
}

const loadLog = async (who = lead, query = '') =>
  (await (await who.get(`/desk/api/files/${FILE}/contact-log${query}`)).json()) as {
    entries: LogEntry[]
    older: string | null
  }

const getStage = async () => (await queryRows<{ stage: string }>('select stage from files'))[0]?.stage
const loadFacts = async () => {
  const { files } = (await (await lead.get('/desk/api/today')).json()) as {
    files: { facts: { parents: object[] } }[]
  }
  return files[0]?.facts.parents[0]
}

/** The other parent is only named by the one who came. */
const otherParentIsAway = async () => {
  await queryRows("delete from submissions where parent_id like 'other %'")
  await queryRows("update parents set status = null where side = 'other'")
}

describe('a contact with a parent who came', () => {
  it('is logged with a sealed note and a reminder, and the first one moves the file on', async () => {
    const note = { folder: 'screening', text: SPOKEN }
    const reminder = { dueOn: '2026-12-01', text: 'Call again' }
    const body = contact({ note, reminder })
    expect((await log(body)).status).toBe(204)
    expect((await log(body)).status).toBe(409)
    expect(await getStage()).toBe('open')
    const { entries } = await loadLog()
    expect(entries).toEqual([
      {
        ...{ id: body.id, type: 'contact', at: TEST_NOW, side: 'initiating', channel: 'phone' },
        ...{ direction: 'outgoing', outcome: 'no-answer', happenedAt: TEST_NOW, recordedAt: TEST_NOW },
        recordedBy: { id: 'camille-verdier', name: 'Camille Verdier' },
        ...{ amendsId: null, isAmended: false, note: { id: expect.any(String), folder: 'screening' } },
      },
    ])
    expect(await queryRows('select due_on, coordinator_id from reminders')).toEqual([
      { due_on: '2026-12-01', coordinator_id: 'camille-verdier' },
    ])
    const stored = JSON.stringify([entries, await queryRows('select * from notes')])
    expect(stored).not.toContain('Kanari')
    const events = await queryRows<{ action: string; detail: string }>('select * from audit_events')
    expect(events.map(({ action, detail }) => [action, JSON.parse(detail)])).toEqual([
      [
        'contact_logged',
        {
          ...{ side: 'initiating', direction: 'outgoing', contactChannel: 'phone' },
          ...{ contactOutcome: 'no-answer', noteFolder: 'screening' },
          noteDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    ])
  })

  it('is told to Today as it was amended', async () => {
    const first = contact({ ended: { direction: 'outgoing', outcome: 'reached' } })
    await log(first)
    expect(await loadFacts()).toMatchObject({
      ...{ reachedAt: TEST_NOW, lastContact: { happenedAt: TEST_NOW, outcome: 'reached' } },
    })
    const amended = contact({ amends: first.id, happenedAt: TEST_NOW - DAY_MS })
    expect((await log(amended)).status).toBe(204)
    expect((await log({ amends: first.id })).status).toBe(409)
    expect(await loadFacts()).toMatchObject({
      ...{ reachedAt: null, lastContact: { happenedAt: TEST_NOW - DAY_MS, outcome: 'no-answer' } },
    })
    const { entries } = await loadLog()
    expect(entries.map(({ id, isAmended }) => [id, isAmended])).toEqual([
      [first.id, true],
      [amended.id, false],
    ])
  })

  it('adds a reminder only for whoever leads or assists, since Today shows it to nobody else', async () => {
    await queryRows("update files set legal_coordinator_id = 'jules-hartwell'")
    const reminder = { dueOn: '2026-12-01', text: 'Call again' }
    const visit = (name: string) => team.createVisitor(`${name}@lantern-street.example.com`)
    await expectNoChange(409, async () => log({ reminder }, await visit('robin')))
    expect((await log({ reminder }, await visit('jules'))).status).toBe(204)
    expect(await queryRows('select coordinator_id from reminders')).toEqual([
      { coordinator_id: 'jules-hartwell' },
    ])
  })

  it('may also be logged by who assists and by an administrator, and once the file is closed', async () => {
    await queryRows("update files set legal_coordinator_id = 'jules-hartwell', stage = 'closed'")
    for (const name of ['jules', 'robin'])
      expect((await log({}, await team.createVisitor(`${name}@lantern-street.example.com`))).status).toBe(204)
    expect(await getStage()).toBe('closed')
    const reminder = { dueOn: '2026-12-01', text: 'Call again' }
    expect((await log({ reminder })).status).toBe(409)
    await queryRows("update files set stage = 'not-genuine'")
    expect((await log()).status).toBe(403)
  })

  it('takes no outcome that its direction cannot have, nor a time to come', async () => {
    const refused = [
      { ended: { direction: 'incoming', outcome: 'no-answer' } },
      { ended: { direction: 'outgoing', outcome: 'message-received' } },
      { happenedAt: TEST_NOW + 3_600_000 },
      { note: { folder: 'screening', text: ' ' } },
      { channel: 'pigeon' },
    ]
    for (const body of refused) expect((await log(body)).status).toBe(422)
    expect(await queryRows('select 1 from contact_entries')).toEqual([])
  })
})

it('looking at a file does not log a contact, nor a conflict of another file amend one', async () => {
  await insertFamilyOfTwoParents('F1RS-TTTT', { file: { acceptedAt: 1 } })
  const first = contact()
  await log(first)
  const elsewhere = await postJson(lead, '/desk/api/files/F1RS-TTTT/contacts', contact({ amends: first.id }))
  expect(elsewhere.status).toBe(409)
})

describe('a contact with a parent who has not come', () => {
  beforeEach(otherParentIsAway)

  it('is logged when they got in touch, opens nothing, and does not move the file on', async () => {
    expect((await log(theyCalled)).status).toBe(204)
    expect(await getStage()).toBe('new')
  })

  it('is no contact that we began, with or without an authorisation: a call attempt asks the gate', async () => {
    expect((await log({ side: 'other' })).status).toBe(409)
    await insertGrantedAuthorisation(FILE, { id: 'authorisation' })
    expect((await log({ side: 'other' })).status).toBe(409)
    expect(await queryRows('select 1 from contact_entries')).toEqual([])
  })

  it('shuts the gate when they ask us not to contact them, until calls are reopened over it', async () => {
    await insertGrantedAuthorisation(FILE, { id: 'authorisation' })
    await queryRows('update match_tokens set kind = kind')
    const gate = async () => {
      const { calls } = (await (await lead.get(`/desk/api/files/${FILE}/calls`)).json()) as {
        calls: { gate: string; areCallsOver: boolean; callsRecordedUntil: number }[]
      }
      return calls[0]
    }
    expect(await gate()).toMatchObject({ gate: 'open', areCallsOver: false })
    await log(theyAsked)
    expect(await gate()).toMatchObject({ gate: 'ended', areCallsOver: true, callsRecordedUntil: TEST_NOW })
    const attempt = {
      ...{ id: crypto.randomUUID(), authorisation: 'authorisation', attemptedAt: TEST_NOW, channel: 'phone' },
      ...{ outcome: 'no-answer', nextStep: 'call-again' },
    }
    const call = () => postJson(lead, `/desk/api/files/${FILE}/call-attempts`, attempt)
    expect((await call()).status).toBe(409)
    const reopen = (coversUntil: number) =>
      postJson(lead, `/desk/api/files/${FILE}/call-reopening`, {
        ...{ side: 'initiating', reason: 'they-asked', coversUntil },
      })
    expect((await reopen(0)).status).toBe(409)
    expect((await reopen(TEST_NOW)).status).toBe(204)
    expect(await gate()).toMatchObject({ gate: 'open' })
    expect((await call()).status).toBe(204)
  })
})

describe('the log', () => {
  it('is shown in one call, a page at a time, without a gap between pages of one instant', async () => {
    const db = openTestDatabase()
    expect(db).toBeDefined()
    for (const _ of Array(60).keys()) expect((await log()).status).toBe(204)
    const { DB, calls } = createCountingD1()
    const counted = await team.createVisitor('camille@lantern-street.example.com', { DB })
    const first = await loadLog(counted)
    expect(calls).toHaveLength(1)
    const second = await loadLog(lead, `?before=${first.older}`)
    expect([first.entries.length, second.entries.length, second.older]).toEqual([50, 10, null])
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(60)
  })
})
