import { Hono } from 'hono'
import type { Coordinator } from '../../content/practice.ts'
import { loadDeskFileRelated } from '../../db/desk-file-related.ts'
import type { AppEnv } from '../http/context.ts'
import { type RelatedFile, relatedFiles } from './conflicts.ts'
import { coordinatorRef } from './coordinator-ref.ts'
import { type LoadedHeader, requireFilePermission } from './file-access.ts'
import { permissionsOnFile } from './permissions.ts'

/** The other files with somebody of this one in them: no name and no answer, only what relates them. */
export const relatedFilesApi = new Hono<AppEnv>().get(
  '/files/:reference/related-files',
  requireFilePermission('read', loadDeskFileRelated),
  (c) => {
    const who = c.get('coordinator')
    const { file, relatedFacts, contactGates } = c.get('loaded')
    return c.json({
      relatedFiles: relatedFiles(relatedFacts).map((related) => toRelatedFile(who, file, related)),
      /** Why a related file shuts the gate to the other parent now; nothing while none does, or nobody is called anyway. */
      callsShutBy: isGateShown(who, file) ? findRelatedFileReason(contactGates) : null,
    })
  },
)

/** Why the gate is shut is said to whoever would call. */
function isGateShown(who: Coordinator, file: LoadedHeader['file']): boolean {
  const may = permissionsOnFile(who, file)
  return !file.isLocked && may.content && may.callOtherParent
}

type ContactGate = NonNullable<Awaited<ReturnType<typeof loadDeskFileRelated>>>['contactGates'][number]

function findRelatedFileReason(contactGates: readonly ContactGate[]) {
  const reasons = contactGates.map(({ callRefusalReason }) => callRefusalReason)
  return (
    (['conflict-review-needed', 'related-file-on-hold'] as const).find((one) => reasons.includes(one)) ?? null
  )
}

function toRelatedFile(
  who: Coordinator,
  file: LoadedHeader['file'],
  { leadCoordinatorId, legalCoordinatorId, isSameWriter, blockedBy, ...related }: RelatedFile,
) {
  const may = permissionsOnFile(who, file)
  const mayOnRelated = permissionsOnFile(who, { leadCoordinatorId, legalCoordinatorId })
  const areBothOpen = file.stage !== 'closed' && related.stage !== 'closed'
  return {
    ...related,
    lead: coordinatorRef(leadCoordinatorId),
    isSameWriter,
    /** Why nobody may be called because of it; only for whoever would call. */
    blockedBy: isGateShown(who, file) ? blockedBy : null,
    mayRead: mayOnRelated.read,
    mayMerge:
      related.relation === 'same-family' && !isSameWriter && areBothOpen && may.merge && mayOnRelated.merge,
  }
}
