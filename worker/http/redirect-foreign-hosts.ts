import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'

/**
 * Redirects every address of another host to the portal's own, the method kept: Access guards the desk of one host, and
 * cookies and codes belong to it. A form that was posted to another host is refused there, as one from another site.
 */
export const redirectForeignHosts = createMiddleware<AppEnv>(async (c, next) => {
  const { origin, pathname, search } = new URL(c.req.url)
  const { portalOrigin } = c.get('env')
  return origin === portalOrigin ? next() : c.redirect(`${portalOrigin}${pathname}${search}`, 308)
})
