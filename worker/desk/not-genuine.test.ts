import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { files, matchTokens } from '../../db/schema.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { buildFileRow } from '../../tests/support/file-rows.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase } from '../../tests/support/test-portal.ts'

setUpPortal()
const team = await createAccessTeam()
const db = openTestDatabase()
const coordinatorOf = (administrator: boolean) =>
  practice.coordinators.find((one) => one.administrator === administrator) ?? expect.unreachable()
const [lead, administrator] = [coordinatorOf(false), coordinatorOf(true)]

const postAs = async (email: string, path: string, body: unknown = {}) =>
  (await team.createVisitor(email)).request(`/desk/api${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

const stages = () => queryRows('select id, stage, accepted_at from files order by id')

it('closes many files at once as not genuine, on record, and only those that one may close', async () => {
  for (const id of ['AAAA-AAAA', 'BBBB-BBBB', 'CCCC-CCCC']) {
    const leadCoordinatorId = id === 'CCCC-CCCC' ? administrator.id : lead.id
    await db.insert(files).values(buildFileRow(id, { leadCoordinatorId }))
    await db.insert(matchTokens).values({ token: 'shared', kind: 'email', fileId: id, side: 'initiating' })
  }
  const references = ['AAAA-AAAA', 'BBBB-BBBB', 'CCCC-CCCC', 'ZZZZ-ZZZZ']
  const answer = await postAs(lead.email, '/not-genuine-closures', { references })
  expect(await answer.json()).toEqual({ closed: ['AAAA-AAAA', 'BBBB-BBBB'] })
  expect(await stages()).toEqual([
    { id: 'AAAA-AAAA', stage: 'not-genuine', accepted_at: null },
    { id: 'BBBB-BBBB', stage: 'not-genuine', accepted_at: null },
    { id: 'CCCC-CCCC', stage: 'open', accepted_at: 1 },
  ])
  expect(await queryRows('select actor, action from audit_events')).toEqual([
    { actor: lead.id, action: 'dismissed' },
    { actor: lead.id, action: 'dismissed' },
  ])
})

it('lets only an administrator open one again, on record, as a file that nobody has read', async () => {
  await db.insert(files).values(buildFileRow('AAAA-AAAA', { leadCoordinatorId: lead.id }))
  await postAs(lead.email, '/not-genuine-closures', { references: ['AAAA-AAAA'] })
  expect((await postAs(lead.email, '/files/AAAA-AAAA/restoration')).status).toBe(403)
  expect((await postAs(administrator.email, '/files/AAAA-AAAA/restoration')).status).toBe(204)
  expect(await stages()).toEqual([{ id: 'AAAA-AAAA', stage: 'new', accepted_at: null }])
  expect((await postAs(administrator.email, '/files/AAAA-AAAA/restoration')).status).toBe(409)
})
