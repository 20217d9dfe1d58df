import { readCookieDraftState } from './forms/draft-cookie.ts'
import type { RegisteredForm } from './forms/registered-form.ts'
import type { Context } from './http/context.ts'
import { isSessionWithinRateLimit } from './http/rate-limit.ts'
import { pickOnlyValue, readPostedForm } from './http/read-form.ts'
import { parseInvitationCode, parsePrivateCode } from './privacy/code.ts'
import { readAccessCodeHashFromCookie } from './session/file-session.ts'
import { readInvitationSession } from './session/invitation-session.ts'

/**
 * Whether a request from a network that is over its limit is answered all the same, so that no neighbour who floods it
 * keeps a parent out: the page that asks for a code, a code that may be the right one, and whatever a signed session
 * asks within a limit of its own. None of this reads the database; a code is then looked up in one call (decision 86).
 */
export async function isAnsweredBeyondRateLimit(
  c: Context,
  forms: readonly RegisteredForm[],
): Promise<boolean> {
  const session = await findSession(c, forms)
  if (session !== undefined) return isSessionWithinRateLimit(c, session)
  const { method } = c.req
  const path = c.get('path')
  return method === 'POST' ? CODE_CHECKS.test(path) && postsCode(c) : CODE_PAGES.test(path)
}

/** Where a code is typed, in English: of “Your file”, an invitation, or a draft of any form. */
const CODE_PAGES = /^\/(code\/|file\/(code\/)?|invitation\/|[^/]+\/resume\/)$/

/** Where a code is looked up before anything else: also on every page of “Your file” whose session ended. */
const CODE_CHECKS = /^\/(code\/|file\/.*|invitation\/|[^/]+\/resume\/)$/

/** Names the draft, the file or the invitation that is open in this browser. The signature shows that we opened it. */
async function findSession(c: Context, forms: readonly RegisteredForm[]): Promise<string | undefined> {
  const accessCodeHash = await readAccessCodeHashFromCookie(c)
  if (accessCodeHash !== undefined) return accessCodeHash
  const invitation = await readInvitationSession(c)
  if (invitation) return invitation.id
  for (const { form } of forms) {
    const draft = await readCookieDraftState(c, form.id)
    if (typeof draft === 'object') return draft.id
  }
  return undefined
}

/** Whether a small form was posted that has a code in it. The body stays unread for the route. */
async function postsCode(c: Context): Promise<boolean> {
  const read = await readPostedForm(c.req.raw.clone(), { maxBytes: MAX_CODE_FORM_BYTES })
  const typed = read.ok ? pickOnlyValue(read, 'code') : ''
  return (parsePrivateCode(typed) ?? parseInvitationCode(typed)) !== undefined
}

/** Enough for the longest page of “Your file”. */
const MAX_CODE_FORM_BYTES = 32 * 1024
