import { listRingKeys } from '../../db/ring-keys.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { findKeyFaults } from '../privacy/check-keys.ts'
import type { Context } from './context.ts'

/**
 * Answers 200 when the database responds and every key in use is there and right, and 503 when not. Only the log tells
 * which. Asks the database at most once a second, however often anybody asks: in between, and while it is being asked,
 * the last answer stands.
 */
export async function respondWithHealth(c: Context): Promise<Response> {
  const env = c.get('env')
  const last = lastChecks.get(env)
  const now = Date.now()
  if (last && now - last.at < CHECK_SECONDS * 1000) return respond(c, last.isHealthy)
  if (last) lastChecks.set(env, { ...last, at: now })
  const isHealthy = await checkHealth(c)
  lastChecks.set(env, { isHealthy, at: now })
  return respond(c, isHealthy)
}

const CHECK_SECONDS = 1

const lastChecks = new WeakMap<Environment, { readonly isHealthy: boolean; readonly at: number }>()

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
