import { expect } from 'vitest'
import { bindings } from './test-portal.ts'

export type DatabaseRow = Readonly<Record<string, unknown>>

/** Every row of every table, by table. */
export async function selectAllTables(): Promise<Record<string, DatabaseRow[]>> {
  const tables = await queryRows<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' order by name",
  )
  const read = tables.map(({ name }) => bindings.DB.prepare(`select * from "${name}" order by rowid`))
  const results = await bindings.DB.batch<Record<string, unknown>>(read)
  return Object.fromEntries(tables.map(({ name }, index) => [name, results[index]?.results ?? []]))
}

/** Does something, and holds it to leaving every row of every table as it was. */
export async function changesNothing<Result>(action: () => Promise<Result>): Promise<Result> {
  const before = await selectAllTables()
  const result = await action()
  expect(await selectAllTables()).toEqual(before)
  return result
}

/** Asks the database directly, past the portal. */
export async function queryRows<R extends object = DatabaseRow>(
  sql: string,
  ...values: unknown[]
): Promise<R[]> {
  const { results } = await bindings.DB.prepare(sql)
    .bind(...values)
    .all<R & Record<string, unknown>>()
  return results
}

/** How many rows a table has. */
export async function countRows(table: string): Promise<number> {
  const [row] = await queryRows<{ n: number }>(`select count(*) as n from "${table}"`)
  return row?.n ?? 0
}
