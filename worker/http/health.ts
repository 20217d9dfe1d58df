import { LATE_MAIL_MS, STOPPED_AFTER_MS } from '../../content/operations/operation-checks.ts'
import { findWorkState } from '../../db/operation-facts.ts'
import { listRingKeys } from '../../db/ring-keys.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { findKeyFaults } from '../privacy/check-keys.ts'
import type { Context } from './context.ts'
import { isWithinRateLimit, logRateLimited } from './rate-limit.ts'

/** A check of whether the portal answers as it should. Only the log tells what is wrong. */
type HealthCheck = (c: Context) => Promise<boolean>

/**
 * Answers 200 when a check holds, and 503 when not. Makes a check at most once a second, however often and however many at
 * once ask, and whatever it gives. A network that asks too often is told to wait; what it asks of other pages does not
 * count.
 */
const createHealthRoute = (check: HealthCheck) => {
  /** The last check of each environment, which may not have ended yet, and the instant at which it began. */
  const lastChecks = new WeakMap<Environment, { readonly isHealthy: Promise<boolean>; readonly at: number }>()
  return async (c: Context): Promise<Response> => {
    const env = c.get('env')
    if (!(await isWithinRateLimit(c, 'health'))) {
      logRateLimited(c)
      return c.json({ status: 'too_many_requests' }, 429)
    }
    const now = Date.now()
    const last = lastChecks.get(env)
    if (last && now - last.at < CHECK_SECONDS * 1000) return respond(c, await last.isHealthy)
    const isHealthy = check(c).catch((error: unknown) => {
      log('database_unreachable', { request: c.get('requestId'), ...getErrorLogFields(error) })
      return false
    })
    lastChecks.set(env, { isHealthy, at: now })
    // Others wait for it too, so it goes on when this request is given up.
    c.executionCtx.waitUntil(isHealthy)
    return respond(c, await isHealthy)
  }
}

const CHECK_SECONDS = 1

const respond = (c: Context, isHealthy: boolean): Response =>
  isHealthy ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable' }, 503)

/** Whether the database responds and every key in use is there and right. */
export const respondWithHealth = createHealthRoute(async (c) => {
  const { db, keys } = c.get('env')
  const faults = await findKeyFaults(keys, await listRingKeys(db))
  if (faults) log('keys_unusable', faults)
  return !faults
})

/**
 * Whether the scheduled work runs and e-mail leaves. An outside probe asks it, since no e-mail could tell that e-mail has
 * stopped.
 */
export const respondWithWorkHealth = createHealthRoute(async (c) => {
  const now = Date.now()
  const { ranAt, oldestAt } = await findWorkState(c.get('env').db, now)
  const isRunning = ranAt !== null && now - ranAt <= STOPPED_AFTER_MS
  const isMailLeaving = oldestAt === null || now - oldestAt <= LATE_MAIL_MS
  if (!isRunning || !isMailLeaving) log('work_stopped', { request: c.get('requestId'), running: isRunning })
  return isRunning && isMailLeaving
})
