import { deleteDraft, deleteDraftWithoutResumeCode } from '../../db/drafts.ts'
import { localisedPath } from '../../forms/language.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { redirectTo } from '../http/redirect.ts'
import { listSharedForms } from '../http/shared-device.ts'
import { endFileSession } from '../session/file-session.ts'
import { endInvitationSession } from '../session/invitation-session.ts'
import { clearDraftCookie, draftFromCookie } from './draft-cookie.ts'

/** The page that asks whether what was typed is to be deleted. */
export const showDeletePage = async (c: Context, form: string): Promise<Response> =>
  (await draftFromCookie(c, form)) === 'none'
    ? respondWithError(c, 410)
    : loadBuiltPage(c, localisedPath(c.get('language'), `/${form}/delete/`))

/** Deletes the draft of this browser, and its cookie. */
export async function postDeletion(c: Context, form: string): Promise<Response> {
  const cookieDraft = await draftFromCookie(c, form)
  if (typeof cookieDraft === 'object') await deleteDraft(c.get('env').db, cookieDraft.id)
  clearDraftCookie(c, form)
  endInvitationSession(c)
  return redirectTo(c, `/${form}/deleted/`)
}

/**
 * What the browser sends as somebody leaves in a hurry, whichever form they were on. What a device of one's own or a
 * code still opens stays.
 */
export async function postLeaving(c: Context): Promise<Response> {
  for (const form of listSharedForms(c)) {
    const cookieDraft = await draftFromCookie(c, form)
    if (typeof cookieDraft !== 'object') continue
    await deleteDraftWithoutResumeCode(c.get('env').db, cookieDraft.id)
    clearDraftCookie(c, form)
  }
  // Whose device it is may not be known; the code opens each again.
  endInvitationSession(c)
  endFileSession(c)
  return c.body(null, 204)
}
