import { listRingKeys } from '../../db/ring-keys.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { findKeyFaults } from '../privacy/check-keys.ts'
import type { Context } from './context.ts'
import { isWithinRateLimit, logRateLimited } from './rate-limit.ts'

/**
 * Answers 200 when the database responds and every key in use is there and right, and 503 when not. Only the log tells
 * which. Asks the database at most once a second, however often and however many at once ask, and whatever it answers.
 * A network that asks too often is told to wait; what it asks of other pages does not count.
 */
export async function respondWithHealth(c: Context): Promise<Response> {
  const env = c.get('env')
  if (!(await isWithinRateLimit(c, 'health'))) {
    logRateLimited(c)
    return c.json({ status: 'too_many_requests' }, 429)
  }
  const now = Date.now()
  const last = lastChecks.get(env)
  if (last && now - last.at < CHECK_SECONDS * 1000) return respond(c, await last.check)
  const check = checkHealth(c)
  lastChecks.set(env, { check, at: now })
  // Others wait for it too, so it goes on when this request is given up.
  c.executionCtx.waitUntil(check)
  return respond(c, await check)
}

const CHECK_SECONDS = 1

/** The last check of each environment, which may not have ended yet, and the instant at which it began. */
const lastChecks = new WeakMap<Environment, { readonly check: Promise<boolean>; readonly at: number }>()

const respond = (c: Context, isHealthy: boolean): Response =>
  isHealthy ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable' }, 503)

async function checkHealth(c: Context): Promise<boolean> {
  try {
    const { db, keys } = c.get('env')
    const faults = await findKeyFaults(keys, await listRingKeys(db))
    if (faults) log('keys_unusable', faults)
    return !faults
  } catch (error) {
    log('database_unreachable', { request: c.get('requestId'), ...getErrorLogFields(error) })
    return false
  }
}
