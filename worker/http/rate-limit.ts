import type { RateLimit } from '@cloudflare/workers-types'
import { createMiddleware } from 'hono/factory'
import { log } from '../log.ts'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'

/** Refuses requests from one connection that exceed the limit. */
export const limitRequestsMiddleware = createMiddleware<AppEnv>(async (c, next) => {
  if (await isWithinRateLimit(c, c.get('env').limits.requests)) return next()
  logRateLimited(c)
  return respondWithError(c, 429)
})

/** Whether a connection is within a limit. Cloudflare counts at each of its locations, so the limit may be exceeded. */
export async function isWithinRateLimit(c: Context, limit: RateLimit): Promise<boolean> {
  const { success } = await limit.limit({ key: c.req.header('CF-Connecting-IP') ?? 'unknown' })
  return success
}

export const logRateLimited = (c: Context): void => log('rate_limited', { request: c.get('requestId') })
