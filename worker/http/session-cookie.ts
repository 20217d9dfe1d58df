import { deleteCookie, getCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { deriveSubkey } from '../privacy/subkey.ts'
import type { Context } from './context.ts'

/**
 * The attributes of every cookie: sent to this host alone, over https, and out of reach of scripts and of other sites.
 */
export const cookieDefaults = {
  prefix: 'host',
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'Lax',
} as const

/**
 * Creates a cookie for a session that ends some time after the last request, and when the browser is closed. Its value
 * and its end are signed, so that nobody can change them. The value is the id of a row, never a code.
 */
export const createSessionCookieStore = (name: string) => ({
  async write(c: Context, value: string, minutes: number): Promise<void> {
    const until = Date.now() + minutes * 60_000
    const subkey = await deriveSubkey(c.get('env').keys.draft[0], 'session cookie')
    await setSignedCookie(c, name, `${value}.${until}`, subkey, cookieDefaults)
  },
  /** Reads the cookie's value; undefined when the cookie is missing, has expired or has a wrong signature. */
  async read(c: Context): Promise<string | undefined> {
    const { value, hasExpired } = await readSignedByAnyKey(c, name)
    return hasExpired ? undefined : value
  },
  /** Reads the value of a cookie that the browser still holds after its end. */
  readEvenExpired: (c: Context): Promise<ReadCookie> => readSignedByAnyKey(c, name),
  /** Deletes the cookie if the browser sent it. */
  remove(c: Context): void {
    if (getCookie(c, name, 'host') !== undefined) deleteCookie(c, name, cookieDefaults)
  },
})

interface ReadCookie {
  /** Undefined when the cookie is missing or has a wrong signature. */
  readonly value: string | undefined
  readonly hasExpired: boolean
}

/** Reads a cookie that was signed under any key of the ring. */
async function readSignedByAnyKey(c: Context, name: string): Promise<ReadCookie> {
  for (const key of c.get('env').keys.draft) {
    const signed = await getSignedCookie(c, await deriveSubkey(key, 'session cookie'), name, 'host')
    if (signed === false) continue
    const [, value, until] = /^(.+)\.(\d+)$/.exec(signed ?? '') ?? []
    return { value, hasExpired: !(Number(until) > Date.now()) }
  }
  return { value: undefined, hasExpired: true }
}
