import type { RateLimit } from '@cloudflare/workers-types'
import { createMiddleware } from 'hono/factory'
import { getErrorLogFields, log } from '../log.ts'
import { getCustomerNetwork, getNetwork, getSurroundingNetwork } from '../privacy/network.ts'
import { getConnectingAddress } from './code-attempts.ts'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'

/** Refuses requests from one connection that exceed the limit, except those that `isExempt` lets pass. */
export const limitRequests = (isExempt?: (c: Context) => Promise<boolean>) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if ((await isWithinRateLimit(c)) || (await isExempt?.(c))) return next()
    logRateLimited(c)
    return respondWithError(c, 429)
  })

/**
 * Whether a network, and the wider one that it is part of, are within their limits. `use` has counts of its own. What a
 * network sends beyond its own limit does not count for the wider one, so that it cannot use up what its neighbours may
 * send. Cloudflare counts at each of its locations, so the limits may be exceeded.
 */
export async function isWithinRateLimit(c: Context, use?: 'health'): Promise<boolean> {
  const { requests, wideRequests } = c.get('env').limits
  const address = getConnectingAddress(c)
  const prefix = use ? `${use} ` : ''
  const surrounding = getSurroundingNetwork(address)
  return (
    (await isCountedWithin(c, requests, prefix + getNetwork(address))) &&
    (surrounding === undefined || isCountedWithin(c, wideRequests, prefix + surrounding))
  )
}

/** Whether a session is within a limit of its own, wherever its requests come from. */
export const isSessionWithinRateLimit = (c: Context, session: string): Promise<boolean> =>
  isCountedWithin(c, c.get('env').limits.requests, `session ${session}`)

/** Whether a network may begin another draft. Over IPv6 the larger network counts, since its smaller ones cost nothing. */
export const mayBeginDraft = (c: Context): Promise<boolean> =>
  isCountedWithin(c, c.get('env').limits.newDrafts, getCustomerNetwork(getConnectingAddress(c)))

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
