import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { createAccessTeam, createDeskTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents, insertSharedMatchTokens } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { insertTableFile, TABLE_FILE } from '../../tests/support/desk-route-table.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor, type Visitor } from '../../tests/support/test-portal.ts'

const FORMER = 'noor-haddad'

setUpPortal()
beforeEach(async () => {
  practice.formerCoordinators.push({ id: FORMER, name: 'Noor Haddad', leftOn: '2025-12-31' })
  await insertTableFile()
  await queryRows('update files set lead_coordinator_id = ? where reference = ?', FORMER, TABLE_FILE)
})
afterEach(() => {
  practice.formerCoordinators.length = 0
})

interface Day {
  readonly files: readonly { readonly reference: string }[]
}

const listToday = async (visitor: Visitor) =>
  ((await getJson(visitor, 'today')) as Day).files.map(({ reference }) => reference)

const getJson = async (visitor: Visitor, path: string) => (await visitor.get(`/desk/api/${path}`)).json()

describe('a coordinator who has left', () => {
  it('is named by name at the desk, and said to have left', async () => {
    const { robin } = await createDeskTeam()
    expect(await getJson(robin, `files/${TABLE_FILE}/header`)).toMatchObject({
      lead: { id: FORMER, name: 'Noor Haddad', hasLeft: true },
    })
    expect(await getJson(robin, `files/${TABLE_FILE}/record`)).toMatchObject({
      coordinators: expect.arrayContaining([{ id: FORMER, name: 'Noor Haddad' }]),
    })
  })

  it('signs in no more, whatever Access says, and is offered for no file', async () => {
    const former = await (await createAccessTeam()).createVisitor('noor@lantern-street.example.com')
    expect((await former.get('/desk/api/today')).status).toBe(403)
    const { robin } = await createDeskTeam()
    const { candidates } = (await getJson(robin, `files/${TABLE_FILE}/lead-candidates`)) as {
      candidates: { id: string }[]
    }
    expect(candidates.map(({ id }) => id)).toEqual(practice.coordinators.map(({ id }) => id))
  })

  it('leaves files behind that an administrator gives to somebody, and nobody else is shown', async () => {
    const { robin, camille, jules } = await createDeskTeam()
    for (const other of [camille, jules]) expect(await listToday(other)).not.toContain(TABLE_FILE)
    const { files } = (await getJson(robin, 'today')) as Day
    expect(files).toMatchObject([
      {
        ...{ reference: TABLE_FILE, role: 'assigner', lead: { name: 'Noor Haddad', hasLeft: true } },
        people: { initiating: 'Ottilie Marchbanks' },
        facts: { isLeftBehind: true },
      },
    ])
    const given = await postJson(robin, `/desk/api/files/${TABLE_FILE}/assignment`, {
      ...{ coordinator: 'jules-hartwell', overrides: ['language', 'not-licensed'], reason: 'urgent' },
    })
    expect(given.status).toBe(204)
    expect(await listToday(robin)).not.toContain(TABLE_FILE)
    expect(await listToday(jules)).toContain(TABLE_FILE)
  })

  it('leaves to an assistant what they had to do, and says nothing of giving the file away', async () => {
    await queryRows(
      "update files set legal_coordinator_id = 'jules-hartwell' where reference = ?",
      TABLE_FILE,
    )
    const { jules } = await createDeskTeam()
    const { files } = (await getJson(jules, 'today')) as Day
    expect(files).toMatchObject([{ reference: TABLE_FILE, role: 'assistant' }])
    expect(JSON.stringify(files)).not.toContain('isLeftBehind')
  })

  it('leaves a file to give away to an administrator in conflict too, without a name', async () => {
    const ofRobin = { leadCoordinatorId: 'robin-ashdown', acceptedAt: 1 }
    await insertFamilyOfTwoParents('0THE-RFAM', { file: ofRobin })
    await insertSharedMatchTokens(TABLE_FILE, '0THE-RFAM')
    const { robin } = await createDeskTeam()
    const { files } = (await getJson(robin, 'today')) as Day
    const row = files.find(({ reference }) => reference === TABLE_FILE)
    expect(row).toMatchObject({ role: 'assigner', people: null, facts: { isLeftBehind: true, parents: [] } })
  })

  it('has no calendar address any more', async () => {
    const { jules } = await createDeskTeam()
    const created = await jules.request('/desk/api/calendar-feed', { method: 'POST' })
    const { address } = (await created.json()) as { address: string }
    const { pathname } = new URL(address)
    expect((await createVisitor().get(pathname)).status).toBe(200)
    const working = [...practice.coordinators]
    practice.coordinators.splice(0, working.length, ...working.filter(({ id }) => id !== 'jules-hartwell'))
    expect((await createVisitor().get(pathname)).status).toBe(404)
    practice.coordinators.splice(0, working.length, ...working)
  })
})
