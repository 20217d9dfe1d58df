import { deleteCookie, getCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { Context } from './context.ts'

/** How every cookie of the portal is guarded: for this host alone, over https, out of reach of scripts and other sites. */
export const cookieDefaults = {
  prefix: 'host',
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'Lax',
} as const

/**
 * A cookie that holds a session open for a while after the last request, and never longer than the browser. What it
 * holds and until when are signed, so that neither can be changed; it is for rows' names, never for codes.
 */
export const createSessionCookie = (name: string) => ({
  write(c: Context, value: string, minutes: number): Promise<void> {
    const until = Date.now() + minutes * 60_000
    return setSignedCookie(c, name, `${value}.${until}`, c.get('env').draftSecret, cookieDefaults)
  },
  /** What it holds; nothing when there is none, its time is over, or somebody else made it. */
  async read(c: Context): Promise<string | undefined> {
    const signed = await getSignedCookie(c, c.get('env').draftSecret, name, 'host')
    const [, value, until] = /^(.+)\.(\d+)$/.exec(signed || '') ?? []
    return Number(until) > Date.now() ? value : undefined
  },
  /** Takes it out of the browser, if it is there. */
  remove(c: Context): void {
    if (getCookie(c, name, 'host') !== undefined) deleteCookie(c, name, cookieDefaults)
  },
})
