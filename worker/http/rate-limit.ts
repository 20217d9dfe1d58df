import type { RateLimit } from '@cloudflare/workers-types'
import { createMiddleware } from 'hono/factory'
import { log } from '../log.ts'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'

/** Refuses a flood from one connection. */
export const limitRequests = createMiddleware<AppEnv>(async (c, next) => {
  if (await isWithinLimit(c, c.get('env').limits.requests)) return next()
  logRateLimited(c)
  return respondWithError(c, 429)
})

/** Whether this connection may still do it. The platform counts by place, so the limit is a guard, not a promise. */
export async function isWithinLimit(c: Context, limit: RateLimit): Promise<boolean> {
  const { success } = await limit.limit({ key: c.req.header('CF-Connecting-IP') ?? 'unknown' })
  return success
}

export const logRateLimited = (c: Context): void => log('rate_limited', { request: c.get('requestId') })
