import type { AuditSigner } from '../../db/audit-signer.ts'
import { sha256Hex } from '../privacy/sha256.ts'

/** The state of the whole record at an instant, which a line in an e-mail keeps outside the database. */
export interface RecordAnchor {
  /** The instant in milliseconds up to which events count. */
  readonly until: number
  readonly files: number
  readonly events: number
  /** The digest over the last event of each file up to then. */
  readonly digest: string
}

/**
 * Writes an anchor as one signed line:
 * `evenhand-record 2026-11-29T07:50:00.000Z files=152 events=6120 heads=… key=audit-1 mac=…`.
 */
export async function formatAnchorLine(
  { keyId, sign }: AuditSigner,
  { until, files, events, digest }: RecordAnchor,
): Promise<string> {
  const state = `evenhand-record ${new Date(until).toISOString()} files=${files} events=${events} heads=${digest}`
  const text = `${state} key=${keyId}`
  return `${text} mac=${await sign(text)}`
}

/** Reads a line as `formatAnchorLine` wrote it, whatever stands around it; undefined when it was not signed by us. */
export async function parseAnchorLine(signer: AuditSigner, typed: string): Promise<RecordAnchor | undefined> {
  const match = LINE_PATTERN.exec(typed.replace(/\s+/g, ' '))
  if (!match) return undefined
  const [, text = '', until = '', files, events, digest = '', keyId = '', mac = ''] = match
  if (!(await signer.verify(keyId, text, mac))) return undefined
  return { until: Date.parse(until), files: Number(files), events: Number(events), digest }
}

const LINE_PATTERN =
  /(evenhand-record (\S{24}) files=(\d+) events=(\d+) heads=([0-9a-f]{64}) key=([\w-]+)) mac=([0-9a-f]{64})/

/** The digest of a record without files. */
export const EMPTY_DIGEST = '0'.repeat(64)

/** Adds the last event of one more file to a digest. Files are added in the order of their ids. */
export const addHeadToDigest = (
  digest: string,
  { fileId, sequence, hash }: { readonly fileId: string; readonly sequence: number; readonly hash: string },
): Promise<string> => sha256Hex(JSON.stringify([digest, fileId, sequence, hash]))
