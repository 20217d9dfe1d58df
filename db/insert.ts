import { type Column, getTableColumns, is, SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'

/** A row to insert, each value given or selected by SQL. */
export type RowOrSql<Table extends SQLiteTable> = {
  readonly [Name in keyof Table['$inferInsert']]: Table['$inferInsert'][Name] | SQL
}

/** Inserts a row if a condition holds, in one statement: nothing can come between the two. */
export const insertRowIf = <Table extends SQLiteTable>(
  db: Database,
  table: Table,
  row: RowOrSql<Table>,
  condition: SQL,
) => db.insert(table).select(sql`${selectRowSql(table, row)} where ${condition}`)

/** A row is there: what goes with one that was inserted under a condition depends on this instead of repeating that. */
export const hasRowCondition = (table: SQLiteTable & { readonly id: Column }, id: string): SQL =>
  sql`exists (select 1 from ${table} where ${table.id} = ${id})`

/** `select …` of a row's values in the order of its table's columns; a source and conditions may follow. */
export const selectRowSql = <Table extends SQLiteTable>(table: Table, row: RowOrSql<Table>): SQL =>
  selectColumnsSql(table, (name, column) => valueSql((row as Record<string, unknown>)[name], column))

/**
 * Inserts each row of a list if a condition holds, in one statement. `source` selects them as `row`, each a JSON object by
 * the names of the table's columns; `computed` gives columns by SQL instead, which may ask that `row`.
 */
export const insertJsonRowsIf = <Table extends SQLiteTable>(
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

/** The items of a list as the source of rows, each as `row`: a JSON object, or a plain value as itself. */
export const jsonRowsSql = (rows: readonly unknown[]): SQL =>
  sql`(select value as row from json_each(${JSON.stringify(rows)}))`

/** Drizzle inserts what is selected into every column of the table, in their order. */
const selectColumnsSql = (table: SQLiteTable, toSql: (name: string, column: Column) => SQL): SQL =>
  sql`select ${sql.join(
    Object.entries(getTableColumns(table)).map(([name, column]) => toSql(name, column)),
    sql`, `,
  )}`

/** A value that is not given is the column's default, or null; null is no parameter, of which a statement has 100. */
const valueSql = (value: unknown, column: Column): SQL => {
  if (is(value, SQL)) return value
  const given = value === undefined ? column.default : value
  return given === null || given === undefined ? sql`null` : sql`${given}`
}
