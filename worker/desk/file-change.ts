import type { Context } from '../http/context.ts'
import { drainOutbox } from '../mail/drain.ts'
import { respondWithDeskError } from './api-error.ts'

/** The parts of the context that these functions use, whatever the route has loaded. */
type ChangeContext = Pick<Context, 'body' | 'executionCtx' | 'get' | 'json' | 'req'>

/**
 * Answers 204 to a change that was made; the page asks again for what it shows. Answers `stale` to a change that was no
 * longer possible.
 */
export function respondToChangeAndDrainOutbox(c: ChangeContext, hasChanged: boolean) {
  if (!hasChanged) return respondWithDeskError(c, { code: 'stale' })
  drainOutboxAfterResponse(c)
  return c.body(null, 204)
}

/** Sends the messages about a change after the response. */
export const drainOutboxAfterResponse = (c: Pick<Context, 'executionCtx' | 'get'>): void =>
  c.executionCtx.waitUntil(drainOutbox(c.get('env'), Date.now))
