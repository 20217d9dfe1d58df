import { createMiddleware } from 'hono/factory'
import { log } from '../log.ts'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'

/**
 * Refuses every unsafe method that another site could have caused, whatever its content type. `Sec-Fetch-Site` decides
 * where the browser sends it (Fetch Metadata, W3C), and `Origin` otherwise; a request without either is refused.
 */
export const requireSameOriginForUnsafeMethods = createMiddleware<AppEnv>(async (c, next) => {
  if (SAFE_METHODS.has(c.req.method) || isSameOrigin(c.req.raw)) return next()
  return refuseCrossSite(c)
})

/**
 * Refuses every request, GET included, that another site could have caused. For addresses that only the portal's own
 * pages ask for.
 */
export const requireSameOriginForEveryMethod = createMiddleware<AppEnv>(async (c, next) =>
  isSameOrigin(c.req.raw) ? next() : refuseCrossSite(c),
)

function refuseCrossSite(c: Context): Promise<Response> {
  log('cross_site_refused', { request: c.get('requestId'), method: c.req.method })
  return respondWithError(c, 403)
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

function isSameOrigin({ headers, url }: Request): boolean {
  const site = headers.get('Sec-Fetch-Site')
  return site === null ? headers.get('Origin') === new URL(url).origin : site === 'same-origin'
}
