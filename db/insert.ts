import { type Column, getTableColumns, is, SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'

/** A row to insert. Each value is given, or selected by SQL. */
export type RowOrSql<Table extends SQLiteTable> = {
  readonly [Name in keyof Table['$inferInsert']]: Table['$inferInsert'][Name] | SQL
}

/** Inserts a row if a condition holds. It is one statement, so nothing can happen between the check and the insert. */
export const insertRowIfStatement = <Table extends SQLiteTable>(
  db: Database,
  table: Table,
  row: RowOrSql<Table>,
  condition: SQL,
) => db.insert(table).select(sql`${selectGivenRowSql(table, row)} where ${condition}`)

/**
 * Holds when the row exists. Rows that belong to one that was inserted under a condition depend on this, so the
 * condition is not repeated.
 */
export const hasRowCondition = (table: SQLiteTable & { readonly id: Column }, id: string): SQL =>
  sql`exists (select 1 from ${table} where ${table.id} = ${id})`

/**
 * Writes `select …` with the values of a row in the order of the table’s columns. A source and conditions may follow
 * it.
 */
export const selectGivenRowSql = <Table extends SQLiteTable>(table: Table, row: RowOrSql<Table>): SQL =>
  selectColumnsSql(table, (name, column) => valueSql((row as Record<string, unknown>)[name], column))

/**
 * Inserts each row of a list if a condition holds, in one statement. `source` gives each row as `row`, a JSON object
 * with the names of the table’s columns. `computed` gives columns by SQL instead, which may read `row`.
 */
export const insertJsonRowsIfStatement = <Table extends SQLiteTable>(
  db: Database,
  table: Table,
  source: SQL,
  condition: SQL,
  computed: Partial<Record<keyof Table['$inferInsert'], SQL>> = {},
) =>
  db
    .insert(table)
    .select(
      sql`${selectColumnsSql(
        table,
        (name) => (computed as Record<string, SQL | undefined>)[name] ?? sql`row ->> ${sql.raw(`'${name}'`)}`,
      )} from ${source} where ${condition}`,
    )

/** Writes a list as a source of rows, with one item as `row`: an object as JSON, a plain value as itself. */
export const jsonRowsSql = (rows: readonly unknown[]): SQL =>
  sql`(select value as row from json_each(${JSON.stringify(rows)}))`

/** Writes `select …` with one value for every column, because drizzle inserts into all columns in their order. */
const selectColumnsSql = (table: SQLiteTable, toSql: (name: string, column: Column) => SQL): SQL =>
  sql`select ${sql.join(
    Object.entries(getTableColumns(table)).map(([name, column]) => toSql(name, column)),
    sql`, `,
  )}`

/**
 * Writes a value as SQL. A missing value becomes the column’s default, or null. Null is written literally, because a D1
 * statement takes at most 100 parameters.
 */
const valueSql = (value: unknown, column: Column): SQL => {
  if (is(value, SQL)) return value
  const given = value === undefined ? column.default : value
  return given === null || given === undefined ? sql`null` : sql`${given}`
}
