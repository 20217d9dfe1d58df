import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import {
  createParentWithDraft,
  declarationFields,
  readTypedFields,
  requestResumeCode,
  saveIntakeSection,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { createTestKey, testRing, withKeys } from '../../tests/support/key-rings.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, withOtherBindings } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { hashInvitationCode, hashInvitationCodeWithEachKey } from './code.ts'

const { fields } = intakeExamples.byOneParent

/** The ring of the tests with a newer key before each key of drafts and of match tokens. */
const newKeys = {
  draft: [createTestKey('draft-2'), ...testRing.draft],
  index: [createTestKey('index-2'), ...testRing.index],
}
const changed = withKeys(newKeys)
/** The newer keys alone: the older ones were lost, or taken out too early. */
const lost = withKeys({ draft: newKeys.draft.slice(0, 1) })

setUpPortal()

it('opens a draft that was begun before, saves under the new key, and sends it', async () => {
  const parent = withOtherBindings(await createParentWithDraft(), changed)
  expect((await readTypedFields(parent, '/intake/you/')).legalName).toEqual(fields.legalName)
  await saveIntakeSection(parent, 'you', fields)
  const kids = (
    await queryRows<{ sealed: string }>('select sealed_fields as sealed from draft_sections')
  ).map(({ sealed }) => JSON.parse(atob(sealed.split('.')[0] ?? '')).kid as string)
  expect(new Set(kids)).toEqual(new Set(['draft-test', 'draft-2']))
  expectRedirect(await parent.post('/intake/send/', declarationFields), '/intake/sent/')
})

it('resumes a draft with the code from before', async () => {
  const code = await requestResumeCode(await createParentWithDraft())
  const second = createVisitor(changed)
  expectRedirect(await second.post('/intake/resume/', { code: [code], device: ['own'] }), '/intake/tasks/')
  expect((await readTypedFields(second, '/intake/you/')).legalName).toEqual(fields.legalName)
  const third = createVisitor(changed)
  expectRedirect(await third.post('/intake/resume/', { code: [code], device: ['own'] }), '/intake/tasks/')
})

it('shows the code that the intake was sent with, which opens “Your file” before and after', async () => {
  const sent = await sendIntake()
  const { code = '' } = (await parsePage(await sent.get('/intake/sent/'))).slots
  expect(code).toMatch(/^A(-[0-9A-Z]{4}){4}$/)
  const after = withOtherBindings(sent, changed)
  expect((await parsePage(await after.get('/intake/sent/'))).slots.code).toBe(code)
  const readReference = async (visitor: Visitor) =>
    (await parsePage(await visitor.get('/file/'))).slots.reference
  // A session that began under the older key goes on under the newer one.
  const early = createVisitor()
  expectRedirect(await early.post('/file/', { code: [code] }), '/file/')
  expect(await readReference(withOtherBindings(early, changed))).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const parent = createVisitor(changed)
  expectRedirect(await parent.post('/file/', { code: [code] }), '/file/')
  expect(await readReference(parent)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expectRedirect(await createVisitor(changed).post('/file/', { code: [code] }), '/file/')
})

it('opens nothing under a ring without the key, and deletes nothing', async () => {
  const draft = await createParentWithDraft()
  const rows = await queryRows('select * from draft_sections')
  const parent = withOtherBindings(draft, lost)
  expect((await parent.get('/intake/you/')).status).not.toBe(200)
  expect(await queryRows('select * from draft_sections')).toEqual(rows)
  expect((await readTypedFields(draft, '/intake/you/')).legalName).toEqual(fields.legalName)
})

it('finds the calendar address from before', async () => {
  const { camille } = await createDeskTeam()
  const { address } = (await (
    await camille.request('/desk/api/calendar-feed', { method: 'POST' })
  ).json()) as { address: string }
  for (const [overrides, status] of [
    [{}, 200],
    [changed, 200],
    [lost, 404],
  ] as const) {
    const feed = await createVisitor(overrides).request(new URL(address).pathname, {
      omitBrowserHeaders: true,
    })
    expect(feed.status).toBe(status)
  }
})

it('hashes the code of an invitation under each key, the newest first', async () => {
  const { draft } = parseEnvironment({ ...bindings, ...changed }).keys
  const hashes = await hashInvitationCodeWithEachKey(draft, 'K7Q49-MX2PT')
  expect(hashes).toEqual([
    await hashInvitationCode([draft[0]], 'K7Q49-MX2PT'),
    await hashInvitationCode(parseEnvironment(bindings).keys.draft, 'K7Q49-MX2PT'),
  ])
  expect(hashes.map(({ codeHash }) => codeHash.split('.')[0])).toEqual(['draft-2', 'draft-test'])
})

it('relates a file sent after to one sent before', async () => {
  await sendIntake()
  await sendIntake(fields, 'en', changed)
  const shared = await queryRows<{ files: number }>(
    'select count(distinct file_id) as files from match_tokens group by token having files > 1',
  )
  const kids = await queryRows<{ kid: string }>(
    "select distinct substr(token, 1, instr(token, '.') - 1) as kid from match_tokens order by kid",
  )
  expect(kids.map(({ kid }) => kid)).toEqual(['index-2', 'index-test'])
  expect(shared.length).toBeGreaterThan(0)
})
