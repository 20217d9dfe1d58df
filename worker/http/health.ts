import { ping } from '../../db/database.ts'
import { getErrorLogFields, log } from '../log.ts'
import type { Context } from './context.ts'

/** Answers 200 when the database responds, and 503 when it does not. */
export async function respondWithHealth(c: Context): Promise<Response> {
  try {
    await ping(c.get('env').db)
    return c.json({ status: 'ok' })
  } catch (error) {
    log('database_unreachable', { request: c.get('requestId'), ...getErrorLogFields(error) })
    return c.json({ status: 'unavailable' }, 503)
  }
}
