import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'
import { workerHeaderValues } from './security-headers.ts'

/**
 * Sets the security headers on every response of the worker, errors included. A built page comes with its own content
 * security policy, which also allows the styles inside it, by their hashes.
 */
export const setWorkerHeadersMiddleware = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const pagePolicy = c.res.headers.get('Content-Security-Policy')
  for (const [name, value] of Object.entries(workerHeaderValues)) c.res.headers.set(name, value)
  if (pagePolicy) c.res.headers.set('Content-Security-Policy', pagePolicy)
})
