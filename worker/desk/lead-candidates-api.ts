import type { Objection } from '../../content/file/overrides.ts'
import { practice } from '../../content/practice.ts'
import type { Database } from '../../db/database.ts'
import type { DeskFileQuery } from '../../db/desk-file-header.ts'
import { loadDeskFileLeadCandidates } from '../../db/lead-candidates.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { listFixedObjections, unsealNeedsOfFamily } from './decision-guard.ts'
import { requireFilePermission } from './file-access.ts'

const loadCandidates = (db: Database, query: DeskFileQuery) =>
  loadDeskFileLeadCandidates(
    db,
    query,
    practice.coordinators.map(({ id }) => id),
  )

/**
 * The route that tells an administrator who could lead a file: what speaks against each coordinator, as the decision names
 * it, how many files they carry and haven’t read, and who has waited longer. It tells neither where the children live nor
 * in which file somebody has a conflict of interest.
 */
export const leadCandidatesApi = new Hono<AppEnv>().get(
  '/files/:reference/lead-candidates',
  requireFilePermission('assign', loadCandidates),
  async (c) => {
    const { file, leadFacts, loads, ...sealed } = c.get('loaded')
    const needs = await unsealNeedsOfFamily(c.get('env').keys, sealed)
    return c.json({
      candidates: practice.coordinators.map((coordinator) => {
        const { id, name, capacity } = coordinator
        const { accepted = 0, open = 0 } = loads.find(({ coordinatorId }) => coordinatorId === id) ?? {}
        return {
          ...{ id, name, carriedFiles: accepted, unreadFiles: open - accepted, capacity },
          isLead: id === file.leadCoordinatorId,
          /** The last day on which they are away; null for those who are here. */
          awayUntil: leadFacts.absent.find((absent) => absent.id === id)?.untilDay ?? null,
          objections: [
            ...(leadFacts.conflicted.includes(id) ? ['conflict' as const] : []),
            ...listFixedObjections(coordinator, needs).map(({ objection }) => objection),
            ...(accepted >= capacity ? ['no-room' as const] : []),
          ] satisfies Objection[],
        }
      }),
      /** Whether it is known where the children live. */
      isProvinceSettled: needs?.province !== undefined && needs.province !== 'not-sure',
      /** The families who have waited longer, with the references of the first of them. */
      waitingBefore: { count: leadFacts.longerWaitingFiles, references: leadFacts.longestWaiting },
    })
  },
)
