import { createMiddleware } from 'hono/factory'
import type { Coordinator } from '../../content/practice.ts'
import { readFile } from '../../db/files.ts'
import type { AppEnv } from '../http/context.ts'
import { tidyCrockford } from '../privacy/crockford.ts'
import { knownElsewhere } from './conflicts.ts'

/** A file as it was read for somebody who may see it. */
export type OpenedFile = NonNullable<Awaited<ReturnType<typeof readFile>>>

/** What a coordinator may do with a file, whatever its stage, given who is known in it. */
export function permissions(
  { id, administrator }: Coordinator,
  { leadCoordinator, legalCoordinator }: Pick<OpenedFile['file'], 'leadCoordinator' | 'legalCoordinator'>,
  known: OpenedFile['known'] = [],
) {
  const leads = leadCoordinator === id
  const nobodys = leadCoordinator === null
  const read = leads || administrator || nobodys || legalCoordinator === id
  // Whoever works with one of the parents in another file reads nothing here, unless an administrator gave it to them.
  const conflicted = knownElsewhere(known).some(
    ({ relation, ...other }) =>
      relation === 'parent' && [other.leadCoordinator, other.legalCoordinator].includes(id),
  )
  return {
    /** See that it is there, and who is known in it. */
    read,
    /** Clear it, read what was answered, and open its safety answers with a reason. */
    content: read && (leads || !conflicted),
    join: leads || administrator || nobodys,
    close: leads || administrator,
    assign: administrator,
    passOn: leads,
    decideAssistance: leads,
    /** Ask for the go-ahead to call the other parent, record having read an order, call, and invite. */
    approach: leads,
    /** Book sessions, let a parent book with them, and answer who found no time. */
    book: leads,
  }
}
/** Whether a coordinator may move, cancel or note a session: who leads its file, who has it in their calendar, an administrator. */
export const mayActOn = (
  { id, administrator }: Coordinator,
  { coordinator, leadCoordinator }: { readonly coordinator: string; readonly leadCoordinator: string | null },
): boolean => administrator || coordinator === id || leadCoordinator === id

type Deed = keyof ReturnType<typeof permissions>

/** Under a file's address, once it was read. */
export type FileEnv = AppEnv & { Variables: { opened: OpenedFile } }

/** Reads the file in the address. One that is not this coordinator's business is answered as one there is not. */
export const fileTo = (deed: Deed) =>
  createMiddleware<FileEnv>(async (c, next) => {
    const opened = await readFile(c.get('env').db, tidyCrockford(c.req.param('reference') ?? ''))
    const may = opened && permissions(c.get('coordinator'), opened.file, opened.known)
    if (!opened || !may?.read) return c.json({ error: 404 } as const, 404)
    if (!may[deed]) return c.json({ error: 403 } as const, 403)
    c.set('opened', opened)
    return next()
  })
