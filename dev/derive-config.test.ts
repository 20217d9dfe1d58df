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
  expect(derived).toContain('main = "../../tests/bench/worker.ts"')
  expect(derived).toContain('directory = "../../dist"')
  expect(derived).toContain('"../../worker/mail/mail-not-received.ts"')
  expect(derived).toContain('migrations_dir = "../../db/migrations"')
  expect(derived).toContain('  "/bench/*",\n  "/intake/*",')
  // What stands before `=` in the list of aliases is what a module imports, not a path of ours.
  expect(derived).not.toMatch(/[=[] *"\.\/|limit = (?!7\b)/)
})
