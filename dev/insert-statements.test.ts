import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const INSERT = /\binsert\s+(or\s+\w+\s+)?into\b/i

it('is written by drizzle or by db/insert.ts alone, so that the schema gives its columns', () => {
  const files = globSync('{db,worker}/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => INSERT.test(readFileSync(file, 'utf8')))).toEqual([])
})

it.each(['insert into outbox (id)', 'INSERT OR IGNORE INTO files'])('would notice “%s”', (sql) => {
  expect(sql).toMatch(INSERT)
})
