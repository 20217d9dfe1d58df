import type { PieceKind } from './manifest.ts'
import { BackupRefusal } from './refusal.ts'
import type { RemoteDatabase, Statement } from './remote-database.ts'
import {
  familyTables,
  findFamilyCondition,
  type Row,
  type Rows,
  type StoredTable,
  storedTables,
} from './stored-tables.ts'

/** Gives what is selected of a table, as SQL; undefined for a table that is left out. */
export type SelectColumns = (table: StoredTable) => readonly string[] | undefined

export interface ReadPiece {
  readonly kind: PieceKind
  readonly rows: Rows
}

/**
 * Reads the database in bounded pieces. Drafts come first, since they refer to codes and invitations of families; then come the
 * families, a few files at a time, each with all its rows at one moment; then the tables that belong to no family.
 */
export async function* readPieces(
  db: RemoteDatabase,
  selectColumns: SelectColumns,
  limits: ReadLimits = READ_LIMITS,
): AsyncGenerator<ReadPiece> {
  yield* readDrafts(db, selectColumns, limits)
  for (const fileIds of groupFiles(await listFiles(db, limits), limits.files))
    yield { kind: 'families', rows: await readFamilies(db, selectColumns, fileIds) }
  for (const table of storedTables)
    if (!DRAFT_TABLES.includes(table.name)) yield* readOwnTable(db, selectColumns, table, limits)
}

export interface ReadLimits {
  /** The most files of a piece, unless files that were merged belong together. */
  readonly files: number
  /** The most rows of a piece of a table that belongs to no family. */
  readonly rows: number
}

const READ_LIMITS: ReadLimits = { files: 5, rows: 500 }
const DRAFT_TABLES = ['drafts', 'draft_sections']

async function* readDrafts(db: RemoteDatabase, selectColumns: SelectColumns, limits: ReadLimits) {
  let after = '0'
  for (;;) {
    const page = 'select id from drafts where rowid > ?1 order by rowid limit ?2'
    const params = [after, String(limits.rows)]
    const select = (name: string, condition: string) =>
      buildSelect(
        storedTables.find((table) => table.name === name),
        selectColumns,
        condition,
        params,
      )
    const [last = [], drafts = [], sections = []] = await db.read([
      {
        sql: `select max(rowid) as last from (select rowid from drafts where rowid > ?1 order by rowid limit ?2)`,
        params,
      },
      select('drafts', `id in (${page})`),
      select('draft_sections', `draft_id in (${page})`),
    ])
    if (drafts.length === 0) return
    yield { kind: 'drafts' as const, rows: { drafts, draft_sections: sections } }
    after = String(last[0]?.last)
  }
}

interface FileToRead {
  readonly id: string
  readonly mergedIntoId: string | null
}

async function listFiles(db: RemoteDatabase, { rows }: ReadLimits): Promise<FileToRead[]> {
  const files: FileToRead[] = []
  for (;;) {
    const sql = 'select id, merged_into_id from files where id > ?1 order by id limit ?2'
    const [page = []] = await db.read([{ sql, params: [files.at(-1)?.id ?? '', String(rows)] }])
    files.push(
      ...page.map(({ id, merged_into_id }) => ({
        id: String(id),
        mergedIntoId: merged_into_id === null ? null : String(merged_into_id),
      })),
    )
    if (page.length < rows) return files
  }
}

/** Groups files for the pieces. A file that was merged into another comes with it, since rows of the one refer to the other. */
export function groupFiles(files: readonly FileToRead[], limit: number): string[][] {
  const targets = new Map(files.map(({ id, mergedIntoId }) => [id, mergedIntoId]))
  const findLast = (id: string): string => {
    let last = id
    for (const _ of files) last = targets.get(last) ?? last
    return last
  }
  const groups: string[][] = []
  for (const family of Map.groupBy(files, ({ id, mergedIntoId }) =>
    mergedIntoId ? findLast(id) : id,
  ).values()) {
    const ids = family.map(({ id }) => id)
    const last = groups.at(-1)
    if (last && last.length + ids.length <= limit) last.push(...ids)
    else groups.push(ids)
  }
  return groups
}

async function readFamilies(
  db: RemoteDatabase,
  selectColumns: SelectColumns,
  fileIds: readonly string[],
): Promise<Rows> {
  const tables = familyTables.filter(selectColumns)
  const params = [JSON.stringify(fileIds)]
  const found = await db.read(
    tables.map((table) => buildSelect(table, selectColumns, findFamilyCondition(table) ?? 'false', params)),
  )
  return Object.fromEntries(
    tables.flatMap(({ name }, index) => (found[index]?.length ? [[name, found[index]]] : [])),
  )
}

async function* readOwnTable(
  db: RemoteDatabase,
  selectColumns: SelectColumns,
  table: StoredTable,
  limits: ReadLimits,
) {
  const toFile = table.references.find((reference) => reference.table === 'files')
  const isFamilyTable = familyTables.includes(table)
  if (!selectColumns(table) || (isFamilyTable && (toFile?.isRequired ?? true))) return
  const condition = `rowid > ?1${isFamilyTable ? ` and ${toFile?.column} is null` : ''} order by rowid limit ?2`
  let after = '0'
  for (;;) {
    const params = [after, String(limits.rows)]
    const select = buildSelect(table, selectColumns, condition, params)
    const [page = []] = await db.read([
      { ...select, sql: select.sql.replace('select ', 'select rowid as "rowid", ') },
    ])
    if (page.length === 0) return
    after = String(page.at(-1)?.rowid)
    yield { kind: 'table' as const, rows: { [table.name]: page.map(({ rowid: _, ...row }): Row => row) } }
  }
}

function buildSelect(
  table: StoredTable | undefined,
  selectColumns: SelectColumns,
  condition: string,
  params: readonly string[],
): Statement {
  const columns = table && selectColumns(table)
  if (!table || !columns) throw new BackupRefusal('A table is missing in what is read.')
  return {
    sql: `select ${columns.join(', ')} from "${table.name}" where ${condition}`,
    params,
  }
}
