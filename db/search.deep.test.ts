import type { D1Database } from '@cloudflare/workers-types'
import { expect, it } from 'vitest'
import { queryRows } from '../tests/support/database-rows.ts'
import { setUpPortal } from '../tests/support/set-up-portal.ts'
import { bindings, openTestDatabase } from '../tests/support/test-portal.ts'
import { recordSearchAndFindFiles } from './search.ts'

setUpPortal()

/** Brings the database to that many files: each has a word of its own, and two that all have. */
async function seedFiles(from: number, to: number) {
  const numbers = `with recursive n(i) as (select ${from} union all select i + 1 from n where i + 1 < ${to})`
  await queryRows(`insert into files (id, reference, route, stage, lead_coordinator_id, created_at, accepted_at)
    ${numbers} select 'f' || i, printf('%09d', i), 'consent', 'closed', case i % 5 when 0 then 'camille' else 'robin' end, i, i from n`)
  for (const token of ["'common'", "'also common'", "'own ' || i"])
    await queryRows(`insert into search_tokens ${numbers} select ${token}, 'f' || i from n`)
}

/** Counts the rows that a search reads. */
async function countRowsRead(id: string, administrator: boolean, tokens: string[][], reference?: string) {
  let rows = 0
  const counting = {
    prepare: (sql: string) => bindings.DB.prepare(sql),
    batch: async (statements: never[]) => {
      const results = await bindings.DB.batch(statements)
      for (const { meta } of results) rows += meta.rows_read
      return results
    },
  }
  const search = { viewer: { id, administrator }, now: Date.now(), tokens, reference }
  const found = await recordSearchAndFindFiles(openTestDatabase(counting as unknown as D1Database), search)
  expect(found?.length).toBeGreaterThan(0)
  return rows
}

const countEach = async () => ({
  rare: await countRowsRead('camille', false, [['own 5'], ['common']]),
  common: await countRowsRead('camille', false, [['common'], ['also common']]),
  everybodys: await countRowsRead('robin', true, [['common'], ['also common']]),
  reference: await countRowsRead('robin', true, [], '000000777'),
})

it('reads no more than 1.2 times the rows at 100,000 files that it reads at 1,000', async () => {
  await seedFiles(0, 1_000)
  const few = await countEach()
  for (let from = 1_000; from < 100_000; from += 9_000) await seedFiles(from, from + 9_000)
  const many = await countEach()
  for (const [what, rows] of Object.entries(many))
    expect(rows / few[what as keyof typeof few], what).toBeLessThanOrEqual(1.2)
})
