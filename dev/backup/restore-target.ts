import { BackupRefusal } from './refusal.ts'
import type { RemoteDatabase, Statement } from './remote-database.ts'
import { type Row, type Rows, storedTables } from './stored-tables.ts'

/** Lists the tables of a database, whichever they are. */
async function listTables(db: RemoteDatabase): Promise<string[]> {
  const [tables = []] = await db.read([
    {
      sql: `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'
        and name not like '\\_cf\\_%' escape '\\' order by rowid desc`,
    },
  ])
  return tables.map(({ name }) => String(name))
}

/** Gives the backup whose restore into a database has begun; undefined when none has. */
export async function findBegunRestore(db: RemoteDatabase): Promise<string | undefined> {
  if (!(await listTables(db)).includes(PROGRESS_TABLE)) return undefined
  const [rows = []] = await db.read([{ sql: `select backup from ${PROGRESS_TABLE} limit 1` }])
  return rows[0] && String(rows[0].backup)
}

/** Lists the tables of a database that have rows. */
export async function listFilledTables(db: RemoteDatabase): Promise<string[]> {
  const tables = (await listTables(db)).filter((name) => name !== 'd1_migrations' && name !== PROGRESS_TABLE)
  if (tables.length === 0) return []
  const found = await db.read(tables.map((name) => ({ sql: `select 1 from "${name}" limit 1` })))
  return tables.filter((_, index) => found[index]?.length)
}

/** Takes every table away, with its rows and triggers. */
export async function dropEverything(db: RemoteDatabase): Promise<void> {
  const tables = await listTables(db)
  await db.write([
    { sql: 'pragma defer_foreign_keys = on' },
    ...tables.map((name) => ({ sql: `drop table "${name}"` })),
  ])
}

/** Records that the restore of a backup begins, so that it can be carried on after it was killed. */
export async function beginRestore(db: RemoteDatabase, backup: string): Promise<void> {
  await db.write([
    { sql: `create table ${PROGRESS_TABLE} (backup text not null, piece integer primary key)` },
    recordPieceStatement(backup, BEGUN),
  ])
}

/** The pieces of a backup that a database has already. */
export async function listStoredPieces(db: RemoteDatabase): Promise<Set<number>> {
  const [rows = []] = await db.read([{ sql: `select piece from ${PROGRESS_TABLE}` }])
  return new Set(rows.map(({ piece }) => Number(piece)))
}

/** Stores the rows of a piece and that they are stored, all or none. */
export const storePiece = (db: RemoteDatabase, backup: string, number: number, rows: Rows): Promise<void> =>
  db.write([...buildInsertStatements(rows), recordPieceStatement(backup, number)])

export const endRestore = (db: RemoteDatabase): Promise<void> =>
  db.write([{ sql: `drop table ${PROGRESS_TABLE}` }])

const recordPieceStatement = (backup: string, piece: number): Statement => ({
  sql: `insert into ${PROGRESS_TABLE} (backup, piece) values (?1, ?2)`,
  params: [backup, String(piece)],
})

const PROGRESS_TABLE = 'restore_progress'
const BEGUN = -1

/** Builds the statements that insert rows, each table after those that it refers to, in bounded parts. */
export function buildInsertStatements(rows: Rows): Statement[] {
  const unknown = Object.keys(rows).filter((name) => !storedTables.some((table) => table.name === name))
  if (unknown.length > 0)
    throw new BackupRefusal(`This version of the project has no such tables: ${unknown.join(', ')}.`)
  return storedTables.flatMap(({ name }) =>
    splitIntoParts(rows[name] ?? []).map((part) => {
      const columns = Object.keys(part[0] ?? {})
      return {
        sql: `insert into "${name}" (${columns.map((column) => `"${column}"`).join(', ')}) select ${columns
          .map((_, index) => `json_extract(value, '$[${index}]')`)
          .join(', ')} from json_each(?1)`,
        params: [JSON.stringify(part.map((row) => columns.map((column) => row[column] ?? null)))],
      }
    }),
  )
}

/** D1 takes a parameter of at most 2 MB. A row of a sealed form is some ten thousand bytes. */
const MAX_PART_BYTES = 500_000
const MAX_PART_ROWS = 500

function splitIntoParts(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = []
  let bytes = 0
  for (const row of rows) {
    const size = JSON.stringify(row).length
    const last = parts.at(-1)
    if (last && last.length < MAX_PART_ROWS && bytes + size <= MAX_PART_BYTES) {
      last.push(row)
      bytes += size
    } else {
      parts.push([row])
      bytes = size
    }
  }
  return parts
}
