import { getErrorLogFields, log } from '../log.ts'
import type { Context } from './context.ts'

/** Gives the result of a database call, or `error` when it failed, which is logged so that the page can say so. */
export async function tryOrLog<T>(c: Context, pending: Promise<T>): Promise<T | 'error'> {
  try {
    return await pending
  } catch (error) {
    log('error', { request: c.get('requestId'), ...getErrorLogFields(error) })
    return 'error'
  }
}
