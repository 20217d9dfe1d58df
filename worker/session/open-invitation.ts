import { findEntryOrCountWrongCode } from '../../db/invitations.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { buildCodeRefusalFilling } from '../http/refuse-code.ts'
import { hashInvitationCodeWithEachKey, parseInvitationCode } from '../privacy/code.ts'
import { type InvitationSession, setInvitationSessionCookie } from './invitation-session.ts'

type OpenedInvitation =
  | { readonly id: string }
  | { readonly refusal: Awaited<ReturnType<typeof buildCodeRefusalFilling>> }

/**
 * Opens an invitation in this browser with its code, as typed. An accepted, ended, expired or invented code gets the same
 * refusal.
 */
export async function openInvitationWithCode(
  c: Context,
  typed: string,
  { hasStarted }: Pick<InvitationSession, 'hasStarted'>,
): Promise<OpenedInvitation> {
  const { db, keys } = c.get('env')
  const code = parseInvitationCode(typed)
  const { rows, hasTooManyWrongCodes } = await findEntryOrCountWrongCode(
    db,
    await getAttemptConnectionAndHour(c),
    await hashInvitationCodeWithEachKey(keys.draft, code ?? ''),
    Date.now(),
  )
  const [invitation] = rows
  if (!code || !invitation)
    return { refusal: await buildCodeRefusalFilling(c, { use: 'invitation', typed, hasTooManyWrongCodes }) }
  await setInvitationSessionCookie(c, { id: invitation.id, hasStarted })
  return { id: invitation.id }
}
