import { beforeEach, describe, expect, it, vi } from 'vitest'
import { outbox } from '../../db/schema.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import { createParentWithFirstSection } from '../../tests/support/intake-drafts.ts'
import { createTestKey, testRing, withKeys } from '../../tests/support/key-rings.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  runScheduledWork,
} from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { createOutboxRow } from '../mail/message.ts'

const deliveries = setUpPortal()

/** The worker has run before, under the ring of the tests. */
beforeEach(() => runScheduledWork())

const healthOf = async (overrides: Readonly<Record<string, unknown>>) => {
  const answer = await createVisitor(overrides).get('/healthz')
  return [answer.status, await answer.json()]
}

it('records each key of the ring with a sentinel once, and no key material', async () => {
  await runScheduledWork()
  const rows = await queryRows<{ kid: string; purpose: string }>('select * from ring_keys order by kid')
  const expected = Object.entries(testRing).map(([purpose, [key]]) => [key?.kid, purpose])
  expect(rows.map(({ kid, purpose }) => [kid, purpose]).toSorted()).toEqual(expected.toSorted())
  for (const keys of Object.values(testRing))
    for (const { k } of keys) expect(JSON.stringify(rows)).not.toContain(k)
})

it('finds a newer key right, and records it before it is used', async () => {
  const changed = withKeys({ answers: [createTestKey('answers-2'), ...testRing.answers] })
  expect(await healthOf(changed)).toEqual([200, { status: 'ok' }])
  await createParentWithFirstSection(changed)
  expect(await queryRows("select purpose from ring_keys where kid = 'answers-2'")).toEqual([
    { purpose: 'answers' },
  ])
})

it('asks the database once for the state of health', async () => {
  const { DB, calls } = createCountingD1()
  expect(await healthOf({ DB })).toEqual([200, { status: 'ok' }])
  expect(calls).toHaveLength(1)
})

const faulty: [string, { KEY_RING: string }, object][] = [
  ['missing', withKeys({ safety: [createTestKey('safety-2')] }), { missing: ['safety-test'], wrong: [] }],
  ['wrong', withKeys({ draft: [createTestKey('draft-test')] }), { missing: [], wrong: ['draft-test'] }],
  [
    'swapped between purposes',
    withKeys({ answers: testRing.mail, mail: testRing.answers }),
    { missing: [], wrong: ['answers-test', 'mail-test'] },
  ],
]

describe.each(faulty)('a ring in which a key is %s', (_, overrides, faults) => {
  it('is ill, and tells which in the log alone', async () => {
    const logs = captureConsole()
    expect(await healthOf(overrides)).toEqual([503, { status: 'unavailable' }])
    expect(logs.eventsNamed('keys_unusable')).toEqual([{ event: 'keys_unusable', ...faults }])
  })

  it('writes nothing, at the portal or by schedule, and says so to the administrators', async () => {
    const logs = captureConsole()
    const sent = deliveries.length
    const visitor = createVisitor(overrides)
    expect((await visitor.post('/intake/start/', { route: ['one-parent'] })).status).toBe(500)
    await expect(runScheduledWork(overrides)).rejects.toThrow('The keys')
    expect(await countRows('drafts')).toBe(0)
    expect(await countRows('ring_keys')).toBe(Object.keys(testRing).length)
    const alerts = deliveries.slice(sent)
    expect(alerts.length).toBeGreaterThan(0)
    for (const { text } of alerts) expect(text).toContain(Object.values(faults).flat()[0])
    await expect(runScheduledWork(overrides)).rejects.toThrow('The keys')
    // The provider sends a message once for one idempotency key.
    expect(new Set(deliveries.slice(sent).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(
      alerts.length,
    )
    for (const { k } of Object.values(JSON.parse(overrides.KEY_RING)).flat() as {
      k: string
    }[])
      expect(logs.lines.join() + JSON.stringify(alerts)).not.toContain(k)
  })
})

it('loses no message that waited for days while a key was missing, and sends it once', async () => {
  const { db, keys } = parseEnvironment(bindings)
  const message = { from: 'a@example.com', to: 'b@example.com', subject: 'S', text: 'T', html: '<p>T</p>' }
  const row = await createOutboxRow(keys, { fileId: null, kind: 'resume-code' } as never, message, TEST_NOW)
  await db.insert(outbox).values(row)
  const stored = await queryRows('select * from outbox')
  const lost = withKeys({ safety: [createTestKey('safety-2')] })
  for (let hours = 1; hours <= 50; hours += 7) {
    vi.setSystemTime(TEST_NOW + hours * 3_600_000)
    await expect(runScheduledWork(lost)).rejects.toThrow('The keys')
  }
  expect(await queryRows('select * from outbox')).toEqual(stored)
  const sent = deliveries.length
  await runScheduledWork()
  await runScheduledWork()
  expect(deliveries.slice(sent).map(({ idempotencyKey }) => idempotencyKey)).toContain(row.id)
  expect(await queryRows('select outcome, attempts from outbox where id = ?', row.id)).toEqual([
    { outcome: 'sent', attempts: 1 },
  ])
})

it('needs a key again that was taken back into use', async () => {
  await queryRows("update ring_keys set rows_left = 0 where kid = 'safety-test'")
  await runScheduledWork()
  expect((await healthOf(withKeys({ safety: [createTestKey('safety-2')] })))[0]).toBe(503)
})

it('does without a key that no row needs', async () => {
  await queryRows("update ring_keys set rows_left = 0 where kid = 'safety-test'")
  expect(await healthOf(withKeys({ safety: [createTestKey('safety-2')] }))).toEqual([200, { status: 'ok' }])
})
