import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import * as schema from '../../db/schema.ts'
import { queryRows } from './database-rows.ts'
import { bindings } from './test-portal.ts'

/** Every table of the portal, each after the tables to which it refers. */
const tablesInOrder: readonly SQLiteTable[] = (() => {
  const waiting = Object.values<unknown>(schema).filter((value) => is(value, SQLiteTable))
  const ordered: SQLiteTable[] = []
  for (let table = waiting.shift(); table; table = waiting.shift()) {
    const others = listReferences(table).map(({ to }) => to)
    if (others.some((other) => other !== table && waiting.includes(other))) waiting.push(table)
    else ordered.push(table)
  }
  return ordered
})()

/** Lists the columns of a table that refer to another one. */
function listReferences(table: SQLiteTable) {
  return getTableConfig(table).foreignKeys.map(({ reference }) => {
    const { columns, foreignTable } = reference()
    return { from: columns[0]?.name ?? '', to: foreignTable }
  })
}

/** The tables with something of a file: those from which references lead to it, and the file itself. */
export const tablesOfFiles: readonly SQLiteTable[] = (() => {
  const found = new Set<SQLiteTable>([schema.files])
  for (const table of tablesInOrder) {
    const names = Object.values(getTableColumns(table)).map(({ name }) => name)
    if (listReferences(table).some(({ to }) => found.has(to)) || names.includes('file_id')) found.add(table)
  }
  return [...found, schema.draftSections].filter((table, index, all) => all.indexOf(table) === index)
})()

/**
 * Inserts a closed file with a row for each of its parents in every table that holds something of a file. Every value that is
 * not a reference says whose it is: `<table> <column> <side> <file>`.
 */
export async function insertFilledFile(fileId: string): Promise<void> {
  const sides = ['initiating', 'other'] as const
  const statements = tablesInOrder
    .filter((table) => tablesOfFiles.includes(table) && !unfilled.has(table))
    .flatMap((table) =>
      (table === schema.files ? sides.slice(0, 1) : sides).map((side) => buildInsert(table, fileId, side)),
    )
  await bindings.DB.batch(statements.map((statement) => bindings.DB.prepare(statement)))
}

/** A file has neither a retention nor an erasure until it gets one. */
const unfilled = new Set<SQLiteTable>([schema.fileRetentions, schema.erasures])

function buildInsert(table: SQLiteTable, fileId: string, side: string): string {
  const name = getTableName(table)
  const references = new Map(listReferences(table).map(({ from, to }) => [from, to]))
  const entries = Object.values(getTableColumns(table)).map((column) => {
    const to = references.get(column.name)
    const value = (() => {
      if (name === 'files' && column.name === 'id') return `'${fileId}'`
      if (name === 'files' && column.name === 'stage') return `'closed'`
      if (column.name === 'file_id' || to === schema.files) return `'${fileId}'`
      if (column.name === 'merged_into_id' || to === schema.formVersions) return 'null'
      if (column.name === 'parent_id') return `'parents id ${side} ${fileId}'`
      if (to) return `'${getTableName(to)} id ${side} ${fileId}'`
      if (column.name === 'side') return `'${side}'`
      if (column.name === 'status') return `'closed'`
      if (column.name === 'amends_id' || column.name === 'superseded_at') return 'null'
      if (column.getSQLType() === 'integer') return String(sequence++)
      return `'${name} ${column.name} ${side} ${fileId}'`
    })()
    return [column.name, value] as const
  })
  return `insert into ${name} (${entries.map(([column]) => `"${column}"`).join(', ')})
    values (${entries.map(([, value]) => value).join(', ')})`
}

let sequence = 1

/** Lists every row of every table in which a value says that it is of a file and, if given, of one of its parents. */
export async function listRowsOf(fileId: string, side?: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const table of tablesOfFiles) {
    const rows = await queryRows<Record<string, unknown>>(`select * from ${getTableName(table)}`)
    const own = rows
      .map((row) => JSON.stringify(row))
      .filter((row) => row.includes(side ? `${side} ${fileId}` : fileId))
    if (own.length > 0) found.set(getTableName(table), own)
  }
  return found
}
