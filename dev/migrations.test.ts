import { readdirSync, readFileSync } from 'node:fs'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import * as schema from '../db/schema.ts'

const folder = new URL('../db/migrations/', import.meta.url)
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
const { entries } = readJson('meta/_journal.json') as { entries: { idx: number; tag: string }[] }

type Snapshot = Awaited<ReturnType<typeof generateSQLiteDrizzleJson>>

/** The schema after the newest migration. */
const readNewestSnapshot = () =>
  readJson(`meta/${String(entries.length - 1).padStart(4, '0')}_snapshot.json`) as Snapshot

/** Generates the statements that the migrations lack for a schema. */
const generateMissingStatements = async (tables: Record<string, unknown>) =>
  generateSQLiteMigration(readNewestSnapshot(), await generateSQLiteDrizzleJson(tables))

it('has a migration for everything that schema.ts says', async () => {
  expect(await generateMissingStatements(schema), 'run `drizzle-kit generate --name <what changes>`').toEqual(
    [],
  )
})

it('would notice a table, a column or an index without its migration', async () => {
  const added = sqliteTable('added', { id: text('id').primaryKey() })
  expect(await generateMissingStatements({ ...schema, added })).toEqual([
    expect.stringContaining('CREATE TABLE `added`'),
  ])
  const columns = { connectionHash: text('connection_hash').notNull(), hour: integer('hour').notNull() }
  const attempts = { attempts: integer('attempts').notNull() }
  const withoutColumn = sqliteTable('code_attempts', columns, ({ connectionHash, hour }) => [
    primaryKey({ columns: [connectionHash, hour] }),
    index('code_attempts_by_hour').on(hour),
  ])
  const withoutIndex = sqliteTable(
    'code_attempts',
    { ...columns, ...attempts },
    ({ connectionHash, hour }) => [primaryKey({ columns: [connectionHash, hour] })],
  )
  expect(await generateMissingStatements({ ...schema, codeAttempts: withoutColumn })).toEqual([
    expect.stringContaining('`attempts`'),
  ])
  expect(await generateMissingStatements({ ...schema, codeAttempts: withoutIndex })).toEqual([
    expect.stringContaining('`code_attempts_by_hour`'),
  ])
})

it('lists every migration once, in order, with its SQL and its snapshot', () => {
  expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, index) => index))
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  expect(files.sort()).toEqual(entries.map(({ tag }) => `${tag}.sql`))
  for (const { tag, idx } of entries) expect(tag.startsWith(String(idx).padStart(4, '0'))).toBe(true)
})

it('neither declares nor migrates a cascade: a table rebuilt on D1 would delete its children', () => {
  const sources = ['../schema.ts', ...entries.map(({ tag }) => `${tag}.sql`)]
  for (const source of sources) {
    const text = readFileSync(new URL(source, folder), 'utf8').replace(/^\s*(\/\/|\/?\*|--(?!>)).*$/gm, '')
    expect(text, source).not.toMatch(/cascade/i)
  }
})
