import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { validator } from 'hono/validator'
import type * as z from 'zod'
import type { Coordinator } from '../../content/practice.ts'
import type { AuditEvent } from '../../db/audit.ts'
import { readFile } from '../../db/files.ts'
import { languages } from '../../forms/language.ts'
import { drainOutbox } from '../mail/drain.ts'
import { factsOf, isClosed } from './file-facts.ts'
import type { FileEnv, OpenedFile } from './permissions.ts'

// What every deed at the desk has in common: how it is asked for, what is recorded of it, and its answer.

/** `?language=fr` asks for the questions in French; anything else gives them in English. */
export const inLanguage = validator('query', ({ language: asked }) => ({
  language: languages.find((language) => language === asked) ?? 'en',
}))

/** A JSON body of that shape, or 400. */
export const body = <T extends z.ZodType>(schema: T) =>
  validator('json', (value, c) => {
    const result = schema.safeParse(value)
    return result.success ? (result.data as z.infer<T>) : c.json({ error: 400 } as const, 400)
  })

/** What is known from other files is looked at before anything is done with this one: 409 until then. */
export const onceCleared = createMiddleware<FileEnv>(async (c, next) =>
  isClosed(c.get('opened')) ? c.json({ error: 409 } as const, 409) : next(),
)

export const eventOf = (
  who: Coordinator,
  { file }: OpenedFile,
  action: AuditEvent['action'],
  detail: AuditEvent['detail'] = {},
): AuditEvent => ({ fileId: file.id, actor: who.id, action, detail, happenedAt: Date.now() })

/** The file as it stands after a change; 409 when the change could not be made any more. Mail leaves at once. */
export async function done(c: Context<FileEnv>, changed: boolean) {
  if (!changed) return c.json({ error: 409 } as const, 409)
  return c.json(await factsNow(c))
}

/** The facts of a file after a change; mail about it leaves at once. */
export async function factsNow(c: Context<FileEnv>) {
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
  const opened = await readFile(c.get('env').db, c.get('opened').file.reference)
  return factsOf(c.get('coordinator'), opened as OpenedFile)
}
