import { deleteCookie, getCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { pathIn } from '../../content/language.ts'
import { type OwnFile, readOwnFile } from '../../db/own-file.ts'
import type { Context } from '../http/context.ts'

const COOKIE = 'file'

/** How long “Your file” stays open after the last look at it; never longer than the browser. */
const OPEN_MINUTES = 30

/** The cookie holds what the database knows the code by, never the code, and until when, both signed. */
export const keepOpen = (c: Context, accessId: string): Promise<void> => {
  const until = Date.now() + OPEN_MINUTES * 60_000
  return setSignedCookie(c, COOKIE, `${accessId}.${until}`, c.get('env').draftSecret, guarded)
}

/** The file open in this browser and by what it is known, kept open for another while; nothing when none is. */
export async function ownFileHere(c: Context): Promise<{ accessId: string; own: OwnFile } | undefined> {
  const accessId = await openedHere(c)
  const own = accessId && (await readOwnFile(c.get('env').db, accessId))
  if (!accessId || !own) return undefined
  await keepOpen(c, accessId)
  return { accessId, own }
}

/** Whose file is open in this browser, if one is. */
export async function openedHere(c: Context): Promise<string | undefined> {
  const signed = await getSignedCookie(c, c.get('env').draftSecret, COOKIE, 'host')
  const [accessId, until] = signed ? signed.split('.') : []
  return Number(until) > Date.now() ? accessId : undefined
}

/** Nothing of “Your file” stays in this browser. */
export function leaveFile(c: Context): void {
  if (getCookie(c, COOKIE, 'host') !== undefined) deleteCookie(c, COOKIE, guarded)
}

export function signedOut(c: Context): Response {
  deleteCookie(c, COOKIE, guarded)
  return c.redirect(pathIn(c.get('language'), '/file/'), 303)
}

const guarded = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const
