import { listRingKeys } from '../../db/ring-keys.ts'
import { getErrorLogFields, log } from '../log.ts'
import { findKeyFaults } from '../privacy/check-keys.ts'
import type { Context } from './context.ts'

/**
 * Answers 200 when the database responds and every key in use is there and right, and 503 when not. Only the log tells
 * which.
 */
export async function respondWithHealth(c: Context): Promise<Response> {
  try {
    const { db, keys } = c.get('env')
    const faults = await findKeyFaults(keys, await listRingKeys(db))
    if (!faults) return c.json({ status: 'ok' })
    log('keys_unusable', faults)
    return c.json({ status: 'unavailable' }, 503)
  } catch (error) {
    log('database_unreachable', { request: c.get('requestId'), ...getErrorLogFields(error) })
    return c.json({ status: 'unavailable' }, 503)
  }
}
