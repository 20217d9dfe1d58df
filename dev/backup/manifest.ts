import { createHash } from 'node:crypto'
import { z } from 'zod'
import { addHeadToDigest, EMPTY_DIGEST } from '../../worker/record/anchor-line.ts'

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** What a piece holds: drafts, the rows of some families, or rows of a table that belongs to no family. */
const pieceKindSchema = z.enum(['drafts', 'families', 'table'])

/**
 * The first thing that is read of a backup: what it holds, so that nothing of it can be missing, swapped or changed
 * unnoticed.
 */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** The whole database, or only the record and what withdraws, stops or erases. */
  kind: z.enum(['full', 'audit']),
  id: z.string(),
  database: z.string(),
  /** Milliseconds: when the first row was read, and the last. */
  startedAt: z.number(),
  endedAt: z.number(),
  /** The bookmark of Time Travel before the first row was read. */
  bookmark: z.string().nullable(),
  /** The name of the newest migration: `0029_email_problems.sql`. */
  schema: z.string(),
  /** The number of rows of each table. */
  counts: z.record(z.string(), z.number()),
  /** The record: its chains, its events, and the digest over the last event of each chain. */
  record: z.object({ files: z.number(), events: z.number(), digest: z.string() }),
  /** The signed state of the daily check, which holds the anchor that the administrators were mailed; null before the first. */
  anchor: rowSchema.nullable(),
  pieces: z.array(z.object({ name: z.string(), kind: pieceKindSchema, sha256: z.string() })),
})

export type Manifest = z.infer<typeof manifestSchema>
export type PieceKind = z.infer<typeof pieceKindSchema>

/** A piece as it is encrypted. It names its backup and its place, so that no other can stand there. */
export const pieceSchema = z.object({
  backup: z.string(),
  number: z.number(),
  rows: z.record(z.string(), z.array(rowSchema)),
})

/** The last event of a file’s chain. */
export interface ChainHead {
  readonly sequence: number
  readonly hash: string
}

/** Computes the digest over the last event of each chain, as the line that anchors the record does. */
export async function computeRecordDigest(heads: ReadonlyMap<string, ChainHead>): Promise<string> {
  let digest = EMPTY_DIGEST
  for (const [fileId, head] of [...heads].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    digest = await addHeadToDigest(digest, { fileId, ...head })
  return digest
}

export const hashBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The names of files in a backup’s folder. */
export const MANIFEST_FILE = 'manifest.age'
export const formatPieceFile = (number: number): string => `${String(number).padStart(5, '0')}.age`
