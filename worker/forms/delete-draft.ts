import { deleteDraft, deleteDraftWithoutResumeCode } from '../../db/drafts.ts'
import { localisePath } from '../../forms/language.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { redirectTo } from '../http/redirect.ts'
import { removeProbeCookie } from '../http/refused-cookie.ts'
import { listFormIdsWithSharedDeviceDraft } from '../http/shared-device.ts'
import { endFileSession } from '../session/file-session.ts'
import { endInvitationSession } from '../session/invitation-session.ts'
import { clearDraftCookie, endShownCodes, readCookieDraftState } from './draft-cookie.ts'
import type { RegisteredForm } from './registered-form.ts'

/** Asks whether to delete the draft; answers 410 when this browser has none. */
export const showDeletePage = async (c: Context, form: string): Promise<Response> =>
  (await readCookieDraftState(c, form)) === 'none'
    ? respondWithError(c, 410)
    : loadBuiltPage(c, localisePath(c.get('language'), `/${form}/delete/`))

/** Deletes the draft of this browser and its cookie, and closes the invitation with which it would have begun. */
export async function postDeletion(
  c: Context,
  { form: { id: form }, beginsWithInvitation }: RegisteredForm,
): Promise<Response> {
  const cookieDraft = await readCookieDraftState(c, form)
  if (typeof cookieDraft === 'object') await deleteDraft(c.get('env').db, cookieDraft.id)
  clearDraftCookie(c, form)
  if (beginsWithInvitation) endInvitationSession(c)
  removeProbeCookie(c)
  return redirectTo(c, `/${form}/deleted/`)
}

/**
 * Answers the request that a browser sends when somebody leaves in a hurry. Deletes the drafts of every form that were
 * begun on a shared device, unless they have a resume code, ends the sessions, and shows no access code again.
 */
export async function postQuickExit(c: Context): Promise<Response> {
  for (const form of listFormIdsWithSharedDeviceDraft(c)) {
    const cookieDraft = await readCookieDraftState(c, form)
    if (typeof cookieDraft === 'object') await deleteDraftWithoutResumeCode(c.get('env').db, cookieDraft.id)
    clearDraftCookie(c, form)
  }
  await endShownCodes(c)
  // Ends these sessions on any device, since it may be shared; the code opens each of them again.
  endInvitationSession(c)
  endFileSession(c)
  removeProbeCookie(c)
  return c.body(null, 204)
}
