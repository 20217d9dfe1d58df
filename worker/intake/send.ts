import type { IntakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import type { SenderConnection } from '../../db/code-attempts.ts'
import { insertNewFileAndDeleteDraft, loadIntakeSubmissionContext } from '../../db/intake.ts'
import { acceptInvitationWithIntake } from '../../db/invitation-acceptance.ts'
import type { Environment } from '../environment.ts'
import { loadFormVersion } from '../forms/form-version.ts'
import type { DraftToSend } from '../forms/registered-form.ts'
import { buildSendLimits, UNPROVEN_UNREAD_PART } from '../mail/flood-limits.ts'
import { deriveAccessCode } from '../privacy/code.ts'
import { rankCoordinators } from './assign.ts'
import { getUrgency } from './contact-answers.ts'
import { getFamilyNeeds } from './family-needs.ts'
import { buildInvitationAcceptance } from './joined-intake.ts'
import { buildNewFile } from './new-file.ts'
import { buildIntakeRoomAndWaitingCheck, shareFilePlace } from './room.ts'

/**
 * Creates the function that reads a draft of the intake, or of its variant, with what sending needs: the coordinators'
 * open files, which decide who leads, and the invitation that the draft began with. Sending opens a file, or joins the
 * file that the invitation belongs to. If that file can no longer be joined, sending opens a new one, and the parent sees
 * no difference.
 */
export const createIntakeLoader =
  (intakeForm: IntakeForm) =>
  async (
    env: Environment,
    draftId: string,
    now: number,
    sender: SenderConnection,
  ): Promise<DraftToSend<IntakeForm>> => {
    const { isUnproven, ...connection } = sender
    const maxUnread = Math.floor(practice.unreadIntakes * (isUnproven ? UNPROVEN_UNREAD_PART : 1))
    const bounds = { sends: buildSendLimits(sender), maxUnread }
    const ids = practice.coordinators.map(({ id }) => id)
    const formVersion = await loadFormVersion(env, intakeForm)
    const loaded = await loadIntakeSubmissionContext(env.db, draftId, ids, now, bounds, formVersion.hash)
    const { sections, sent, coordinatorLoads, invitation, placeToShare, reachedBound, isFormVersionStored } =
      loaded
    return {
      sections,
      isSent: sent !== undefined,
      // The practice expects an intake that it invited.
      reachedBound: invitation ? undefined : reachedBound && isUnproven ? 'unproven' : reachedBound,
      capacity: buildIntakeRoomAndWaitingCheck(coordinatorLoads, placeToShare),
      record: async (form) => {
        const ranking = shareFilePlace(
          rankCoordinators(practice, getFamilyNeeds(form.answers, form.language), coordinatorLoads, {
            standInByAbsent: loaded.standInByAbsent,
            isUrgent: getUrgency(form.answers) === 'soon',
          }),
          placeToShare,
        )
        const toSend = {
          ...form,
          form: intakeForm,
          ranking,
          standInIds: [...loaded.standInByAbsent.values()].filter((id) => id !== null),
          connection,
          formVersion: isFormVersionStored ? undefined : formVersion,
          code: await deriveAccessCode(env.keys.draft[0], form.draft.token),
        }
        const recorded = invitation
          ? await acceptInvitationWithIntake(env.db, await buildInvitationAcceptance(env, invitation, toSend))
          : await insertNewFileAndDeleteDraft(
              env.db,
              await buildNewFile(env, { ...toSend, bounds, placeToShare }),
            )
        return recorded && { assigned: recorded.lead !== null }
      },
    }
  }
