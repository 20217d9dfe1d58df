import { ping } from '../../db/database.ts'
import { errorFields, log } from '../log.ts'
import type { Context } from './context.ts'

/** 200 when the database answers, else 503. */
export async function checkHealth(c: Context): Promise<Response> {
  try {
    await ping(c.get('env').db)
    return c.json({ status: 'ok' })
  } catch (error) {
    log('database_unreachable', { request: c.get('requestId'), ...errorFields(error) })
    return c.json({ status: 'unavailable' }, 503)
  }
}
