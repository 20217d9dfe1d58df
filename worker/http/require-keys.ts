import { createMiddleware } from 'hono/factory'
import { checkKeysOnce } from '../privacy/check-keys.ts'
import type { AppEnv } from './context.ts'

/**
 * Refuses to write while the ring lacks a key or has a wrong one, with the error page. Costs one D1 call in each isolate,
 * on its first unsafe request.
 */
export const requireUsableKeysForUnsafeMethods = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  await checkKeysOnce(c.get('env'))
  return next()
})
