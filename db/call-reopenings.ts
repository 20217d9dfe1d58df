import { sql } from 'drizzle-orm'
import type { CallReopeningReason } from '../content/authorisation/call-attempts.ts'
import { type AuditEvent, mutateWithAuditIf } from './audit.ts'
import type { Database } from './database.ts'
import { leadsOpenFileCondition } from './file-stage.ts'
import { callsAreOverCondition, hasUnsafeCallCondition, isEveryCallCoveredCondition } from './gate.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { callReopenings } from './schema.ts'

/**
 * Reopens calls to the other parent of a parent, for a reason, on behalf of the lead coordinator. Call attempts recorded
 * until `coversUntil`, which the coordinator saw, then stop no call any more. Gives false when nothing stops calls; when
 * an attempt was recorded after that instant, because the page did not show it; and when a call was unsafe and the
 * reason is none that answers it.
 */
export function reopenCalls(
  db: Database,
  event: AuditEvent,
  reopening: {
    readonly id: string
    readonly parentId: string
    readonly reason: CallReopeningReason
    /** Whether the reason answers a finding that it would be unsafe to continue. */
    readonly answersUnsafe: boolean
    readonly coversUntil: number
  },
  maxAttempts: number,
): Promise<boolean> {
  const { id, parentId, reason, answersUnsafe, coversUntil } = reopening
  const possible = sql`${leadsOpenFileCondition(event)} and exists (select 1 from parents granter
    cross join files on files.id = granter.file_id
    where granter.id = ${parentId} and files.id = ${event.fileId}
      and exists (select 1 from submissions where parent_id = granter.id)
      and ${callsAreOverCondition(maxAttempts)} and ${isEveryCallCoveredCondition(coversUntil)}
      and (${answersUnsafe ? 1 : 0} or not ${hasUnsafeCallCondition()}))`
  return mutateWithAuditIf(
    db,
    event,
    [
      insertRowIfStatement(
        db,
        callReopenings,
        { id, parentId, reason, coversUntil, reopenedAt: event.happenedAt, reopenedBy: event.actor },
        possible,
      ),
    ],
    hasRowCondition(callReopenings, id),
  )
}
