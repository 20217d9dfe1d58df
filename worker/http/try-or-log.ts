import type { Context } from './context.ts'
import { errorFields, log } from './log.ts'

/** What the database gave, or `fault` when it failed: logged, and for the page to say. */
export async function orFault<T>(c: Context, answer: Promise<T>): Promise<T | 'fault'> {
  try {
    return await answer
  } catch (error) {
    log('fault', { request: c.get('requestId'), ...errorFields(error) })
    return 'fault'
  }
}
