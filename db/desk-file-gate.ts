import { and, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'
import type { DeskFileQuery } from './desk-file-header.ts'
import { lastNoContactRequestSql } from './family-call-attempts.ts'
import {
  addMaxClockSkew,
  buildAuthorisationRequestRefusalConditionsByReason,
  buildCallRefusalConditionsByReason,
  callAttemptsLeftSql,
  callsAreOverCondition,
  contactHoldCondition,
  firstReasonSql,
  hasUnsafeCallCondition,
} from './gate.ts'
import { authorisations, files, parents } from './schema.ts'

/**
 * Selects a row for each parent of a file: why the other parent cannot be called under their current authorisation, why
 * no authorisation can be requested from them, how many call attempts are left, whether calls are over until somebody reopens
 * them and a call was unsafe, when the other parent last asked us not to contact them, and whether a contact hold is active
 * in the file.
 */
export const selectContactGateFactsOfParents = (
  db: Database,
  { reference, now, maxAttempts }: DeskFileQuery,
) => {
  const granter = alias(parents, 'granter')
  const authorisation = alias(authorisations, 'authorisation')
  const at = addMaxClockSkew(now)
  return db
    .select({
      parentId: sql<string>`granter.id`.as('parent_id'),
      callRefusalReason: firstReasonSql(buildCallRefusalConditionsByReason(at, maxAttempts)).as(
        'call_refusal_reason',
      ),
      requestRefusalReason: firstReasonSql(buildAuthorisationRequestRefusalConditionsByReason(at)).as(
        'request_refusal_reason',
      ),
      attemptsLeft: callAttemptsLeftSql(maxAttempts).as('attempts_left'),
      areCallsOver: sql<number>`${callsAreOverCondition(maxAttempts)}`.as('are_calls_over'),
      hasUnsafeCall: sql<number>`${hasUnsafeCallCondition()}`.as('has_unsafe_call'),
      noContactRequestedAt: lastNoContactRequestSql().as('no_contact_requested_at'),
      hasContactHold: sql<number>`${contactHoldCondition(sql`files.id`)}`.as('has_contact_hold'),
    })
    .from(files)
    .innerJoin(granter, eq(granter.fileId, files.id))
    .leftJoin(authorisation, and(eq(authorisation.parentId, granter.id), isNull(authorisation.supersededAt)))
    .where(eq(files.reference, reference))
}
