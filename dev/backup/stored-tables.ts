import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import * as schema from '../../db/schema.ts'

type Value = string | number | null
export type Row = Readonly<Record<string, Value>>
/** The rows of several tables, by the table’s name. */
export type Rows = Readonly<Record<string, readonly Row[]>>

/** A table as the database has it. */
export interface StoredTable {
  readonly name: string
  readonly columns: readonly string[]
  /** The sealed columns that may be empty. */
  readonly sealedColumns: readonly string[]
  readonly keyColumns: readonly string[]
  readonly references: readonly Reference[]
}

interface Reference {
  readonly column: string
  readonly table: string
  readonly foreignColumn: string
  readonly isRequired: boolean
}

/** Every table, in an order in which each comes after those that it refers to. */
export const storedTables: readonly StoredTable[] = orderByReferences(
  Object.values(schema)
    .filter((value) => is(value, SQLiteTable))
    .map(describeTable)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
)

export const findTable = (name: string): StoredTable | undefined =>
  storedTables.find((table) => table.name === name)

/** Gives the primary key of a row as text. */
export const formatKey = ({ keyColumns }: StoredTable, row: Row): string =>
  JSON.stringify(keyColumns.map((column) => row[column]))

/**
 * Writes the condition for the rows that belong to some files, whose ids are the JSON list `?1`; undefined for a table whose
 * rows belong to no file. A reference that may be empty counts only when it is to the file itself.
 */
export function findFamilyCondition({ references, name }: StoredTable): string | undefined {
  const among = 'in (select value from json_each(?1))'
  if (name === 'files') return `id ${among}`
  const toFile = references.find(({ table }) => table === 'files')
  if (toFile) return `${toFile.column} ${among}`
  for (const { column, table, foreignColumn, isRequired } of references) {
    const target = findTable(table)
    const condition = isRequired && target && findFamilyCondition(target)
    if (condition) return `${column} in (select ${foreignColumn} from ${table} where ${condition})`
  }
  return undefined
}

/** The tables whose rows belong to a file. */
export const familyTables: readonly StoredTable[] = storedTables.filter(findFamilyCondition)

function describeTable(table: SQLiteTable): StoredTable {
  const { name, columns, primaryKeys, foreignKeys } = getTableConfig(table)
  const keyColumns = columns.filter(({ primary }) => primary)
  return {
    name,
    columns: columns.map((column) => column.name),
    sealedColumns: columns
      .filter((column) => !column.notNull && column.name.startsWith('sealed_'))
      .map((column) => column.name),
    keyColumns: (primaryKeys[0]?.columns ?? keyColumns).map((column) => column.name),
    references: foreignKeys.flatMap((key) => {
      const reference = key.reference()
      return reference.columns.map((column, index) => ({
        column: column.name,
        table: getTableConfig(reference.foreignTable).name,
        foreignColumn: reference.foreignColumns[index]?.name ?? '',
        isRequired: column.notNull,
      }))
    }),
  }
}

function orderByReferences(tables: readonly StoredTable[]): StoredTable[] {
  const ordered = new Map<string, StoredTable>()
  const add = (table: StoredTable) => {
    for (const { table: name } of table.references) {
      const target = tables.find((each) => each.name === name)
      if (target && target !== table && !ordered.has(name)) add(target)
    }
    ordered.set(table.name, table)
  }
  for (const table of tables) add(table)
  return [...ordered.values()]
}
