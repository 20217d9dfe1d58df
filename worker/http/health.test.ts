import { expect, it, vi } from 'vitest'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor } from '../../tests/support/test-portal.ts'

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
