import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decryptWithKeys } from './age-files.ts'
import {
  type ChainHead,
  computeRecordDigest,
  hashBytes,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  type PieceKind,
  pieceSchema,
} from './manifest.ts'
import { BackupRefusal } from './refusal.ts'
import type { Rows } from './stored-tables.ts'

/** A backup whose manifest was read. */
export interface OpenBackup {
  readonly manifest: Manifest
  /** SHA-256 of the encrypted manifest, as the command that made the backup printed it. */
  readonly manifestHash: string
  readPieces(kinds?: readonly PieceKind[]): AsyncGenerator<BackupPiece>
}

interface BackupPiece {
  readonly number: number
  readonly kind: PieceKind
  readonly rows: Rows
}

/** Opens a backup with the keys of the practice. Refuses one that is not whole, or that these keys do not open. */
export async function openBackup(folder: string, keys: readonly string[]): Promise<OpenBackup> {
  if (!existsSync(join(folder, MANIFEST_FILE)))
    throw new BackupRefusal(`${folder} is no backup: it has no ${MANIFEST_FILE}.`)
  const bytes = readFileSync(join(folder, MANIFEST_FILE))
  const parsed = manifestSchema.safeParse(await decryptJson(MANIFEST_FILE, bytes, keys))
  if (!parsed.success)
    throw new BackupRefusal(`${MANIFEST_FILE}: it was written by another version of the project, or changed.`)
  const manifest = parsed.data
  return {
    manifest,
    manifestHash: hashBytes(bytes),
    readPieces: async function* (kinds) {
      for (const [index, { name, kind, sha256 }] of manifest.pieces.entries()) {
        if (kinds && !kinds.includes(kind)) continue
        const rows = await readPiece(folder, keys, manifest, { name, sha256, number: index + 1 })
        yield { number: index + 1, kind, rows }
      }
    },
  }
}

async function readPiece(
  folder: string,
  keys: readonly string[],
  manifest: Manifest,
  { name, sha256, number }: { readonly name: string; readonly sha256: string; readonly number: number },
): Promise<Rows> {
  const path = join(folder, name)
  if (!existsSync(path)) throw new BackupRefusal(`${name}: this piece of the backup is missing.`)
  const bytes = readFileSync(path)
  if (hashBytes(bytes) !== sha256)
    throw new BackupRefusal(
      `${name}: it is not the piece that the manifest names. It was cut off, changed or swapped.`,
    )
  const parsed = pieceSchema.safeParse(await decryptJson(name, bytes, keys))
  if (!parsed.success || parsed.data.backup !== manifest.id || parsed.data.number !== number)
    throw new BackupRefusal(`${name}: it belongs elsewhere.`)
  return parsed.data.rows
}

async function decryptJson(name: string, bytes: Uint8Array, keys: readonly string[]): Promise<unknown> {
  const text = new TextDecoder().decode(await decryptWithKeys(name, bytes, keys))
  try {
    return JSON.parse(text)
  } catch {
    throw new BackupRefusal(`${name}: it holds no backup.`)
  }
}

/** Reads every piece once, and refuses a backup whose rows are not those that its manifest counts. */
export async function checkPieces({
  manifest,
  readPieces,
}: OpenBackup): Promise<ReadonlyMap<string, ChainHead>> {
  const counts: Record<string, number> = {}
  const heads = new Map<string, ChainHead>()
  for await (const { rows } of readPieces()) {
    for (const [table, list] of Object.entries(rows)) counts[table] = (counts[table] ?? 0) + list.length
    for (const { file_id, sequence, hash } of rows.audit_events ?? [])
      if (Number(sequence) > (heads.get(String(file_id))?.sequence ?? 0))
        heads.set(String(file_id), { sequence: Number(sequence), hash: String(hash) })
  }
  const tables = new Set([...Object.keys(counts), ...Object.keys(manifest.counts)])
  const different = [...tables].filter((table) => (counts[table] ?? 0) !== (manifest.counts[table] ?? 0))
  if (different.length > 0)
    throw new BackupRefusal(`The pieces do not hold what the manifest counts: ${different.join(', ')}.`)
  const { files, events, digest } = manifest.record
  if (
    heads.size !== files ||
    (counts.audit_events ?? 0) !== events ||
    (await computeRecordDigest(heads)) !== digest
  )
    throw new BackupRefusal('The record in the pieces is not the one that the manifest states.')
  return heads
}
