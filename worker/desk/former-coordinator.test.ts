import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { createAccessTeam, createDeskTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
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
