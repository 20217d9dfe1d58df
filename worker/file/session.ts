import { FILE_OPEN_MINUTES } from '../../content/retention.ts'
import { type OwnFile, readOwnFile } from '../../db/parent-file.ts'
import { pathIn } from '../../forms/language.ts'
import type { Context } from '../http/context.ts'
import { openCookie } from '../http/session-cookie.ts'

/** The cookie holds what the database knows the code by, never the code. */
const cookie = openCookie('file')

export const keepOpen = (c: Context, accessId: string): Promise<void> =>
  cookie.keep(c, accessId, FILE_OPEN_MINUTES)

/** Whose file is open in this browser, if one is. */
export const openedHere = (c: Context): Promise<string | undefined> => cookie.read(c)

/** The file open in this browser and by what it is known, kept open for another while; nothing when none is. */
export const ownFileHere = (c: Context): Promise<{ accessId: string; own: OwnFile } | undefined> =>
  readHere(c, async (accessId) => {
    const own = await readOwnFile(c.get('env').db, accessId)
    return own && { own }
  })

/** The same with more than the file, as it is read by what it is known by. */
export async function readHere<Read extends object>(
  c: Context,
  read: (accessId: string) => Promise<Read | undefined>,
): Promise<(Read & { accessId: string }) | undefined> {
  const accessId = await openedHere(c)
  const found = accessId && (await read(accessId))
  if (!accessId || !found) return undefined
  await keepOpen(c, accessId)
  return { ...found, accessId }
}

/** Nothing of “Your file” stays in this browser. */
export const leaveFile = (c: Context): void => cookie.drop(c)

export function signedOut(c: Context): Response {
  leaveFile(c)
  return c.redirect(pathIn(c.get('language'), '/file/'), 303)
}
