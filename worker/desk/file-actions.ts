import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { validator } from 'hono/validator'
import { defaultLanguage, isLanguage } from '../../forms/language.ts'
import { drainOutbox } from '../mail/drain.ts'
import { isLocked, toFileFacts } from './file-facts.ts'
import { type FileEnv, type LoadedFile, loadCurrentFile } from './permissions.ts'

// What every action on a file at the desk has in common: its request, its audit event and its response.

/** `?language=fr` asks for the questions in French; anything else gives them in the default language. */
export const parseLanguageQuery = validator('query', ({ language: requested }) => ({
  language: isLanguage(requested) ? requested : defaultLanguage,
}))

/** Related files are reviewed before anything is done with this one: 409 until then. */
export const requireConflictReview = createMiddleware<FileEnv>(async (c, next) =>
  isLocked(c.get('opened')) ? c.json({ error: 409 } as const, 409) : next(),
)

/** Responds with the file's facts after a change; 409 when the change was no longer possible. Messages leave at once. */
export async function respondWithFile(c: Context<FileEnv>, hasChanged: boolean) {
  if (!hasChanged) return c.json({ error: 409 } as const, 409)
  return c.json(await reloadFile(c))
}

/** The facts of a file after a change; messages about it leave at once. */
export async function reloadFile(c: Context<FileEnv>) {
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  const opened = await loadCurrentFile(c.get('env').db, c.get('opened').file.reference)
  return toFileFacts(c.get('coordinator'), opened as LoadedFile)
}
