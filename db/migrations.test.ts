import { applyD1Migrations, type D1Migration } from 'cloudflare:test'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { type DatabaseRow, queryRows } from '../tests/support/database-rows.ts'
import { bindings } from '../tests/support/test-portal.ts'

beforeEach(dropEverything)
// The next test file needs an empty database, without these households.
afterAll(dropEverything)

/** Drops every table. The reset of the runtime sometimes leaves rows that another test file wrote just before. */
async function dropEverything() {
  const tables = await queryRows<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%'",
  )
  const drops = tables.map(({ name }) => bindings.DB.prepare(`drop table "${name}"`))
  await bindings.DB.batch([bindings.DB.prepare('pragma defer_foreign_keys = on'), ...drops])
}

it('loses no row and breaks no reference, whichever migration is applied to a database in use', async () => {
  expect(bindings.MIGRATIONS.length).toBeGreaterThan(0)
  expect(await harmOf(bindings.MIGRATIONS)).toEqual([])
  const counts = await countRows()
  expect(counts.size).toBeGreaterThan(5)
  expect(counts).toEqual(new Map([...counts].map(([table]) => [table, ROWS])))
})

it('changes no value of a column that stays, whichever migration is applied to a database in use', async () => {
  for (let applied = 1; applied < bindings.MIGRATIONS.length; applied++) {
    await applyD1Migrations(bindings.DB, bindings.MIGRATIONS.slice(0, applied))
    await fillEmptyTables()
    const before = await valuesOf(await tablesInOrder())
    await applyD1Migrations(bindings.DB, bindings.MIGRATIONS.slice(0, applied + 1))
    const after = await valuesOf([...before.keys()])
    for (const [table, stored] of before) {
      const stays = Object.keys(after.get(table)?.[0] ?? {})
      const expected = stored.map((row) =>
        Object.fromEntries(stays.flatMap((name) => (name in row ? [[name, row[name]]] : []))),
      )
      expect(after.get(table), table).toMatchObject(expected)
    }
  }
})

it('counts a parent as screened for what was told, whose other parent had been called before talks were noted', async () => {
  const until = bindings.MIGRATIONS.findIndex(({ name }) => name.endsWith('_screenings.sql'))
  await applyD1Migrations(bindings.DB, bindings.MIGRATIONS.slice(0, until))
  for (const statement of [
    "insert into files (id, reference, route, stage, created_at) values ('f', 'f', 'one-parent', 'open', 1)",
    "insert into parents (id, file_id, side, language) values ('called', 'f', 'initiating', 'en'), ('joint', 'f', 'other', 'en')",
    "insert into authorisations (id, parent_id, created_at) values ('a', 'called', 1), ('b', 'joint', 1)",
    `insert into call_attempts (id, authorisation_id, attempted_at, recorded_at, recorded_by, channel, outcome, next_step)
      values ('first', 'a', 5, 6, 'robin', 'phone', 'no-answer', 'call-again'),
        ('second', 'a', 8, 9, 'robin', 'phone', 'no-answer', 'call-again')`,
    "insert into contact_holds (id, parent_id, reported_in, reported_at) values ('hold', 'called', 'intake', 7)",
    `insert into appointments (id, file_id, coordinator_id, kind, mode, starts_at, ends_at, busy_from, busy_until, created_at, created_by)
      values ('individual', 'f', 'robin', 'individual', 'video', 1, 2, 1, 2, 1, 'robin')`,
    "insert into attendances (id, appointment_id, parent_id, sealed_details) values ('at', 'individual', 'joint', 'x')",
  ])
    await queryRows(statement)
  await applyD1Migrations(bindings.DB, bindings.MIGRATIONS)
  expect(
    await queryRows(
      'select parent_id, recorded_at, recorded_by, waiver, finding, covers_until from screenings',
    ),
  ).toEqual([
    {
      ...{ parent_id: 'called', recorded_at: 5, recorded_by: 'system', covers_until: 8 },
      ...{ waiver: 'before-screenings', finding: 'go-ahead' },
    },
  ])
})

it('deletes nothing by cascade: a table rebuilt on D1 would fire it', async () => {
  await applyD1Migrations(bindings.DB, bindings.MIGRATIONS)
  const keys = await Promise.all((await tablesInOrder()).map(foreignKeys))
  expect(keys.flat().length).toBeGreaterThan(5)
  for (const key of keys.flat()) expect(key).toMatchObject({ on_delete: 'NO ACTION', on_update: 'NO ACTION' })
})

/** Builds a first migration with two tables. */
const households = (onDelete: string): D1Migration => ({
  name: '0000_households.sql',
  queries: [
    'CREATE TABLE households (id text PRIMARY KEY NOT NULL, street text)',
    `CREATE TABLE pets (
      id text PRIMARY KEY NOT NULL, household_id text NOT NULL REFERENCES households(id) ON DELETE ${onDelete})`,
  ],
})

/**
 * A migration that changes a column’s type as drizzle-kit does: it creates a new table, copies the rows and drops the
 * old table. D1 ignores the pragma.
 */
const rebuilt: D1Migration = {
  name: '0001_rebuilt.sql',
  queries: [
    'PRAGMA foreign_keys=OFF',
    'CREATE TABLE __new_households (id text PRIMARY KEY NOT NULL, street text DEFAULT "")',
    'INSERT INTO __new_households(id, street) SELECT id, street FROM households',
    'DROP TABLE households',
    'ALTER TABLE __new_households RENAME TO households',
    'PRAGMA foreign_keys=ON',
  ],
}

it('reports the rows that a rebuilt table takes with it where a child cascades', async () => {
  expect(await harmOf([households('CASCADE'), rebuilt])).toEqual([
    `0001_rebuilt.sql: pets had ${ROWS} rows and has 0`,
  ])
})

it('reports a rebuilt table that its children stop from being dropped', async () => {
  expect(await harmOf([households('NO ACTION'), rebuilt])).toEqual([
    expect.stringMatching(/^0001_rebuilt\.sql: .*FOREIGN KEY constraint failed/),
  ])
})

it('passes a table rebuilt so that its references hold again when the migration ends', async () => {
  const queries = [
    'PRAGMA defer_foreign_keys=ON',
    'CREATE TABLE __copy AS SELECT * FROM households',
    'DROP TABLE households',
    'CREATE TABLE households (id text PRIMARY KEY NOT NULL, street text DEFAULT "")',
    'INSERT INTO households(id, street) SELECT id, street FROM __copy',
    'DROP TABLE __copy',
  ]
  expect(await harmOf([households('NO ACTION'), { ...rebuilt, queries }])).toEqual([])
  const counts = [
    ['households', ROWS],
    ['pets', ROWS],
  ] as const
  expect(await countRows()).toEqual(new Map(counts))
})

it('reports a table that was dropped, rows that were deleted and rows that were added', async () => {
  const careless = [
    { name: '0001_dropped.sql', queries: ['DROP TABLE pets'] },
    { name: '0002_emptied.sql', queries: ['DELETE FROM households WHERE rowid = 1'] },
    { name: '0003_filled.sql', queries: ["INSERT INTO households VALUES ('more', '')"] },
  ]
  expect(await harmOf([households('NO ACTION'), ...careless])).toEqual([
    `0001_dropped.sql: pets had ${ROWS} rows and was dropped`,
    `0002_emptied.sql: households had ${ROWS} rows and has ${ROWS - 1}`,
    `0003_filled.sql: households had ${ROWS - 1} rows and has ${ROWS}`,
  ])
})

/** The number of rows that each table gets before the next migration. */
const ROWS = 3

/**
 * Applies migrations one after the other while every table holds rows, and lists what each migration did to existing
 * rows.
 */
async function harmOf(migrations: readonly D1Migration[]): Promise<string[]> {
  const harm: string[] = []
  for (const [index, { name }] of migrations.entries()) {
    const before = await countRows()
    try {
      await applyD1Migrations(bindings.DB, migrations.slice(0, index + 1))
    } catch (error) {
      return [...harm, `${name}: ${error instanceof Error ? error.message : error}`]
    }
    const after = await countRows()
    for (const [table, count] of before) {
      const now = after.get(table)
      if (now === undefined) harm.push(`${name}: ${table} had ${count} rows and was dropped`)
      else if (now !== count) harm.push(`${name}: ${table} had ${count} rows and has ${now}`)
    }
    for (const { table } of await queryRows<{ table: string }>('PRAGMA foreign_key_check')) {
      harm.push(`${name}: a row of ${table} refers to one that is not there`)
    }
    await fillEmptyTables()
  }
  return harm
}

/** Lists the tables that the migrations create, each after the tables to which it refers. */
async function tablesInOrder(): Promise<string[]> {
  const named = await queryRows<{ name: string }>(
    `select name from sqlite_master where type = 'table'
     and name not like 'sqlite\\_%' escape '\\' and name not like '\\_cf\\_%' escape '\\' and name <> 'd1_migrations'`,
  )
  const ordered: string[] = []
  const waiting = named.map(({ name }) => name)
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const parents = (await foreignKeys(name)).map(({ table }) => table)
    const missing = parents.some((parent) => parent !== name && waiting.includes(parent))
    if (missing) waiting.push(name)
    else ordered.push(name)
  }
  return ordered
}

async function valuesOf(tables: readonly string[]): Promise<Map<string, DatabaseRow[]>> {
  const values = new Map<string, DatabaseRow[]>()
  for (const table of tables) values.set(table, await queryRows(`select * from "${table}" order by rowid`))
  return values
}

async function countRows(): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const table of await tablesInOrder()) {
    const [row] = await queryRows<{ n: number }>(`select count(*) as n from "${table}"`)
    counts.set(table, row?.n ?? 0)
  }
  return counts
}

interface ForeignKey {
  readonly table: string
  readonly from: string
  readonly to: string
  readonly on_delete: string
  readonly on_update: string
}

const foreignKeys = (table: string) => queryRows<ForeignKey>(`PRAGMA foreign_key_list("${table}")`)

/** Fills every empty table with rows: references point to existing rows, and every other value is unique. */
async function fillEmptyTables(): Promise<void> {
  const counts = await countRows()
  for (const [table] of [...counts].filter(([, count]) => count === 0)) {
    const references = new Map((await foreignKeys(table)).map((key) => [key.from, key]))
    const columns = await queryRows<{ name: string; type: string }>(`PRAGMA table_info("${table}")`)
    for (let row = 0; row < ROWS; row++) {
      const values = columns.map(({ name, type }) => {
        const key = references.get(name)
        if (key) return `(select "${key.to}" from "${key.table}" limit 1 offset ${row % ROWS})`
        return /int|real|numeric/i.test(type) ? `${row + 1}` : `'${table} ${name} ${row}'`
      })
      const names = columns.map(({ name }) => `"${name}"`)
      await bindings.DB.prepare(`insert into "${table}" (${names}) values (${values})`).run()
    }
  }
}
