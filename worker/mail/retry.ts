/** How an attempt to hand a mail to the provider ended. */
export type DeliveryAttempt =
  | { readonly ok: true; readonly providerId: string }
  | {
      readonly ok: false
      readonly name: string
      readonly status: number | null
      readonly retryAfterSeconds?: number
    }

/** What follows from a failed attempt. */
export type RetryDecision =
  | { readonly isFinal: true }
  | { readonly isFinal: false; readonly waitSeconds: number }

/**
 * Whether to try again, and when. The same key and body are safe to repeat for 24 hours, after which the provider
 * forgets the key and a repeat could be a second mail (resend.com/docs/dashboard/emails/idempotency-keys).
 */
export function retryDecision(
  attempt: Extract<DeliveryAttempt, { ok: false }>,
  attempts: number,
  ageMs: number,
): RetryDecision {
  if (!isTransientFailure(attempt)) return { isFinal: true }
  const waitSeconds = Math.max(backOffSeconds(attempts), attempt.retryAfterSeconds ?? 0)
  return isKeyExpired(ageMs + waitSeconds * 1000) ? { isFinal: true } : { isFinal: false, waitSeconds }
}

/** Whether the provider has forgotten the key of a mail this old. */
export const isKeyExpired = (ageMs: number): boolean => ageMs >= KEY_EXPIRES_AFTER_MS

/** Faults that pass by themselves: no answer, the provider's own errors, too fast, the same key still under way. */
const isTransientFailure = ({ name, status }: { name: string; status: number | null }): boolean =>
  status === null ||
  status >= 500 ||
  name === 'concurrent_idempotent_requests' ||
  (status === 429 && !QUOTA_ERRORS.has(name))

/** These are 429 too, and no wait within the day mends them. */
const QUOTA_ERRORS = new Set(['daily_quota_exceeded', 'monthly_quota_exceeded'])

/**
 * 5, 10, 20, 40, 45, 45 … seconds. The longest wait and the minute between scheduled runs together stay under the two
 * minutes within which mail must leave once the provider is back.
 */
export const backOffSeconds = (attempts: number): number =>
  Math.min(5 * 2 ** (attempts - 1), MAX_WAIT_SECONDS)

const MAX_WAIT_SECONDS = 45
const KEY_EXPIRES_AFTER_MS = 24 * 3_600_000
