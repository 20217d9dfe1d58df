import { expect, it, vi } from 'vitest'
import { LATE_MAIL_MS, STOPPED_AFTER_MS } from '../../content/operations/operation-checks.ts'
import { HOUR_MS } from '../../content/time/units.ts'
import { limitOf } from '../../tests/support/requests.ts'
import { runScheduledAt, setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  createWatchedD1,
} from '../../tests/support/test-portal.ts'

setUpPortal()

it('asks the database once a second, however often anybody asks', async () => {
  const { DB, calls } = createCountingD1()
  // One environment, as in one isolate.
  const visitor = createVisitor({ DB })
  for (let count = 0; count < 20; count++) expect((await visitor.get('/healthz')).status).toBe(200)
  expect(calls).toHaveLength(1)
  vi.setSystemTime(TEST_NOW + 1000)
  const statuses = await Promise.all(Array.from({ length: 20 }, () => visitor.get('/healthz')))
  expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]))
  expect(calls).toHaveLength(2)
})

it('shares one call among all who ask at once, the first time too', async () => {
  const { DB, calls } = createCountingD1()
  const visitor = createVisitor({ DB })
  const statuses = await Promise.all(Array.from({ length: 20 }, () => visitor.get('/healthz')))
  expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]))
  expect(calls).toHaveLength(1)
})

it('asks a database that fails no more often, and says within a second that it is back', async () => {
  let calls = 0
  let isDown = true
  const DB = createWatchedD1(async (_, proceed) => {
    calls++
    if (isDown) throw new Error('D1 is down')
    return proceed()
  })
  const visitor = createVisitor({ DB })
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => visitor.get('/healthz')))
    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(await answer.json()).toEqual({ status: 'unavailable' })
    }
    expect(calls).toBe(round + 1)
    vi.setSystemTime(TEST_NOW + (round + 1) * 1000)
  }
  isDown = false
  expect((await visitor.get('/healthz')).status).toBe(200)
})

it('tells a network that asks too often to wait, without asking the database, and nobody else', async () => {
  const { DB, calls } = createCountingD1()
  const LIMIT_REQUESTS = limitOf(2)
  const visitor = createVisitor({ DB, LIMIT_REQUESTS })
  const ask = (address: string, method = 'GET') =>
    visitor.request('/healthz', { method, headers: { 'CF-Connecting-IP': address } })
  const [first, second, third] = [
    await ask('2001:db8:1:2::1'),
    await ask('2001:db8:1:2::2', 'HEAD'),
    await ask('2001:db8:1:2:ffff::3'),
  ]
  expect([first.status, second.status, third.status]).toEqual([200, 200, 429])
  expect(await third.json()).toEqual({ status: 'too_many_requests' })
  expect((await ask('2001:db8:1:3::1')).status).toBe(200)
  expect(calls).toHaveLength(1)
})

it('says apart whether the scheduled work runs and e-mail leaves', async () => {
  const ask = async () => (await createVisitor().get('/healthz/work')).status
  const insertMail = (createdAt: number, columns: string, values: string) =>
    bindings.DB.prepare(
      `insert into outbox (id, kind, sealed_message, outcome, next_attempt_at, created_at, attempts, ${columns})
        values ('mail', 'receipt', 'sealed', 'queued', ?, ?, 0, ${values})`,
    )
      .bind(TEST_NOW + HOUR_MS, createdAt)
      .run()
  // Nothing has run yet.
  expect(await ask()).toBe(503)
  await runScheduledAt(TEST_NOW)
  expect(await ask()).toBe(200)
  vi.setSystemTime(TEST_NOW + STOPPED_AFTER_MS)
  expect(await ask()).toBe(200)
  vi.setSystemTime(TEST_NOW + STOPPED_AFTER_MS + 1)
  expect(await ask()).toBe(503)
  expect((await createVisitor().get('/healthz')).status).toBe(200)

  vi.setSystemTime(TEST_NOW)
  await insertMail(TEST_NOW - LATE_MAIL_MS - 1, 'last_error', `'digest'`)
  expect(await ask()).toBe(200)
  // Just due, after it was held.
  await bindings.DB.prepare(`update outbox set last_error = 'held', next_attempt_at = ${TEST_NOW}`).run()
  expect(await ask()).toBe(200)
  await bindings.DB.prepare('update outbox set attempts = 1').run()
  expect(await ask()).toBe(503)
  await bindings.DB.prepare(`update outbox set created_at = ${TEST_NOW - LATE_MAIL_MS}`).run()
  expect(await ask()).toBe(200)
})
