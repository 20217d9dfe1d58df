import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { computeRetentionTerm } from '../../content/file/retention-term.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { practice } from '../../content/practice.ts'
import { addDaysToIsoDate } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditLines } from '../../tests/support/audit-events.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { setPrivacyOfficer } from '../../tests/support/privacy-officers.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { retentionStep } from './retention-step.ts'

setUpPortal()
const env = parseEnvironment(bindings)

const listTerms = () =>
  queryRows<{ file_id: string; closed_at: number; expires_at: number | null; erased_at: number | null }>(
    'select file_id, closed_at, expires_at, erased_at from file_retentions',
  )

const PREVIEW_MS = practice.retention.previewDays * DAY_MS
beforeEach(() => setPrivacyOfficer('jules-hartwell'))

/** A child without a date of birth. */
const childFields = {
  'children/01/childName': ['Noa'],
  'children/01/childBirthDate-day': [''],
  'children/01/childBirthDate-month': [''],
  'children/01/childBirthDate-year': [''],
}

/** The youngest child of the example was born on this day. */
const YOUNGEST = '2020-10-02'

describe('a family’s file', () => {
  let team: Awaited<ReturnType<typeof createDeskTeam>>
  let reference: string
  beforeEach(async () => {
    team = await createDeskTeam()
    await sendIntake(intakeExamples.byOneParent.fields)
    ;[{ reference = '' } = {}] = await queryRows<{ reference: string }>('select reference from files')
    await queryRows(`update files set lead_coordinator_id = 'robin-ashdown', stage = 'open', accepted_at = 1`)
  })
  const close = () => postJson(team.robin, `/desk/api/files/${reference}/closure`, {})

  it('has no term while it is open', async () => {
    await retentionStep(env, TEST_NOW)
    expect(await listTerms()).toEqual([])
  })

  it('gets its term from the youngest child once it is closed, and is erased when it ends', async () => {
    expect((await close()).status).toBe(204)
    await retentionStep(env, TEST_NOW)
    const facts = { closedAt: TEST_NOW, wasAccepted: true, lastDecisionAt: null, provinces: ['ON'] }
    const expiresAt = computeRetentionTerm({ ...facts, youngestBirthDate: YOUNGEST }, practice.retention)
    expect(await listTerms()).toMatchObject([{ closed_at: TEST_NOW, expires_at: expiresAt, erased_at: null }])
    const stored = await countRows('submissions')
    await retentionStep(env, expiresAt - 1)
    expect(await countRows('submissions')).toBe(stored)
    await retentionStep(env, expiresAt)
    expect(await countRows('submissions')).toBe(0)
    expect(await countRows('parents')).toBe(0)
    const [term] = await listTerms()
    expect(term?.erased_at).toBe(expiresAt)
    expect((await listAuditLines(term?.file_id ?? '')).at(-1)).toContain('data_erased')
  })

  it('has another term once it was opened again and closed anew', async () => {
    await postJson(team.robin, '/desk/api/not-genuine-closures', {
      references: [reference],
      reason: 'made-up',
    })
    expect(await listTerms()).toHaveLength(1)
    await postJson(team.robin, `/desk/api/files/${reference}/restoration`, { reason: 'closed-by-mistake' })
    expect(await listTerms()).toEqual([])
  })
})

describe('the youngest child', () => {
  const closedOn = new Date(TEST_NOW).toISOString().slice(0, 10)
  const facts = { closedAt: TEST_NOW, wasAccepted: true, lastDecisionAt: null, provinces: ['ON'] }
  const computeTerm = (youngestBirthDate: string) =>
    computeRetentionTerm({ ...facts, youngestBirthDate }, practice.retention)

  it.each<[string, FormFields, string]>([
    ['counts as born on the day of closing where nobody told of a child', {}, closedOn],
    [
      'counts as born within ten months where a child is expected',
      { ...childFields, 'children/01/childBirthDate-instead': ['expected'] },
      addDaysToIsoDate(closedOn, 300),
    ],
    [
      'counts as born on the day of closing where the date is not known',
      { ...childFields, 'children/01/childBirthDate-instead': ['unknown'] },
      closedOn,
    ],
  ])('%s', async (_, fields, born) => {
    const without = Object.entries(intakeExamples.byOneParent.fields).filter(
      ([name]) => !name.startsWith('children'),
    )
    await sendIntake({ ...Object.fromEntries(without), ...fields })
    await queryRows(`update files set stage = 'closed', accepted_at = 1`)
    await queryRows(`insert into file_retentions (file_id, closed_at) select id, ${TEST_NOW} from files`)
    await retentionStep(env, TEST_NOW)
    expect(await listTerms()).toMatchObject([{ expires_at: computeTerm(born) }])
  })
})

it('is the short one for a file that its lead closes unread, whatever it tells', async () => {
  const team = await createDeskTeam()
  await sendIntake(intakeExamples.byOneParent.fields)
  const [{ reference = '' } = {}] = await queryRows<{ reference: string }>('select reference from files')
  await queryRows(
    `update files set lead_coordinator_id = 'robin-ashdown', stage = 'open', accepted_at = null`,
  )
  expect((await postJson(team.robin, `/desk/api/files/${reference}/closure`, {})).status).toBe(204)
  expect(await queryRows('select accepted_at from files')).toEqual([{ accepted_at: TEST_NOW }])
  await retentionStep(env, TEST_NOW)
  const facts = { closedAt: TEST_NOW, wasAccepted: false, lastDecisionAt: null, provinces: ['ON'] }
  const expiresAt = computeRetentionTerm({ ...facts, youngestBirthDate: YOUNGEST }, practice.retention)
  expect(await listTerms()).toMatchObject([{ expires_at: expiresAt }])
})

it('waits with a file whose answers do not open for as long as any rule may ask', async () => {
  await insertFamilyOfTwoParents('family', { file: { stage: 'closed' } })
  await queryRows(`update submissions set sealed_answers = 'damaged'`)
  await queryRows(`insert into file_retentions (file_id, closed_at) values ('family', ${TEST_NOW})`)
  await retentionStep(env, TEST_NOW)
  const facts = { closedAt: TEST_NOW, wasAccepted: true, lastDecisionAt: null, provinces: [] }
  const youngestBirthDate = new Date(TEST_NOW).toISOString().slice(0, 10)
  const expiresAt = computeRetentionTerm({ ...facts, youngestBirthDate }, practice.retention)
  expect(await listTerms()).toMatchObject([{ expires_at: expiresAt }])
})

describe('a file whose term is long over when it is computed', () => {
  beforeEach(async () => {
    await insertFamilyOfTwoParents('family', { file: { stage: 'closed', acceptedAt: null } })
    await queryRows(`insert into file_retentions (file_id, closed_at) values ('family', 1)`)
    await retentionStep(env, TEST_NOW)
  })
  const isErased = async () => (await countRows('submissions')) === 0

  it('is erased once the desk showed for all the days that it would go', async () => {
    await retentionStep(env, TEST_NOW + PREVIEW_MS - 1)
    expect(await isErased()).toBe(false)
    await retentionStep(env, TEST_NOW + PREVIEW_MS)
    expect(await isErased()).toBe(true)
  })

  it('stays where nobody could hold it back', async () => {
    setPrivacyOfficer(null)
    await retentionStep(env, TEST_NOW + 100 * PREVIEW_MS)
    expect(await isErased()).toBe(false)
  })
})

describe('files that cannot be erased', () => {
  const insertStrange = (strange: string) =>
    queryRows(`create trigger strange before insert on erasures when new.file_id like '${strange}'
      begin select raise(abort, 'strange'); end`)
  const insertEndedFiles = async (ids: readonly string[]) => {
    for (const id of ids)
      await queryRows(
        `insert into files (id, reference, route, stage, created_at) values ('${id}', '${id}', 'consent', 'closed', 1)`,
      )
    await queryRows('insert into file_retentions (file_id, closed_at) select id, 1 from files')
    await retentionStep(env, TEST_NOW)
  }
  const listLeft = async () =>
    (await listTerms()).filter(({ erased_at }) => erased_at === null).map(({ file_id }) => file_id)

  it('fail the job, and others are erased', async () => {
    const logs = captureConsole()
    await insertEndedFiles(['one', 'strange', 'strange too', 'two'])
    await insertStrange('strange%')
    await expect(retentionStep(env, TEST_NOW + PREVIEW_MS)).rejects.toThrow()
    await queryRows('drop trigger strange')
    expect(await listLeft()).toEqual(['strange', 'strange too'])
    expect(logs.eventsNamed('files_erased')).toMatchObject([{ files: 2 }])
    // The scheduled work logs the fault that is thrown.
    expect(logs.eventsNamed('scheduled_error')).toHaveLength(1)
  })

  it('hold up no other, however many they are, and few are erased at once', async () => {
    captureConsole()
    const ids = Array.from({ length: 12 }, (_, nth) => `${nth < 6 ? 'a strange' : 'another'} ${nth}`)
    await insertEndedFiles(ids)
    await insertStrange('a strange%')
    await expect(retentionStep(env, TEST_NOW + PREVIEW_MS)).rejects.toThrow()
    expect(await listLeft()).toHaveLength(7)
    await expect(retentionStep(env, TEST_NOW + PREVIEW_MS)).rejects.toThrow()
    await queryRows('drop trigger strange')
    expect(await listLeft()).toEqual(ids.slice(0, 6))
  })
})

it('computes every term anew when the rules changed, in bounded steps', async () => {
  for (let nth = 0; nth < 25; nth++)
    await queryRows(
      `insert into files (id, reference, route, stage, created_at) values ('${nth}', '${nth}', 'consent', 'closed', 1)`,
    )
  await queryRows(
    `insert into file_retentions (file_id, closed_at, expires_at, rules_hash)
      select id, ${TEST_NOW}, 1, 'hash of older rules' from files`,
  )
  const countOlder = async () => (await listTerms()).filter(({ expires_at }) => expires_at === 1).length
  await retentionStep(env, TEST_NOW)
  expect(await countOlder()).toBe(5)
  await retentionStep(env, TEST_NOW)
  expect(await countOlder()).toBe(0)
  expect((await listTerms()).every(({ erased_at }) => erased_at === null)).toBe(true)
})

it('computes no term anew when a setting changed that terms don’t depend on', async () => {
  await insertFamilyOfTwoParents('family', { file: { stage: 'closed' } })
  await queryRows(`insert into file_retentions (file_id, closed_at) values ('family', 1)`)
  const listHashes = () => queryRows('select rules_hash from file_retentions')
  await retentionStep(env, TEST_NOW)
  const before = await listHashes()
  const changed = { ...practice.retention, previewDays: 60 }
  const setting = vi.spyOn(practice, 'retention', 'get').mockReturnValue(changed)
  onTestFinished(() => setting.mockRestore())
  await retentionStep(env, TEST_NOW + 1)
  expect(await listHashes()).toEqual(before)
})

it('computes the terms of the other files when one cannot be computed', async () => {
  const logs = captureConsole()
  for (const id of ['one', 'strange', 'two'])
    await queryRows(
      `insert into files (id, reference, route, stage, created_at) values ('${id}', '${id}', 'consent', 'closed', 1)`,
    )
  // No instant in milliseconds is this far away.
  await queryRows(
    `insert into file_retentions (file_id, closed_at)
      select id, case id when 'strange' then 9e15 else ${TEST_NOW} end from files`,
  )
  await expect(retentionStep(env, TEST_NOW)).rejects.toThrow(RangeError)
  const terms = await listTerms()
  expect(terms.filter(({ expires_at }) => expires_at !== null).map(({ file_id }) => file_id)).toEqual([
    'one',
    'two',
  ])
  expect(logs.eventsNamed('retention_terms_set')).toMatchObject([{ files: 2 }])
})

it('deletes messages long after they were sent, cancelled or given up, and none that could still be sent or is held back', async () => {
  const row = (id: string, outcome: string, message: string, at = longAgo, fileId: string | null = null) =>
    queryRows(
      `insert into outbox (id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at, file_id)
      values ('${id}', 'file-news', '${message}', '${outcome}', 1, ${at}, ${at}, ?)`,
      fileId,
    )
  const longAgo = TEST_NOW - (practice.retention.messageMonths + 1) * 31 * 86_400_000
  await row('sent', 'sent', '')
  await row('given up', 'failed', '')
  await row('could be sent again', 'failed', 'sealed')
  await row('waits', 'queued', 'sealed')
  await row('new', 'sent', '', TEST_NOW - 86_400_000)
  await row('newly given up', 'failed', '', TEST_NOW - 86_400_000)
  for (const [id, mergedInto, heldUntil] of [
    ['held', null, 'null'],
    ['merged into held', 'held', undefined],
    ['merged and held', 'lifted', 'null'],
    ['held once', null, TEST_NOW],
    ['lifted', null, undefined],
    ['never held', null, undefined],
  ] as const) {
    await queryRows(
      `insert into files (id, reference, route, stage, created_at, merged_into_id) values ('${id}', '${id}', 'consent', 'closed', 1, ?)`,
      mergedInto,
    )
    if (heldUntil)
      await queryRows(`insert into file_retentions (file_id, closed_at, held_at, held_reason, hold_expires_at)
        values ('${id}', 1, 1, 'claim', ${heldUntil})`)
    await row(`of ${id}`, 'sent', '', longAgo, id)
  }
  await retentionStep(env, TEST_NOW)
  const left = await queryRows<{ id: string }>('select id from outbox order by id')
  expect(left.map(({ id }) => id)).toEqual([
    'could be sent again',
    'new',
    'newly given up',
    'of held',
    'of lifted',
    'of merged and held',
    'of merged into held',
    'waits',
  ])
})
