import { errorFields, log } from '../log.ts'
import type { Context } from './context.ts'

/** What the database gave, or `error` when it failed: logged, and for the page to say. */
export async function tryOrLog<T>(c: Context, pending: Promise<T>): Promise<T | 'error'> {
  try {
    return await pending
  } catch (error) {
    log('error', { request: c.get('requestId'), ...errorFields(error) })
    return 'error'
  }
}
