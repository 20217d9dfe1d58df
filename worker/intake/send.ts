import type { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { createFile, loadDraftForSubmission } from '../../db/intake.ts'
import { acceptInvitation } from '../../db/invitation-acceptance.ts'
import type { Environment } from '../environment.ts'
import type { DraftToSend } from '../forms/registered-form.ts'
import { deriveFileCode } from '../privacy/code.ts'
import { rankCoordinators } from './assign.ts'
import { familyNeeds } from './family-needs.ts'
import { buildJoinedIntake } from './joined-intake.ts'
import { buildNewFile } from './new-file.ts'
import { intakeCapacity } from './room.ts'

/**
 * Reads a draft of the intake with what sending it needs: the coordinators' open files, which decide who leads, and the
 * invitation it was begun with. Sending opens a file, or joins the one that its parent was invited to; if that may not be
 * joined any more it opens one all the same, and what its parent sees is no different.
 */
export async function loadIntakeToSend(
  env: Environment,
  draftId: string,
  now: number,
): Promise<DraftToSend<typeof intakeForm>> {
  const ids = practice.coordinators.map(({ id }) => id)
  const loaded = await loadDraftForSubmission(env.db, draftId, ids, now)
  const { sections, sent, openFileCounts, invitation } = loaded
  return {
    sections,
    isSent: sent !== undefined,
    capacity: intakeCapacity(openFileCounts),
    record: async (form) => {
      const ranking = rankCoordinators(practice, familyNeeds(form.answers, form.language), openFileCounts)
      const toSend = { ...form, ranking, code: await deriveFileCode(env.draftSecret, form.draft.token) }
      const recorded = invitation
        ? await acceptInvitation(env.db, await buildJoinedIntake(env, invitation, toSend))
        : await createFile(env.db, await buildNewFile(env, toSend))
      return recorded && { assigned: recorded.lead !== null }
    },
  }
}
