import { expect } from 'vitest'
import { bindings } from './test-portal.ts'

export type DatabaseRow = Readonly<Record<string, unknown>>

/** Selects every row of every table, by table. */
export async function selectAllTables(): Promise<Record<string, DatabaseRow[]>> {
  const tables = await queryRows<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' order by name",
  )
  const read = tables.map(({ name }) => bindings.DB.prepare(`select * from "${name}" order by rowid`))
  const results = await bindings.DB.batch<Record<string, unknown>>(read)
  return Object.fromEntries(tables.map(({ name }, index) => [name, results[index]?.results ?? []]))
}

/** Runs an action and expects that every row of every table stays as it was. Returns the action's result. */
export async function changesNothing<Result>(action: () => Promise<Result>): Promise<Result> {
  const before = await selectAllTables()
  const result = await action()
  expect(await selectAllTables()).toEqual(before)
  return result
}

/** Runs an action and expects that it is answered with a status and changes no row. Returns the response. */
export async function expectNoChange(status: number, action: () => Promise<Response>): Promise<Response> {
  const response = await changesNothing(action)
  expect(response.status).toBe(status)
  return response
}

/** Runs an action and expects that it is refused: it gives false, and every row stays as it was. */
export async function expectRefused(action: () => Promise<boolean>): Promise<void> {
  expect(await changesNothing(action)).toBe(false)
}

/** Queries the database directly instead of through the portal. */
export async function queryRows<R extends object = DatabaseRow>(
  sql: string,
  ...values: unknown[]
): Promise<R[]> {
  const { results } = await bindings.DB.prepare(sql)
    .bind(...values)
    .all<R & Record<string, unknown>>()
  return results
}

/** The number of rows in a table. */
export async function countRows(table: string): Promise<number> {
  const [row] = await queryRows<{ n: number }>(`select count(*) as n from "${table}"`)
  return row?.n ?? 0
}
