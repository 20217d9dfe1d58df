import { beforeAll, expect, it } from 'vitest'
import { countingD1, prepareDatabase, visit } from '../testing/portal.ts'

beforeAll(prepareDatabase)

it('saves a section with one D1 call and leads to the next', async () => {
  const { DB, calls } = countingD1()
  const parent = visit({ DB })
  const first = await parent.post('/intake/how-you-come/', { route: ['one-parent'] })
  expect(first.status).toBe(303)
  expect(first.headers.get('Location')).toBe('/intake/you/')
  expect(calls).toHaveLength(1)
})
