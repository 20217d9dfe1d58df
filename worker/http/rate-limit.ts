import type { RateLimit } from '@cloudflare/workers-types'
import { createMiddleware } from 'hono/factory'
import { getErrorLogFields, log } from '../log.ts'
import { getNetwork, getWideNetwork } from '../privacy/network.ts'
import { getConnectingAddress } from './code-attempts.ts'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'

/** Refuses requests from one connection that exceed the limit. */
export const limitRequestsMiddleware = createMiddleware<AppEnv>(async (c, next) => {
  if (await isWithinRateLimit(c, c.get('env').limits.requests)) return next()
  logRateLimited(c)
  return respondWithError(c, 429)
})

/**
 * Whether a network is within a limit. `use` has a count of its own. Cloudflare counts at each of its locations, so the
 * limit may be exceeded.
 */
export async function isWithinRateLimit(c: Context, limit: RateLimit, use?: 'health'): Promise<boolean> {
  const network = getNetwork(getConnectingAddress(c))
  return isCountedWithin(c, limit, use ? `${use} ${network}` : network)
}

/** Whether a network may begin another draft. Over IPv6 the larger network counts, since its smaller ones cost nothing. */
export async function mayBeginDraft(c: Context): Promise<boolean> {
  const address = getConnectingAddress(c)
  return isCountedWithin(c, c.get('env').limits.newDrafts, getWideNetwork(address) ?? getNetwork(address))
}

/**
 * Whether a key is within a limit. A limiter that fails lets everybody pass, which is logged: what somebody typed is worth
 * more than the count, and the limits in the database still hold.
 */
async function isCountedWithin(c: Context, limit: RateLimit, key: string): Promise<boolean> {
  try {
    return (await limit.limit({ key })).success
  } catch (error) {
    log('rate_limit_unavailable', { request: c.get('requestId'), ...getErrorLogFields(error) })
    return true
  }
}

export const logRateLimited = (c: Context): void => log('rate_limited', { request: c.get('requestId') })
