import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS } from '../../content/time/units.ts'
import { encryptForRecipients } from './age-files.ts'
import {
  type ChainHead,
  computeRecordDigest,
  formatPieceFile,
  hashBytes,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
} from './manifest.ts'
import { protections } from './protections.ts'
import { type ReadLimits, type ReadPiece, readPieces, type SelectColumns } from './read-rows.ts'
import { BackupRefusal } from './refusal.ts'
import type { RemoteDatabase } from './remote-database.ts'
import { findTable, formatKey, type Row } from './stored-tables.ts'

interface BackupOrder {
  readonly db: RemoteDatabase
  readonly kind: Manifest['kind']
  /** The public keys that open it. */
  readonly recipients: readonly string[]
  /** The folder in which the backup gets a folder of its own. */
  readonly folder: string
  readonly readNow: () => number
  readonly limits?: ReadLimits
}

/**
 * Backs up a database into a folder of its own, which has its name only once it is whole. Begins again when rows moved
 * from one piece to another while they were read; gives up when that happens over and over.
 */
export async function writeBackup(order: BackupOrder) {
  const startedAt = order.readNow()
  const name = `${order.db.name}-${new Date(startedAt).toISOString().replaceAll(':', '-')}-${order.kind}`
  const partial = join(order.folder, `.${name}.partial`)
  mkdirSync(order.folder, { recursive: true })
  removeForsakenParts(order.folder, startedAt)
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { mode: 0o700 })
    const manifest = await writePieces(order, name, partial)
    if (!manifest) continue
    const bytes = await encryptJson(manifestSchema.parse(manifest), order.recipients)
    writeFileSync(join(partial, MANIFEST_FILE), bytes, { mode: 0o600 })
    const path = join(order.folder, name)
    renameSync(partial, path)
    return { path, manifest, manifestHash: hashBytes(bytes) }
  }
  rmSync(partial, { recursive: true, force: true })
  throw new BackupRefusal(
    `Rows moved while they were read, ${MAX_ATTEMPTS} times in a row. Nothing was written; run the command again.`,
  )
}

const MAX_ATTEMPTS = 3

/** Removes what runs left that were killed more than a day ago. Another run may be writing meanwhile. */
function removeForsakenParts(folder: string, now: number): void {
  for (const name of readdirSync(folder).filter((each) => /^\..*\.partial$/.test(each)))
    if (now - statSync(join(folder, name)).mtimeMs > DAY_MS) rmSync(join(folder, name), { recursive: true })
}

const selectEverything: SelectColumns = ({ columns }) => columns.map(quote)

/**
 * Selects what an audit export holds: the keys of a row, the columns that protect somebody, and of others whether they are
 * empty.
 */
const selectProtections: SelectColumns = ({ name, columns, keyColumns, references, sealedColumns }) => {
  const protection = protections[name]
  if (!protection) return undefined
  if (!protection.columns) return columns.map(quote)
  const toFile = references.filter(({ table }) => table === 'files').map(({ column }) => column)
  const whole = new Set([...keyColumns, ...toFile, ...protection.columns])
  const blank = [...sealedColumns, ...(protection.blanks ?? [])].filter((column) => !whole.has(column))
  return [
    ...columns.filter((column) => whole.has(column)).map(quote),
    ...blank.map((column) => `iif("${column}" is null, null, 1) as "${column}"`),
  ]
}

const quote = (column: string): string => `"${column}"`

/** Writes the pieces and gives their manifest; undefined when rows moved between pieces meanwhile. */
async function writePieces(
  { db, kind, recipients, readNow, limits }: BackupOrder,
  id: string,
  folder: string,
): Promise<Manifest | undefined> {
  const startedAt = readNow()
  const bookmark = await db.loadBookmark()
  const before = await loadFacts(db)
  const gathered = new GatheredRows()
  const pieces: Manifest['pieces'] = []
  const selectColumns = kind === 'full' ? selectEverything : selectProtections
  for await (const piece of readPieces(db, selectColumns, limits)) {
    gathered.add(piece)
    const number = pieces.length + 1
    const bytes = await encryptJson({ backup: id, number, rows: piece.rows }, recipients)
    writeFileSync(join(folder, formatPieceFile(number)), bytes, { mode: 0o600 })
    pieces.push({ name: formatPieceFile(number), kind: piece.kind, sha256: hashBytes(bytes) })
  }
  const after = await loadFacts(db)
  if (after.merges !== before.merges || !gathered.isWhole(kind)) return undefined
  if (after.schema !== before.schema) return undefined
  return {
    ...{ format: 1, kind, id, database: db.name, startedAt, endedAt: readNow(), bookmark },
    schema: after.schema,
    counts: Object.fromEntries(gathered.counts),
    record: {
      files: gathered.heads.size,
      events: gathered.counts.get('audit_events') ?? 0,
      digest: await computeRecordDigest(gathered.heads),
    },
    anchor: before.anchor,
    pieces,
  }
}

/** Loads what has to be the same before and after, and the anchor. A merge moves rows from one file to another. */
async function loadFacts(db: RemoteDatabase) {
  const [migrations = [], merges = [], anchors = []] = await db.read([
    { sql: 'select name from d1_migrations order by id desc limit 1' },
    { sql: "select count(*) as merges from audit_events where action = 'files_merged'" },
    { sql: 'select id, state, hash, key_id from audit_checks' },
  ])
  const anchor: Row | null = anchors[0] ?? null
  return { schema: String(migrations[0]?.name), merges: Number(merges[0]?.merges), anchor }
}

/** What the pieces of a backup hold together. */
class GatheredRows {
  readonly counts = new Map<string, number>()
  /** The last event of each file’s chain. */
  readonly heads = new Map<string, ChainHead>()
  readonly #keys = new Set<string>()
  readonly #references = new Set<string>()
  #hasTwice = false

  add({ rows }: ReadPiece): void {
    for (const [name, list] of Object.entries(rows)) {
      this.counts.set(name, (this.counts.get(name) ?? 0) + list.length)
      for (const row of list) this.#addRow(name, row)
    }
  }

  #addRow(name: string, row: Row): void {
    const table = findTable(name)
    // Tokens are many, refer to their file alone, and come with it.
    if (!table || name.endsWith('_tokens')) return
    const key = `${name} ${formatKey(table, row)}`
    if (this.#keys.has(key)) this.#hasTwice = true
    this.#keys.add(key)
    for (const { column, table: target } of table.references)
      if (row[column] !== null && row[column] !== undefined)
        this.#references.add(`${target} ${JSON.stringify([row[column]])}`)
    if (name !== 'audit_events') return
    const sequence = Number(row.sequence)
    if (sequence > (this.heads.get(String(row.file_id))?.sequence ?? 0))
      this.heads.set(String(row.file_id), { sequence, hash: String(row.hash) })
  }

  /** Whether each row came once and, in a full backup, what it refers to came too. */
  isWhole(kind: Manifest['kind']): boolean {
    const isClosed = [...this.#references].every((reference) => this.#keys.has(reference))
    return !this.#hasTwice && (kind === 'audit' || isClosed)
  }
}

/** Encrypts JSON, padded with spaces, so that its size tells little of what is in it. */
async function encryptJson(content: unknown, recipients: readonly string[]): Promise<Uint8Array> {
  const text = new TextEncoder().encode(JSON.stringify(content))
  const padded = new Uint8Array(Math.ceil(text.length / PADDED_TO_BYTES) * PADDED_TO_BYTES).fill(0x20)
  padded.set(text)
  return encryptForRecipients(padded, recipients)
}

const PADDED_TO_BYTES = 64 * 1024
