import { buildNextAuditRow, buildParentAuditEvent } from '../../db/audit.ts'
import type { AcceptableInvitation, InvitationAcceptance } from '../../db/invitation-acceptance.ts'
import type { Environment } from '../environment.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { generateFileReference } from './reference.ts'
import { buildIntakeSenderRows, type IntakeToSend } from './sender-part.ts'

/** Turns an intake into the second one of an existing file. The file's content and its route stay as they are. */
export async function buildInvitationAcceptance(
  env: Environment,
  { lastAuditRow, ...invitation }: AcceptableInvitation,
  sent: IntakeToSend,
): Promise<InvitationAcceptance> {
  const { fileId, parentId, reference } = invitation
  const { now, draft } = sent
  const [{ parent, receipt, ...own }, news, audit] = await Promise.all([
    buildIntakeSenderRows(env, { id: parentId, fileId, reference: generateFileReference() }, sent),
    createLeadRoutedFileNewsMessages(
      env,
      { fileId, fileReference: reference, standInIds: sent.standInIds },
      'other-intake',
      now,
    ),
    buildNextAuditRow(
      env.db,
      lastAuditRow,
      buildParentAuditEvent(invitation, 'intake_sent', now, {
        ...(sent.answers.route && { route: sent.answers.route }),
        ...(invitation.isOfParent ? { cameByCode: true } : { cameByInvitation: true }),
      }),
    ),
  ])
  const other = { ...parent, invitationAcceptedAt: now } as const
  return { ...own, invitation, parent: other, mail: [...news, ...receipt], audit, draft }
}
