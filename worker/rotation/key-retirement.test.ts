import { beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import {
  createFamilyWithInvitation,
  createOtherParentWithDraft,
} from '../../tests/support/authorisation-and-invitation.ts'
import { countRows, type DatabaseRow, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import {
  createParentWithDraft,
  createParentWithFirstSection,
  declarationFields,
  otherParentFields,
  requestResumeCode,
  saveIntakeSection,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { createTestKey, testRing, withKeys } from '../../tests/support/key-rings.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, withOtherBindings } from '../../tests/support/requests.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createVisitor, runScheduledWork, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const { byConsent, byCourtOrder, byOneParent } = intakeExamples

const newKeys = { draft: createTestKey('draft-2'), index: createTestKey('index-2') }
const both = withKeys({
  draft: [newKeys.draft, ...testRing.draft],
  index: [newKeys.index, ...testRing.index],
})
const retired = withKeys({ draft: [newKeys.draft], index: [newKeys.index] })
const retiredDraft = withKeys({ draft: [newKeys.draft], index: [newKeys.index, ...testRing.index] })
const retiredIndex = withKeys({ draft: [newKeys.draft, ...testRing.draft], index: [newKeys.index] })

/** The keys were met before any test begins, and the older ones have been in use for a year. */
beforeEach(async () => {
  await runScheduledWork()
  await queryRows('update ring_keys set created_at = ?', TEST_NOW - 365 * DAY_MS)
})

/** Installs a ring and lets the older version of the worker end. */
async function installRing(ring: { KEY_RING: string }) {
  await runScheduledWork(ring)
  await queryRows('update ring_keys set created_at = ?', TEST_NOW - DAY_MS)
}

/** Runs the scheduled work of some minutes under a ring. */
async function runMinutes(minutes: number, ring: { KEY_RING: string }, from = TEST_NOW) {
  for (let minute = 1; minute <= minutes; minute++) {
    vi.setSystemTime(from + minute * 60_000)
    await runScheduledWork(ring)
  }
}

const readRowsLeft = async (kid: string) =>
  (
    await queryRows<{ left: number | null }>('select rows_left as "left" from ring_keys where kid = ?', kid)
  )[0]?.left

const healthUnder = async (ring: { KEY_RING: string }) => (await createVisitor(ring).get('/healthz')).status

/** The tokens of one key with the files and sides they stand for, without the key's id. */
const listTokens = (kid: string) =>
  queryRows(
    `select substr(token, length(?) + 2) as token, kind, file_id, side from match_tokens
      where token like ? || '.%' order by 1, 3, 4`,
    kid,
    kid,
  )

const listTokenFacts = (kid: string) =>
  queryRows(
    `select kind, file_id, side, count(*) as count from match_tokens where token like ? || '.%'
      group by kind, file_id, side order by 2, 1, 3`,
    kid,
  )

/** The related files of the newest file, as its lead sees them. */
const countFilesThatShareTokens = async () =>
  (
    await queryRows<{ files: number }>(
      'select count(distinct file_id) as files from match_tokens group by token order by files desc limit 1',
    )
  )[0]?.files

describe('match tokens under a newer key', () => {
  it('are derived anew from what was sealed, by both parents, and are what sending them now would give', async () => {
    const { code } = await createFamilyWithInvitation()
    const other = await createOtherParentWithDraft(code, otherParentFields)
    expectRedirect(await other.post('/joining/send/', declarationFields), '/joining/sent/')
    await sendIntake(byCourtOrder.fields, 'fr')
    await sendIntake(byConsent.fields)
    expect(await countRows('submissions')).toBe(4)
    const sentUnderOlder = await listTokenFacts('index-test')
    await installRing(both)
    await runMinutes(6, both)
    expect(await listTokenFacts('index-2')).toEqual(sentUnderOlder)
    expect(await readRowsLeft('index-test')).toBe(0)
    const derivedAnew = await listTokens('index-2')
    await queryRows("delete from match_tokens where token like 'index-2.%'")
    await queryRows('delete from key_rotations')
    await runMinutes(6, both, TEST_NOW + DAY_MS)
    expect(await listTokens('index-2')).toEqual(derivedAnew)
  })

  it('are those of an intake that is sent under the newer key', async () => {
    await sendIntake(byOneParent.fields)
    await installRing(both)
    await runMinutes(6, both)
    await sendIntake(byOneParent.fields, 'en', retiredIndex)
    const [older = [], newer = []] = Object.values(
      Object.groupBy(await listTokens('index-2'), ({ file_id }) => String(file_id)),
    )
    const omitFile = (rows: readonly DatabaseRow[]) => rows.map(({ file_id: _, ...rest }) => rest)
    expect(omitFile(newer)).toEqual(omitFile(older))
    expect(older.length).toBeGreaterThan(5)
  })

  it('find every match at every step, and after the older key has gone, which takes its tokens along', async () => {
    await sendIntake(byOneParent.fields)
    await installRing(both)
    for (let step = 1; step <= 4; step++) {
      await runMinutes(step === 1 ? 0 : 2, both, TEST_NOW + step * 600_000)
      await sendIntake(byOneParent.fields, 'en', both)
      expect(await countFilesThatShareTokens()).toBe(step + 1)
    }
    await runMinutes(4, both, TEST_NOW + DAY_MS)
    expect(await readRowsLeft('index-test')).toBe(0)
    expect(await healthUnder(retiredIndex)).toBe(200)
    await runMinutes(1, retiredIndex, TEST_NOW + 2 * DAY_MS)
    expect(await listTokens('index-test')).toEqual([])
    await sendIntake(byOneParent.fields, 'en', retiredIndex)
    expect(await countFilesThatShareTokens()).toBe(6)
  })

  it('keep the older key in use while a submission cannot be opened, and lose nothing', async () => {
    await sendIntake(byOneParent.fields)
    const before = await listTokens('index-test')
    await installRing(both)
    await queryRows("update submissions set sealed_other_contact = 'e30.unreadable'")
    await runMinutes(9, both)
    expect(await readRowsLeft('index-test')).toBeNull()
    expect(await healthUnder(retiredIndex)).toBe(503)
    await expect(runScheduledWork(retiredIndex)).rejects.toThrow('The keys')
    expect(await listTokens('index-test')).toEqual(before)
  })
})

describe('what only a code or a token opens', () => {
  const openFile = async (code: string, overrides: { KEY_RING: string }): Promise<Visitor> => {
    const parent = createVisitor(overrides)
    expectRedirect(await parent.post('/file/', { code: [code] }), '/file/')
    return parent
  }

  it('is an access code, which comes under the newest key when it is used, and still opens', async () => {
    const sent = await sendIntake()
    const { code = '' } = (await parsePage(await sent.get('/intake/sent/'))).slots
    await installRing(both)
    await runMinutes(4, both)
    expect(await readRowsLeft('draft-test')).toBeNull()
    const parent = await openFile(code, both)
    expect((await parent.get('/file/')).status).toBe(200)
    // The page that shows the code finds it under the key with which it was made, whatever its hash is under.
    expect((await parsePage(await withOtherBindings(sent, both).get('/intake/sent/'))).slots.code).toBe(code)
    await runMinutes(4, both, TEST_NOW + DAY_MS)
    expect(await readRowsLeft('draft-test')).toBe(0)
    expect(await healthUnder(retired)).toBe(200)
    await openFile(code, retired)
  })

  it('is an access code that nobody used for a year, which ends then, and is renewed at the desk', async () => {
    const sent = await sendIntake()
    const { code = '' } = (await parsePage(await sent.get('/intake/sent/'))).slots
    await installRing(both)
    const metAt = TEST_NOW - DAY_MS
    await runMinutes(6, both, metAt + 364 * DAY_MS)
    expect(await readRowsLeft('draft-test')).toBeNull()
    expect(await queryRows('select access_code_hash is null as ended from parents')).toContainEqual({
      ended: 0,
    })

    await runMinutes(6, both, metAt + 365 * DAY_MS)
    expect(await readRowsLeft('draft-test')).toBe(0)
    expect(await healthUnder(retiredDraft)).toBe(200)
    expect((await createVisitor(both).post('/file/', { code: [code] })).status).toBe(422)
    expect(
      await queryRows("select actor, detail from audit_events where action = 'access_code_ended'"),
    ).toEqual([{ actor: 'system', detail: '{"side":"initiating"}' }])
  })

  it('is an access code that was used within the year, which stays', async () => {
    const sent = await sendIntake()
    const { code = '' } = (await parsePage(await sent.get('/intake/sent/'))).slots
    await installRing(both)
    await openFile(code, both)
    await runMinutes(6, both, TEST_NOW + 400 * DAY_MS)
    expect((await openFile(code, both)).cookie).toContain('__Host-file=')
    expect(await queryRows("select 1 from audit_events where action = 'access_code_ended'")).toEqual([])
  })

  it.each([
    [
      'a draft',
      async () => {
        await createParentWithFirstSection()
        return () => queryRows('update draft_sections set expires_at = 0')
      },
    ],
    [
      'a page of a draft that was saved under the newer key since',
      async () => {
        const parent = await createParentWithDraft()
        await saveIntakeSection(withOtherBindings(parent, both), 'you')
        return () => queryRows('update draft_sections set expires_at = 0')
      },
    ],
    [
      'a resume code',
      async () => {
        const code = await requestResumeCode(await createParentWithDraft())
        return () => createVisitor(both).post('/intake/resume/', { code: [code], device: ['own'] })
      },
    ],
    [
      'an invitation',
      async () => {
        await createFamilyWithInvitation()
        await queryRows('update parents set access_code_hash = null')
        return () => queryRows('update invitations set expires_at = 1')
      },
    ],
    [
      'a calendar address',
      async () => {
        const { camille } = await createDeskTeam()
        await postJson(camille, '/desk/api/calendar-feed')
        return async () =>
          queryRows("update calendar_feeds set secret_hash = 'draft-2.of the address that replaced it'")
      },
    ],
  ] as const)('is %s: the older key stays until it has ended', async (_, begin) => {
    const end = await begin()
    await installRing(both)
    const rows = await countRows('draft_sections')
    await runMinutes(5, both)
    expect(await readRowsLeft('draft-test')).toBeNull()
    expect(await healthUnder(retiredDraft)).toBe(503)
    await expect(runScheduledWork(retiredDraft)).rejects.toThrow('The keys')
    expect(await countRows('draft_sections')).toBe(rows)
    await end()
    await runMinutes(6, both, TEST_NOW + 60 * 60_000)
    expect(await readRowsLeft('draft-test')).toBe(0)
    expect(await healthUnder(retiredDraft)).toBe(200)
  })
})
