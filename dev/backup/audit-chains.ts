import { type AuditRow, buildNextAuditRow, getFirstBrokenAuditSequence } from '../../db/audit.ts'
import type { AuditSigner } from '../../db/audit-signer.ts'
import type { RecordAnchor } from '../../worker/record/anchor-line.ts'
import { type ChainHead, computeRecordDigest } from './manifest.ts'
import type { Row } from './stored-tables.ts'

/** The record of each file, oldest event first. */
export type Chains = ReadonlyMap<string, readonly Row[]>

const toAuditRow = (row: Row): AuditRow => ({
  fileId: String(row.file_id),
  sequence: Number(row.sequence),
  actor: String(row.actor),
  action: String(row.action),
  detail: String(row.detail),
  happenedAt: Number(row.happened_at),
  previousHash: String(row.previous_hash),
  hash: String(row.hash),
  keyId: String(row.key_id),
})

const fromAuditRow = ({ fileId, happenedAt, previousHash, keyId, ...row }: AuditRow): Row => ({
  ...{ file_id: fileId, sequence: row.sequence, actor: row.actor, action: row.action, detail: row.detail },
  ...{ happened_at: happenedAt, previous_hash: previousHash, hash: row.hash, key_id: keyId },
})

/** Groups events by their file, in the order of the record. */
export const groupChains = (events: readonly Row[]): Map<string, Row[]> =>
  new Map(
    [...Map.groupBy(events, ({ file_id }) => String(file_id))].map(([fileId, chain]) => [
      fileId,
      chain.toSorted((one, other) => Number(one.sequence) - Number(other.sequence)),
    ]),
  )

/** Lists the files whose chain is not whole, as the portal’s own check finds. */
export async function listBrokenChains(auditSigner: AuditSigner, chains: Chains): Promise<string[]> {
  const broken: string[] = []
  for (const [fileId, chain] of chains)
    if ((await getFirstBrokenAuditSequence({ auditSigner }, chain.map(toAuditRow))) !== undefined)
      broken.push(fileId)
  return broken
}

/** Lists the files whose chain lacks an event that it had, or has another one in its place. */
export const listChangedChains = (heads: ReadonlyMap<string, ChainHead>, chains: Chains): string[] =>
  [...heads].flatMap(([fileId, { sequence, hash }]) =>
    chains.get(fileId)?.[sequence - 1]?.hash === hash ? [] : [fileId],
  )

/** Whether the record still holds what an anchor of an earlier day states. */
export async function holdsAnchor(chains: Chains, { until, files, digest }: RecordAnchor): Promise<boolean> {
  const heads = new Map<string, ChainHead>()
  for (const [fileId, chain] of chains) {
    const last = chain.findLast(({ happened_at }) => Number(happened_at) <= until)
    if (last) heads.set(fileId, { sequence: Number(last.sequence), hash: String(last.hash) })
  }
  return heads.size === files && (await computeRecordDigest(heads)) === digest
}

/** Builds the event that records a contact hold of a restored file, signed as the portal signs. */
export const buildRestoredHoldEvent = async (
  auditSigner: AuditSigner,
  fileId: string,
  last: Row | undefined,
  happenedAt: number,
): Promise<Row> =>
  fromAuditRow(
    await buildNextAuditRow({ auditSigner }, last && toAuditRow(last), {
      ...{ fileId, actor: 'system', action: 'contact_hold_put_back', happenedAt },
      detail: { holdReason: 'restored-from-backup' },
    }),
  )
