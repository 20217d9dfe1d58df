import type { Context } from '../http/context.ts'
import { drainOutbox } from '../mail/drain.ts'
import { respondWithDeskError } from './api-error.ts'
import { reloadFile } from './file-facts.ts'

/** What these need of a request, whatever its route has loaded. */
type ChangeContext = Pick<Context, 'body' | 'executionCtx' | 'get' | 'json' | 'req'>

/** Answers a change of a file once it was made, and one that was no longer possible as stale. */
export async function respondToChange(c: ChangeContext, hasChanged: boolean) {
  if (!hasChanged) return respondWithDeskError(c, { code: 'stale' })
  deliverQueuedMessages(c)
  return c.json(await reloadFile(c))
}

/** Lets the messages about a change leave at once, after the answer. */
export const deliverQueuedMessages = (c: Pick<Context, 'executionCtx' | 'get'>): void =>
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
