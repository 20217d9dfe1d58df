import type { Context } from '../http/context.ts'
import { drainOutbox } from '../mail/drain.ts'
import { respondWithDeskError } from './api-error.ts'

/** What these need of a request, whatever its route has loaded. */
type ChangeContext = Pick<Context, 'body' | 'executionCtx' | 'get' | 'json' | 'req'>

/**
 * Answers a change that was made with nothing: whoever shows what it changed asks for that again. One that was no longer
 * possible is answered as stale.
 */
export function respondToChange(c: ChangeContext, hasChanged: boolean) {
  if (!hasChanged) return respondWithDeskError(c, { code: 'stale' })
  deliverQueuedMessages(c)
  return c.body(null, 204)
}

/** Lets the messages about a change leave at once, after the answer. */
export const deliverQueuedMessages = (c: Pick<Context, 'executionCtx' | 'get'>): void =>
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
