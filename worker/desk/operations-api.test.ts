import { describe, expect, it, vi } from 'vitest'
import { keyPurposeWording } from '../../content/operations/key-purposes.ts'
import type { OperationCheckName, OperationFacts } from '../../content/operations/operation-checks.ts'
import { DAY_MS, HOUR_MS } from '../../content/time/units.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { insertFilesLedBy } from '../../tests/support/file-rows.ts'
import { setPrivacyOfficer } from '../../tests/support/privacy-officers.ts'
import { runScheduledAt, setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1 } from '../../tests/support/test-portal.ts'

setUpPortal()

const run = (sql: string) => bindings.DB.prepare(sql).run()

interface ShownOperations {
  readonly facts: OperationFacts
  readonly needsSomebody: readonly OperationCheckName[]
}

async function loadOperations(changes = {}): Promise<ShownOperations> {
  const team = await createAccessTeam()
  const robin = await team.createVisitor('robin@lantern-street.example.com', changes)
  const answer = await expectNoChange(200, () => robin.get('/desk/api/operations'))
  return answer.json()
}

const insertMessage = (columns: Readonly<Record<string, string | number | null>>) => {
  const row = {
    ...{
      id: crypto.randomUUID(),
      kind: 'new-file',
      sealed_message: 'sealed',
      outcome: 'queued',
      attempts: 0,
    },
    ...{ next_attempt_at: TEST_NOW, created_at: TEST_NOW, ...columns },
  }
  const names = Object.keys(row)
  return bindings.DB.prepare(`insert into outbox (${names.join()}) values (${names.map(() => '?').join()})`)
    .bind(...Object.values(row))
    .run()
}

const insertJob = (name: string, failures: number, updatedAt = TEST_NOW) =>
  bindings.DB.prepare('insert or replace into scheduled_jobs values (?, ?, ?, ?, ?)')
    .bind(name, updatedAt, failures, failures ? TEST_NOW - HOUR_MS : null, failures ? 'TypeError' : null)
    .run()

describe('how the portal runs', () => {
  it('needs nobody after a run in which all was well, and is asked in one call', async () => {
    await runScheduledAt(TEST_NOW)
    const { DB, calls } = createCountingD1()
    const { facts, needsSomebody } = await loadOperations({ DB })
    expect(calls).toHaveLength(1)
    expect(needsSomebody).toEqual([])
    expect(facts).toMatchObject({
      ranAt: TEST_NOW,
      failingJobs: [],
      mail: { waiting: 0, oldestAt: null, undelivered: 0, isPaused: false },
      database: { earlierDay: '2026-11-23' },
      migration: { name: expect.stringMatching(/^\d{4}_\w+\.sql$/) },
      retention: { due: 0, held: 0 },
      crisisLinesCheckedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    expect(facts.keys.length).toBeGreaterThan(3)
    expect(facts.keys.filter(({ purpose }) => !keyPurposeWording[purpose])).toEqual([])
    expect(facts.keys.every(({ isOlder }) => !isOlder)).toBe(true)
  })

  it.each<[name: OperationCheckName, setUp: () => Promise<unknown>]>([
    ['schedule', () => insertJob('run', 0, TEST_NOW - HOUR_MS)],
    ['jobs', () => insertJob('outbox', 5)],
    ['account', () => insertMessage({ account_refused: 1, attempts: 1, next_attempt_at: TEST_NOW + 1 })],
    ['waiting', () => insertMessage({ ...late, next_attempt_at: TEST_NOW - 2 * HOUR_MS })],
    ['waiting', () => insertMessage({ ...late, attempts: 3, next_attempt_at: TEST_NOW + HOUR_MS })],
    [
      'waiting',
      () => insertMessage({ ...late, last_error: 'unreadable', next_attempt_at: TEST_NOW + HOUR_MS }),
    ],
    ['undelivered', () => insertMessage({ outcome: 'failed' })],
    ['coordinators', () => insertMessage({ ...returned, created_at: TEST_NOW - 13 * DAY_MS })],
    ['record', checkRecordFourDaysAgo],
    [
      'keys',
      () => run(`update ring_keys set created_at = ${TEST_NOW - 367 * DAY_MS} where purpose = 'mail'`),
    ],
    ['database', () => run(`update operation_days set database_bytes = 8000000001`)],
    ['privacy-officer', async () => setPrivacyOfficer(null)],
  ])('needs somebody: %s', async (name, setUp) => {
    await runScheduledAt(TEST_NOW)
    await setUp()
    expect((await loadOperations()).needsSomebody).toEqual([name])
  })

  it('needs nobody for what waits as it should, failed once, or has nothing left to send', async () => {
    await runScheduledAt(TEST_NOW)
    await insertJob('outbox', 4)
    await insertMessage({ ...late, last_error: 'digest', next_attempt_at: TEST_NOW + HOUR_MS })
    await insertMessage({ ...late, last_error: 'held', next_attempt_at: TEST_NOW + HOUR_MS })
    await insertMessage({ created_at: TEST_NOW - HOUR_MS / 2 })
    // Just due, after it was held.
    await insertMessage({ ...late, last_error: 'held', next_attempt_at: TEST_NOW })
    await insertMessage({ outcome: 'failed', sealed_message: '' })
    await insertMessage({ ...returned, created_at: TEST_NOW - 15 * DAY_MS })
    await insertMessage({ ...returned, email_problem: 'undelivered' })
    const { facts, needsSomebody } = await loadOperations()
    expect(needsSomebody).toEqual([])
    expect(facts.failingJobs).toMatchObject([{ name: 'outbox', failures: 4, error: 'TypeError' }])
  })

  it('tells of no job that the last run didn’t have', async () => {
    await runScheduledAt(TEST_NOW)
    await insertJob('outbox', 9, TEST_NOW - DAY_MS)
    const { facts, needsSomebody } = await loadOperations()
    expect(facts.failingJobs).toEqual([])
    expect(needsSomebody).toEqual([])
  })

  it('counts the closed files whose term has ended, and which somebody still holds back', async () => {
    await insertFilesLedBy('camille-verdier', 4)
    await run(`update files set stage = iif(rowid = 1, 'open', 'closed')`)
    await run(`insert into file_retentions (file_id, closed_at, expires_at, held_at, hold_expires_at)
      select id, 1, 2, iif(rowid = 4, null, 1), iif(rowid = 3, 2, null) from files`)
    expect((await loadOperations()).facts.retention).toEqual({ due: 3, held: 1 })
  })

  it('names the files whose e-mails could not be sent, each once', async () => {
    await insertFilesLedBy('camille-verdier', 2)
    const [first = '', second = ''] = (await queryRows<{ id: string }>('select id from files')).map(
      ({ id }) => id,
    )
    for (const fileId of [first, first, second]) await insertMessage({ file_id: fileId, outcome: 'failed' })
    const { facts } = await loadOperations()
    expect(facts.mail.undelivered).toBe(3)
    expect(facts.mail.undeliveredFiles).toHaveLength(2)
  })
})

/** The record was checked in that night, and not since. */
async function checkRecordFourDaysAgo() {
  await run('delete from audit_checks')
  await runScheduledAt(Date.UTC(2026, 10, 19, 8))
  vi.setSystemTime(TEST_NOW)
  await insertJob('run', 0)
}

const returned = {
  ...{ outcome: 'sent', sealed_message: '', email_problem: 'bounced' },
  problem_of_coordinator_id: 'camille-verdier',
}

const late = { created_at: TEST_NOW - 2 * HOUR_MS }
