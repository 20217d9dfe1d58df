import * as z from 'zod/mini'
import { isOpenStage } from '../../content/file-stages.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { loadDeskFileAndLastAuditRow } from '../../db/desk-file-parents.ts'
import { loadDeskFileRelatedFilesPanel } from '../../db/desk-file-related.ts'
import { mergeFiles, recordConflictReview } from '../../db/files.ts'
import { listRelatedFileReasons } from '../../db/gate.ts'
import { idSchema, seenUntilSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { type RelatedFile, toRelatedFiles } from './conflicts.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { guardConflictReview, guardMerge, overrideSchema } from './decision-guard.ts'
import { type LoadedHeader, requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { getPermissionsOnFile, isGateShown } from './permissions.ts'

/**
 * The routes of the files that share a person with this one. They give no name and no answer, only how the files are
 * related.
 */
export const relatedFilesApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/related-files',
    requireFilePermission('read', loadDeskFileRelatedFilesPanel),
    (c) => {
      const who = c.get('coordinator')
      const { file, relatedFacts, contactGates } = c.get('loaded')
      return c.json({
        relatedFiles: toRelatedFiles(relatedFacts).map((related) => toRelatedFile(who, file, related)),
        /**
         * The reason why a related file shuts the gate to the other parent now; null when none does, or when this
         * coordinator may not call.
         */
        callsShutBy: isGateShown(who, file) ? findRelatedFileReason(contactGates) : null,
      })
    },
  )
  .post(
    '/files/:reference/conflict-review',
    requireFilePermission('reviewConflicts'),
    createJsonBodyValidator(z.extend(overrideSchema, { reviewedUntil: seenUntilSchema })),
    async (c) => {
      const { reviewedUntil, ...override } = c.req.valid('json')
      // A review by somebody who has a conflict of interest does not count as long as somebody without one could review.
      const guard = await guardConflictReview(c, c.get('loaded'), override)
      if ('error' in guard) return respondWithDeskError(c, guard.error)
      const event = buildFileAuditEvent(
        c.get('coordinator'),
        c.get('loaded'),
        'conflicts_reviewed',
        guard.detail,
      )
      return respondToChangeAndDrainOutbox(
        c,
        await recordConflictReview(c.get('env').db, event, reviewedUntil, guard.condition),
      )
    },
  )
  .post(
    '/files/:reference/merge',
    requireFilePermission('merge', loadDeskFileRelatedFilesPanel),
    createJsonBodyValidator(z.extend(overrideSchema, { mergeInto: idSchema })),
    async (c) => {
      const { db } = c.get('env')
      const who = c.get('coordinator')
      const from = c.get('loaded')
      const { mergeInto, ...override } = c.req.valid('json')
      const reference = normaliseCrockford(mergeInto)
      const other = toRelatedFiles(from.relatedFacts)
        .map((related) => toRelatedFile(who, from.file, related))
        .find((related) => related.mayRead && related.reference === reference)
      const query = { reference, viewerId: who.id, now: Date.now(), maxAttempts: practice.attempts }
      const into = other && (await loadDeskFileAndLastAuditRow(db, query))
      if (!into) return respondWithDeskError(c, { code: 'not_found' })
      if (!other.mayMerge) return respondWithDeskError(c, { code: 'stale' })
      const guard = await guardMerge(c, from, into.file, override)
      if ('error' in guard) return respondWithDeskError(c, guard.error)
      const { condition: allowedCondition, detail } = guard
      const events = {
        from: buildFileAuditEvent(who, from, 'files_merged', { into: into.file.reference, ...detail }),
        into: buildFileAuditEvent(who, into, 'files_merged', { from: from.file.reference, ...detail }),
      }
      const { leadCoordinatorId, legalCoordinatorId } = into.file
      const guarded = { allowedCondition, leadCoordinatorId, legalCoordinatorId }
      return respondToChangeAndDrainOutbox(c, await mergeFiles(db, events, guarded))
    },
  )

type ContactGate = NonNullable<
  Awaited<ReturnType<typeof loadDeskFileRelatedFilesPanel>>
>['contactGates'][number]

function findRelatedFileReason(contactGates: readonly ContactGate[]) {
  const reasons = contactGates.map(({ callRefusalReason }) => callRefusalReason)
  return listRelatedFileReasons().find((one) => reasons.includes(one)) ?? null
}

function toRelatedFile(
  who: Coordinator,
  file: LoadedHeader['file'],
  { leadCoordinatorId, legalCoordinatorId, isSameWriter, blockedBy, ...related }: RelatedFile,
) {
  const may = getPermissionsOnFile(who, file)
  const mayOnRelated = getPermissionsOnFile(who, { ...related, leadCoordinatorId, legalCoordinatorId })
  const areBothOpen = isOpenStage(file.stage) && isOpenStage(related.stage)
  return {
    ...related,
    lead: toCoordinatorRef(leadCoordinatorId),
    isSameWriter,
    /**
     * The reason why this related file keeps the other parent from being called; null for a coordinator who may not
     * call.
     */
    blockedBy: isGateShown(who, file) ? blockedBy : null,
    mayRead: mayOnRelated.read,
    mayMerge:
      related.relation === 'same-family' && !isSameWriter && areBothOpen && may.merge && mayOnRelated.merge,
  }
}
