import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { writeDerivedWranglerConfig } from './derive-config.ts'

it('derives a configuration from wrangler.toml in which every path leads where it led', () => {
  const path = writeDerivedWranglerConfig('test', {
    main: 'tests/bench/worker.ts',
    workerFirst: ['/bench/*'],
    limit: 7,
  })
  const derived = readFileSync(path, 'utf8')
  expect(derived).toContain('main = "test/index.js"')
  expect(derived).toContain(
    'command = "node dev/build-worker.ts tests/bench/worker.ts .wrangler/derived/test"',
  )
  expect(derived).toContain('watch_dir = "../../worker"')
  expect(derived).toContain('directory = "../../dist"')
  expect(derived).toContain('migrations_dir = "../../db/migrations"')
  expect(derived).toContain('  "/bench/*",\n  "/intake/*",')
  expect(derived).not.toMatch(/"\.\/|limit = (?!7\b)/)
})
