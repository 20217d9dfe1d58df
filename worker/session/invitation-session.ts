import { INVITATION_SESSION_MINUTES, INVITATION_TO_FIRST_SAVE_MINUTES } from '../../content/retention.ts'
import type { Context } from '../http/context.ts'
import { createSessionCookieStore } from '../http/session-cookie.ts'

export interface InvitationSession {
  /** The invitation's row. */
  readonly id: string
  /** Its button to begin was pressed: the next draft of this browser is begun with it. */
  readonly hasStarted: boolean
  /** They would like to see what the other parent lets them see of their own answers. */
  readonly wantsShared?: boolean
}

/** The cookie holds the invitation's row, never its code. */
const invitationCookie = createSessionCookieStore('invitation')

const STARTED_SUFFIX = '.started'
/** Differs from the mark of a shared device (worker/http/shared-device.ts), which is looked for in every cookie. */
const WANTS_SHARED_SUFFIX = '.see'

export const setInvitationSessionCookie = (
  c: Context,
  { id, hasStarted, wantsShared }: InvitationSession,
): Promise<void> =>
  invitationCookie.write(
    c,
    id + (wantsShared ? WANTS_SHARED_SUFFIX : '') + (hasStarted ? STARTED_SUFFIX : ''),
    hasStarted ? INVITATION_TO_FIRST_SAVE_MINUTES : INVITATION_SESSION_MINUTES,
  )

/** The invitation open in this browser, if one is. */
export async function readInvitationSession(c: Context): Promise<InvitationSession | undefined> {
  const value = await invitationCookie.read(c)
  return value === undefined ? undefined : parseInvitationSession(value)
}

/** The invitation whose button to begin was pressed in this browser; `expired` when that is too long ago. */
export async function readStartedInvitation(c: Context): Promise<InvitationSession | 'expired' | undefined> {
  const { value, hasExpired } = await invitationCookie.readEvenExpired(c)
  if (!value?.endsWith(STARTED_SUFFIX)) return undefined
  return hasExpired ? 'expired' : parseInvitationSession(value)
}

const parseInvitationSession = (value: string): InvitationSession => ({
  id: value.replace(STARTED_SUFFIX, '').replace(WANTS_SHARED_SUFFIX, ''),
  hasStarted: value.endsWith(STARTED_SUFFIX),
  wantsShared: value.includes(WANTS_SHARED_SUFFIX),
})

/** Nothing of an invitation stays in this browser. */
export const endInvitationSession = (c: Context): void => invitationCookie.remove(c)
