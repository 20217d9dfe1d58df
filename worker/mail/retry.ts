/** How an attempt to hand a mail to the provider ended. */
export type Attempt =
  | { readonly ok: true; readonly providerId: string }
  | {
      readonly ok: false
      readonly name: string
      readonly status: number | null
      readonly retryAfterSeconds?: number
    }

/** What follows from a failed attempt. */
export type Verdict = { readonly stop: true } | { readonly stop: false; readonly waitSeconds: number }

/**
 * Whether to try again, and when. The same key and body are safe to repeat for 24 hours, after which the provider
 * forgets the key and a repeat could be a second mail (resend.com/docs/dashboard/emails/idempotency-keys).
 */
export function judge(attempt: Extract<Attempt, { ok: false }>, attempts: number, ageMs: number): Verdict {
  if (!isPassing(attempt)) return { stop: true }
  const waitSeconds = Math.max(backOffSeconds(attempts), attempt.retryAfterSeconds ?? 0)
  return isForgotten(ageMs + waitSeconds * 1000) ? { stop: true } : { stop: false, waitSeconds }
}

/** Whether the provider has forgotten the key of a mail this old. */
export const isForgotten = (ageMs: number): boolean => ageMs >= FORGOTTEN_AFTER_MS

/** Faults that pass by themselves: no answer, the provider's own errors, too fast, the same key still under way. */
const isPassing = ({ name, status }: { name: string; status: number | null }): boolean =>
  status === null ||
  status >= 500 ||
  name === 'concurrent_idempotent_requests' ||
  (status === 429 && !QUOTAS.has(name))

/** These are 429 too, and no wait within the day mends them. */
const QUOTAS = new Set(['daily_quota_exceeded', 'monthly_quota_exceeded'])

/**
 * 5, 10, 20, 40, 45, 45 … seconds. The longest wait and the minute between scheduled runs together stay under the two
 * minutes within which mail must leave once the provider is back.
 */
export const backOffSeconds = (attempts: number): number =>
  Math.min(5 * 2 ** (attempts - 1), LONGEST_WAIT_SECONDS)

const LONGEST_WAIT_SECONDS = 45
const FORGOTTEN_AFTER_MS = 24 * 3_600_000
