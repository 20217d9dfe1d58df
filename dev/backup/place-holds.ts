import { randomUUID } from 'node:crypto'
import type { ContactHoldReason } from '../../content/authorisation/order-readings.ts'
import { type FileStage, isDismissedStage, isOpenStage } from '../../content/file-stages.ts'
import type { AuditSigner } from '../../db/audit-signer.ts'
import { buildRestoredHoldEvent } from './audit-chains.ts'
import type { Row, Rows } from './stored-tables.ts'

/**
 * Places a contact hold in each file that is open or can be opened again, on the record, until a coordinator lifts it at
 * the desk: what happened after the newest audit export is unknown.
 */
export async function placeHolds(rows: Rows, auditSigner: AuditSigner, now: number): Promise<Rows> {
  const holds: Row[] = []
  const events: Row[] = []
  for (const { id, stage } of rows.files ?? []) {
    const parents = (rows.parents ?? []).filter(({ file_id }) => file_id === id)
    const parent = parents.find(({ side }) => side === 'initiating') ?? parents[0]
    if (!parent || !(isOpenStage(stage as FileStage) || isDismissedStage(stage as FileStage))) continue
    const chain = (rows.audit_events ?? []).filter(({ file_id }) => file_id === id)
    const last = chain.toSorted((one, other) => Number(one.sequence) - Number(other.sequence)).at(-1)
    holds.push(buildHold(String(parent.id), now))
    events.push(await buildRestoredHoldEvent(auditSigner, String(id), last, now))
  }
  return {
    ...rows,
    ...(holds.length > 0 && {
      contact_holds: [...(rows.contact_holds ?? []), ...holds],
      audit_events: [...(rows.audit_events ?? []), ...events],
    }),
  }
}

const RESTORED: ContactHoldReason = 'restored-from-backup'

const buildHold = (parentId: string, now: number): Row => ({
  ...{ id: randomUUID(), parent_id: parentId, reported_in: 'desk', reported_at: now, placed_by: 'system' },
  ...{ placed_reason: RESTORED, order_read_at: null, order_read_by: null, finding: null },
  ...{ order_reading_id: null, lifted_at: null },
})
