import { findByAnyCodeOrCountWrongCode } from '../../db/any-code.ts'
import type { Form } from '../../forms/form.ts'
import { parseDeviceAnswer, resumeFoundDraft } from '../forms/resume.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { pickOnlyValue, type ReadForm } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { buildCodeRefusalFilling } from '../http/refuse-code.ts'
import {
  hashCodeWithEachKey,
  hashInvitationCodeWithEachKey,
  parseInvitationCode,
  parsePrivateCode,
} from '../privacy/code.ts'
import { redirectToFile, setFileSessionCookie } from '../session/file-session.ts'
import { setInvitationSessionCookie } from '../session/invitation-session.ts'

/**
 * Opens a file, an invitation or an unfinished form with its code, as typed. Every code is looked up as each kind, in one
 * call, so that neither an answer nor its time tells which kinds there are.
 */
export async function openWithAnyCode(
  c: Context,
  forms: readonly Form[],
  { fields }: ReadForm,
): Promise<Response> {
  const { db, keys } = c.get('env')
  const typed = pickOnlyValue({ fields }, 'code')
  const [code, invitationCode] = [parsePrivateCode(typed), parseInvitationCode(typed)]
  const [accessCodeHashes, resumeCodeHashes, invitationHashes, connection] = await Promise.all([
    hashCodeWithEachKey(keys.draft, 'file', code ?? ''),
    hashCodeWithEachKey(keys.draft, 'resume', code ?? ''),
    hashInvitationCodeWithEachKey(keys.draft, invitationCode ?? ''),
    getAttemptConnectionAndHour(c),
  ])
  const hashes = { accessCodeHashes, resumeCodeHashes, invitationHashes }
  const found = await findByAnyCodeOrCountWrongCode(db, connection, hashes, Date.now())
  if (code && found.parent) {
    await setFileSessionCookie(c, found.parent.accessCodeHash)
    return redirectToFile(c)
  }
  if (invitationCode && found.invitation) {
    await setInvitationSessionCookie(c, { id: found.invitation.id, hasStarted: false })
    return redirectTo(c, '/invitation/yours/')
  }
  if (code && found.draft) {
    const device = parseDeviceAnswer(forms, found.draft.form, fields)
    if (!device.ok) return fillPage(c, '/code/', { status: 422, fields, problems: device.problems })
    const resumed = await resumeFoundDraft(c, forms, { code, shared: device.shared }, found.draft)
    if (resumed) return resumed
  }
  const refusal = await buildCodeRefusalFilling(c, { use: 'any', typed, ...found })
  return fillPage(c, '/code/', { ...refusal, fields })
}
