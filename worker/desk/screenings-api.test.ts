import { expect, it } from 'vitest'
import { joiningCodes } from '../../db/schema.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, openTestDatabase } from '../../tests/support/test-portal.ts'

setUpPortal()

const FILE = 'K7Q4-9MX2'
const NOTE = 'Kanari: their phone is read by someone else'

async function signInAsLead(bindings = {}) {
  const team = await createAccessTeam()
  return team.createVisitor('camille@lantern-street.example.com', bindings)
}

const talk = { heldAt: TEST_NOW, mode: 'video' } as const
const found = { side: 'initiating', talk, finding: 'with-safeguards', note: NOTE, seen: null, amends: false }

it('notes a talk once the safety answers were opened, seals the note, and shows it with them alone', async () => {
  await insertFamilyOfTwoParents(FILE, { file: { acceptedAt: 1 } })
  await queryRows(
    'update submissions set sealed_safety = sealed_answers where parent_id = ?',
    `other ${FILE}`,
  )
  const lead = await signInAsLead()
  const panel = async () => (await lead.get(`/desk/api/files/${FILE}/screenings`)).json()
  expect(await panel()).toEqual({
    parents: [
      { side: 'initiating', reason: 'not-screened', refusalReason: null, cameByCode: false },
      { side: 'other', reason: 'not-screened', refusalReason: 'safety-answers-unread', cameByCode: false },
    ],
    screenings: [],
  })
  const note = (body: object) => postJson(lead, `/desk/api/files/${FILE}/screenings`, { ...found, ...body })
  expect((await note({ side: 'other' })).status).toBe(409)
  expect((await note({ talk: { waiver: 'before-screenings' } })).status).toBe(422)
  expect((await note({ talk: { ...talk, heldAt: TEST_NOW + 3_600_000 } })).status).toBe(422)
  expect((await note({})).status).toBe(204)
  expect((await note({})).status).toBe(409)
  const loadHeader = async () => (await lead.get(`/desk/api/files/${FILE}/header`)).json()
  expect(await loadHeader()).toMatchObject({ safeguarded: ['initiating'] })
  const shown = await panel()
  expect(shown).toMatchObject({
    parents: [{ side: 'initiating', reason: null }, { side: 'other' }],
    screenings: [
      { side: 'initiating', finding: 'with-safeguards', heldAt: TEST_NOW, mode: 'video', hasNote: true },
    ],
  })
  expect(JSON.stringify([shown, await queryRows('select * from screenings')])).not.toContain('Kanari')
  await queryRows('update submissions set sealed_safety = null')
  const opened = await postJson(lead, `/desk/api/files/${FILE}/readings/safety-answers`, {
    ...{ language: 'en', reason: 'screening' },
  })
  expect(await opened.json()).toMatchObject({ screeningNotes: [{ note: NOTE }] })
  expect(
    (
      await queryRows<{ detail: string }>("select detail from audit_events where action = 'screening_noted'")
    ).map(({ detail }) => JSON.parse(detail)),
  ).toEqual([{ side: 'initiating', screening: 'with-safeguards', mode: 'video' }])
  // Only the newest note counts.
  const [{ id: seen } = { id: '' }] = await queryRows<{ id: string }>('select id from screenings')
  expect((await note({ finding: 'go-ahead', seen, amends: true })).status).toBe(204)
  expect(await loadHeader()).toMatchObject({ safeguarded: [] })
})

it('tells which parent joined with a code that the other one had', async () => {
  await insertFamilyOfTwoParents(FILE, { file: { acceptedAt: 1 } })
  const lead = await signInAsLead()
  const listCameByCode = async () => {
    const { parents } = (await (await lead.get(`/desk/api/files/${FILE}/screenings`)).json()) as {
      parents: { side: string; cameByCode: boolean }[]
    }
    return parents.flatMap(({ side, cameByCode }) => (cameByCode ? [side] : []))
  }
  const code = { id: 'code', parentId: `initiating ${FILE}`, codeHash: 'code', locatorHash: 'locator' }
  await openTestDatabase()
    .insert(joiningCodes)
    .values({ ...code, showsChildren: false, showsDocument: false, createdAt: 1, expiresAt: 2 })
  expect(await listCameByCode()).toEqual([])
  await queryRows('update joining_codes set accepted_at = 1')
  expect(await listCameByCode()).toEqual(['other'])
})

it('shows the panel in one database call', async () => {
  await insertFamilyOfTwoParents(FILE, { file: { acceptedAt: 1 } })
  const { DB, calls } = createCountingD1()
  const lead = await signInAsLead({ DB })
  calls.length = 0
  expect((await lead.get(`/desk/api/files/${FILE}/screenings`)).status).toBe(200)
  expect(calls).toHaveLength(1)
})
