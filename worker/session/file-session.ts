import { FILE_SESSION_MINUTES } from '../../content/retention.ts'
import { loadParentFile, type ParentFile } from '../../db/parent-file.ts'
import type { Context } from '../http/context.ts'
import { redirectTo } from '../http/redirect.ts'
import { createSessionCookieStore } from '../http/session-cookie.ts'

/** The cookie holds the hash by which the database finds the file, never the code. */
const fileCookie = createSessionCookieStore('file')

export const setFileSessionCookie = (c: Context, accessCodeHash: string): Promise<void> =>
  fileCookie.write(c, accessCodeHash, FILE_SESSION_MINUTES)

/** Whose file is open in this browser, if one is. */
export const readAccessCodeHashFromCookie = (c: Context): Promise<string | undefined> => fileCookie.read(c)

/** The file open in this browser and the hash of its code, its session renewed; nothing when none is open. */
export const loadFileSession = (
  c: Context,
): Promise<{ accessCodeHash: string; own: ParentFile } | undefined> =>
  loadFileSessionWithLoader(c, async (accessCodeHash) => {
    const own = await loadParentFile(c.get('env').db, accessCodeHash, Date.now())
    return own && { own }
  })

/** The same with whatever `load` reads by the hash of the code. */
export async function loadFileSessionWithLoader<Read extends object>(
  c: Context,
  load: (accessCodeHash: string) => Promise<Read | undefined>,
): Promise<(Read & { accessCodeHash: string }) | undefined> {
  const accessCodeHash = c.get('reopenedFile') ?? (await readAccessCodeHashFromCookie(c))
  const loaded = accessCodeHash && (await load(accessCodeHash))
  if (!accessCodeHash || !loaded) {
    c.set('isFileClosed', true)
    return undefined
  }
  await setFileSessionCookie(c, accessCodeHash)
  return { ...loaded, accessCodeHash }
}

/**
 * Whether a parent’s access code signs for them: no coordinator created it, or the parent confirmed that they have it.
 * The statements that record what is signed check it again.
 */
export const canSignWithAccessCode = ({
  accessCodeReplacedAt,
  accessCodeConfirmedAt,
}: Pick<ParentFile, 'accessCodeReplacedAt' | 'accessCodeConfirmedAt'>): boolean =>
  accessCodeReplacedAt === null || accessCodeConfirmedAt !== null

/** Nothing of “Your file” stays in this browser. */
export const endFileSession = (c: Context): void => fileCookie.remove(c)

/** To “Your file”, which says what comes next. */
export const redirectToFile = (c: Context): Response => redirectTo(c, '/file/')

export function signOutAndRedirect(c: Context): Response {
  endFileSession(c)
  return redirectToFile(c)
}
