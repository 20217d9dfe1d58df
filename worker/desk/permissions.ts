import { type FileRole, mayTransition } from '../../content/file-stages.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { Database } from '../../db/database.ts'
import { loadFile } from '../../db/files.ts'
import { relatedFiles } from './conflicts.ts'

/** A file as it was loaded for somebody who may see it. */
export type LoadedFile = NonNullable<Awaited<ReturnType<typeof loadFile>>>

/** A file as it stands now, on the practice's own terms. */
export const loadCurrentFile = (db: Database, reference: string) =>
  loadFile(db, reference, { now: Date.now(), maxAttempts: practice.attempts })

/** What a coordinator may do with a file, whatever its stage, given its related files. */
export function permissionsOnFile(
  { id, administrator }: Coordinator,
  {
    leadCoordinatorId,
    legalCoordinatorId,
    viewerHasConflict = false,
  }: Pick<LoadedFile['file'], 'leadCoordinatorId' | 'legalCoordinatorId'> & {
    readonly viewerHasConflict?: boolean
  },
  relatedFacts: LoadedFile['relatedFacts'] = [],
) {
  const isLead = leadCoordinatorId === id
  const isUnassigned = leadCoordinatorId === null
  const roles = new Set<FileRole>([
    ...(isLead ? (['lead'] as const) : []),
    ...(administrator ? (['administrator'] as const) : []),
    ...(isUnassigned ? (['anybody-unassigned'] as const) : []),
  ])
  const read = isLead || administrator || isUnassigned || legalCoordinatorId === id
  // Whoever works with one of the parents in another file reads nothing of this one, unless an administrator assigned it to them.
  const hasConflict =
    viewerHasConflict ||
    relatedFiles(relatedFacts).some(
      ({ relation, ...other }) =>
        relation === 'parent' && [other.leadCoordinatorId, other.legalCoordinatorId].includes(id),
    )
  return {
    /** See that it exists, and its related files. */
    read,
    /** Review its conflicts, read what was answered, and open its safety answers with a reason. */
    content: read && (isLead || !hasConflict),
    merge: mayTransition('merge', roles),
    close: mayTransition('close', roles),
    assign: mayTransition('assign', roles),
    requestReassignment: mayTransition('unassign', roles),
    decideAssistance: isLead,
    /** Request an authorisation, record that an order was read, call the other parent, and create an invitation. */
    callOtherParent: isLead,
    /** Book appointments, become a parent's booking coordinator, and answer time requests. */
    book: isLead,
  }
}

/** Whether a coordinator may move, cancel or note an appointment: its file's lead, whose calendar it is in, an administrator. */
export const canManageAppointment = (
  { id, administrator }: Coordinator,
  {
    coordinatorId,
    leadCoordinatorId,
  }: { readonly coordinatorId: string; readonly leadCoordinatorId: string | null },
): boolean => administrator || coordinatorId === id || leadCoordinatorId === id

export type FilePermission = keyof ReturnType<typeof permissionsOnFile>
