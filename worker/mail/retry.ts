import { HOUR_MS } from '../../content/time/units.ts'

/** The outcome of one attempt to hand a message to the provider. */
export type DeliveryAttempt =
  | { readonly ok: true; readonly providerId: string }
  | {
      readonly ok: false
      readonly name: string
      readonly status: number | null
      readonly retryAfterSeconds?: number
    }

export type RetryDecision =
  | { readonly isFinal: true }
  | { readonly isFinal: false; readonly waitSeconds: number }

/**
 * Decides whether to try again, and when. The same key and body are safe to repeat for 24 hours. After that the
 * provider forgets the key, and a repeat could be a second e-mail (resend.com/docs/dashboard/emails/idempotency-keys).
 */
export function decideRetry(
  attempt: Extract<DeliveryAttempt, { ok: false }>,
  attempts: number,
  ageMs: number,
): RetryDecision {
  if (!isTransientFailure(attempt)) return { isFinal: true }
  const waitSeconds = Math.max(computeBackOffSeconds(attempts), attempt.retryAfterSeconds ?? 0)
  return isIdempotencyKeyExpired(ageMs + waitSeconds * 1000)
    ? { isFinal: true }
    : { isFinal: false, waitSeconds }
}

/** Whether the provider has forgotten the idempotency key of a message of this age in milliseconds. */
export const isIdempotencyKeyExpired = (ageMs: number): boolean => ageMs >= KEY_EXPIRES_AFTER_MS

/**
 * Whether a failure passes by itself: no response, an error of the provider, too many requests, or an attempt with the
 * same key still under way.
 */
const isTransientFailure = ({ name, status }: { name: string; status: number | null }): boolean =>
  status === null ||
  status >= 500 ||
  name === 'concurrent_idempotent_requests' ||
  (status === 429 && !QUOTA_ERRORS.has(name))

/** The quota errors. They also have status 429, but no wait within the day helps. */
const QUOTA_ERRORS = new Set(['daily_quota_exceeded', 'monthly_quota_exceeded'])

/**
 * Gives the wait before the next attempt: 5, 10, 20, 40, 45, 45 … seconds. The longest wait plus the minute between
 * scheduled runs stays under two minutes, within which a message must leave once the provider works again.
 */
export const computeBackOffSeconds = (attempts: number): number =>
  Math.min(5 * 2 ** (attempts - 1), MAX_WAIT_SECONDS)

/**
 * Gives the wait before a message of this age that cannot be unsealed is tried again, in milliseconds: as long as it has
 * waited so far, at least a quarter of an hour, so that it leaves room for others, and at most six hours, within which it
 * leaves once its key is back.
 */
export const computeSealedWaitMs = (ageMs: number): number =>
  Math.min(Math.max(ageMs, 15 * 60_000), 6 * HOUR_MS)

const MAX_WAIT_SECONDS = 45
const KEY_EXPIRES_AFTER_MS = 24 * HOUR_MS
