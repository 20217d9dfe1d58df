import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'
import { workerHeaderValues } from './security-headers.ts'

/** Sets the security headers on every response of the worker, errors included. */
export const setWorkerHeadersMiddleware = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(workerHeaderValues)) c.res.headers.set(name, value)
})
