import { beforeEach, describe, expect, it } from 'vitest'
import { auditActionDefinitions } from '../../content/record/audit-actions.ts'
import { mutateWithAudit } from '../../db/audit.ts'
import { files } from '../../db/schema.ts'
import { actionsWithoutChange } from '../../db/seen-events.ts'
import { type AccessTeam, createAccessTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { buildAuditEvent } from '../../tests/support/file-rows.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const FILE = 'F11E-F11E'
const LEAD = 'camille-verdier'

let team: AccessTeam
let lead: Visitor
let administrator: Visitor

beforeEach(async () => {
  team = await createAccessTeam()
  lead = await team.createVisitor('camille@lantern-street.example.com')
  administrator = await team.createVisitor('robin@lantern-street.example.com')
  await insertFamilyOfTwoParents(FILE, {
    file: { leadCoordinatorId: LEAD, conflictsReviewedAt: 1, acceptedAt: 1 },
  })
  await addEvent('parent', 'intake_sent')
})

/** Adds what somebody did to the file’s record. */
const addEvent = (actor: string, action: keyof typeof auditActionDefinitions) =>
  mutateWithAudit(openTestDatabase(), buildAuditEvent(FILE, actor, action, Date.now()), [])

const ask = (visitor: Visitor, path: string, body: object) =>
  postJson(visitor, `/desk/api/files/${FILE}/${path}`, body)

/** The newest event that a page shows which is opened now. */
async function openPage(visitor: Visitor): Promise<number> {
  const answer = await visitor.get(`/desk/api/files/${FILE}/header`)
  return ((await answer.json()) as { lastEvent: number }).lastEvent
}

const overriding = { overrides: ['language', 'not-licensed'], reason: 'urgent' }
const decisions: readonly (readonly [path: string, who: () => Visitor, body: object, status: number])[] = [
  ['legal-coordinator', () => lead, { lawyer: 'jules-hartwell', ...overriding }, 204],
  ['assignment', () => administrator, { coordinator: 'jules-hartwell', ...overriding }, 204],
  ['closure', () => lead, {}, 204],
  ['closure', () => administrator, {}, 204],
  ['access-code', () => lead, { side: 'initiating' }, 200],
]

describe.each(decisions)('a decision at the desk: %s', (path, who, body, status) => {
  it('is made on the page as it is now, and once: another tab of the same page changes nothing', async () => {
    const seen = await openPage(who())
    expect((await ask(who(), path, { ...body, seen })).status).toBe(status)
    const older = await ask(who(), path, { ...body, seen })
    expect([403, 409]).toContain(older.status)
  })

  it.each(['answers_added', 'urgency_raised', 'authorisation_withdrawn', 'assistance_decided'] as const)(
    'is not made over what the page did not show: %s',
    async (action) => {
      const seen = await openPage(who())
      await addEvent('parent', action)
      const refused = await expectNoChange(409, () => ask(who(), path, { ...body, seen }))
      expect(await refused.json()).toEqual({ code: 'stale' })
      expect((await ask(who(), path, { ...body, seen: await openPage(who()) })).status).toBe(status)
    },
  )

  it('is made although somebody read the file meanwhile', async () => {
    const seen = await openPage(who())
    await addEvent('jules-hartwell', 'answers_read')
    expect((await ask(who(), path, { ...body, seen })).status).toBe(status)
  })

  it('is not made by a page that does not say what it showed', async () => {
    expect([409, 422]).toContain(
      (await expectNoChangeOf(() => ask(who(), path, { ...body, seen: undefined }))).status,
    )
  })
})

async function expectNoChangeOf(press: () => Promise<Response>): Promise<Response> {
  const rows = () => queryRows('select * from files')
  const before = await rows()
  const answer = await press()
  expect(await rows()).toEqual(before)
  return answer
}

it('lets two tabs of one lead not turn back who assists', async () => {
  const [first, second] = [await openPage(lead), await openPage(lead)]
  await ask(lead, 'legal-coordinator', { lawyer: 'jules-hartwell', ...overriding, seen: first })
  await expectNoChange(409, () => ask(lead, 'legal-coordinator', { lawyer: null, seen: second }))
  expect(await openTestDatabase().select({ id: files.legalCoordinatorId }).from(files)).toContainEqual({
    id: 'jules-hartwell',
  })
})

it('lists every action that only reads', () => {
  const reading = Object.entries(auditActionDefinitions).flatMap(([action, { kind }]) =>
    kind === 'reading' ? [action] : [],
  )
  expect(actionsWithoutChange).toEqual(expect.arrayContaining(reading))
})
