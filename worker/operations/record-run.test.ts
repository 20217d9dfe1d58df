import { expect, it, vi } from 'vitest'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createWatchedD1, runScheduledWork } from '../../tests/support/test-portal.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 11, 1, 15)

setUpPortal({ now: START })

const listJobs = async () =>
  (await bindings.DB.prepare('select * from scheduled_jobs order by name').all()).results

/** Runs the scheduled work at a minute, while the database refuses every statement that begins so. */
async function runAt(minute: number, refused?: string) {
  vi.setSystemTime(START + minute * MINUTE)
  const DB = createWatchedD1(async ([sql = ''], go) => {
    if (refused && sql.startsWith(refused)) throw new TypeError('D1_ERROR: Kanari')
    return go()
  })
  const run = runScheduledWork({ DB })
  await (refused ? expect(run).rejects.toThrow() : run)
}

it('records a run in one row, and a job only while it fails and once it works again', async () => {
  await runAt(0)
  const run = { name: 'run', failures: 0, failing_since: null, error: null }
  expect(await listJobs()).toEqual([{ ...run, updated_at: START }])

  const refused = 'delete from "code_attempts"'
  await runAt(1, refused)
  await runAt(2, refused)
  const failing = { failures: 2, failing_since: START + MINUTE, error: expect.stringMatching(/^\w+$/) }
  expect(await listJobs()).toMatchObject([
    { name: 'code-attempts', updated_at: START + 2 * MINUTE, ...failing },
    { ...run, updated_at: START + 2 * MINUTE },
  ])
  expect(JSON.stringify(await listJobs())).not.toContain('Kanari')

  for (const minute of [3, 4]) await runAt(minute)
  const well = { failures: 0, failing_since: null, error: null }
  expect(await listJobs()).toEqual([
    { name: 'code-attempts', updated_at: START + 3 * MINUTE, ...well },
    { name: 'run', updated_at: START + 4 * MINUTE, ...well },
  ])
})

it('stores the size of the database once a day, and for 30 days', async () => {
  await bindings.DB.prepare(
    `insert into operation_days (day, database_bytes) values ('2026-11-01', 1), ('2026-11-02', 2)`,
  ).run()
  for (const minute of [0, 1, 24 * 60]) await runAt(minute)
  const { results } = await bindings.DB.prepare('select * from operation_days order by day').all()
  expect(results.map(({ day }) => day)).toEqual(['2026-11-02', '2026-12-01', '2026-12-02'])
  expect(results.slice(1).every(({ database_bytes }) => Number(database_bytes) > 4096)).toBe(true)
})
