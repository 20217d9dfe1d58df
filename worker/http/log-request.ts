import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { log } from '../log.ts'
import type { AppEnv } from './context.ts'

/**
 * Logs one line for each request. It names the route's pattern instead of the path, so that no reference or token is
 * logged.
 */
export const logRequestMiddleware = createMiddleware<AppEnv>(async (c, next) => {
  const start = Date.now()
  await next()
  log('request', {
    request: c.get('requestId'),
    method: c.req.method,
    // After `next`, `routePath` gives the route that answered.
    route: routePath(c),
    status: c.res.status,
    ms: Date.now() - start,
  })
})
