import { deleteCookie, getCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { Context } from '../http/context.ts'

/** An invitation as it is open in a browser. */
export interface Invited {
  /** The invitation's row. */
  readonly id: string
  /** Its button to begin was pressed: the next draft of this browser is begun with it. */
  readonly started: boolean
}

const COOKIE = 'invited'

/** How long an invitation stays open after the last look at its page; never longer than the browser. */
const OPEN_MINUTES = 30

/**
 * From pressing the button until the first page of the form is saved, which is when the draft itself knows its
 * invitation. A form is long to look at; whoever takes longer still opens a file of their own and loses nothing.
 */
const STARTED_MINUTES = 120

const STARTED = 'started'

/** The cookie holds the invitation's row, never its code, and until when, both signed. */
export function keepInvited(c: Context, { id, started }: Invited): Promise<void> {
  const until = Date.now() + (started ? STARTED_MINUTES : OPEN_MINUTES) * 60_000
  const value = [id, until, ...(started ? [STARTED] : [])].join('.')
  return setSignedCookie(c, COOKIE, value, c.get('env').draftSecret, guarded)
}

/** The invitation open in this browser, if one is. */
export async function invitedHere(c: Context): Promise<Invited | undefined> {
  const signed = await getSignedCookie(c, c.get('env').draftSecret, COOKIE, 'host')
  const [id, until, started] = signed ? signed.split('.') : []
  return id && Number(until) > Date.now() ? { id, started: started === STARTED } : undefined
}

/** Nothing of an invitation stays in this browser. */
export function leaveInvitation(c: Context): void {
  if (getCookie(c, COOKIE, 'host') !== undefined) deleteCookie(c, COOKIE, guarded)
}

const guarded = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const
