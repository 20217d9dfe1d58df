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

/**
 * What follows a failed attempt: `failed` leaves it to a person, `queued` tries again after a wait, and `paused` does too,
 * while the whole outbox waits for it.
 */
export type RetryDecision =
  | { readonly outcome: 'failed' }
  | { readonly outcome: 'queued' | 'paused'; readonly waitSeconds: number }

type FailedAttempt = Extract<DeliveryAttempt, { ok: false }>

/**
 * Decides whether to try again, and when. The same key and body are safe to repeat for 24 hours from the first attempt after
 * which nobody knows whether the provider has the message. After that the provider forgets the key, and a repeat could be a
 * second e-mail (resend.com/docs/dashboard/emails/idempotency-keys). What was refused each time can be repeated for ever.
 */
export function decideRetry(
  attempt: FailedAttempt,
  attempts: number,
  uncertainForMs: number | undefined,
): RetryDecision {
  const refusesAccount = isAccountRefused(attempt)
  if (!refusesAccount && !isTransientFailure(attempt)) return { outcome: 'failed' }
  const ownWait = refusesAccount ? computePauseSeconds(attempts) : computeBackOffSeconds(attempts)
  const waitSeconds = Math.max(ownWait, attempt.retryAfterSeconds ?? 0)
  return uncertainForMs !== undefined && isIdempotencyKeyExpired(uncertainForMs + waitSeconds * 1000)
    ? { outcome: 'failed' }
    : { outcome: refusesAccount ? 'paused' : 'queued', waitSeconds }
}

/** Whether the provider has forgotten the idempotency key of a message that it may have had for so long (ms). */
export const isIdempotencyKeyExpired = (uncertainForMs: number): boolean =>
  uncertainForMs >= KEY_EXPIRES_AFTER_MS

/** Whether the provider answered that it does not take the message, so that nobody can have got it by this attempt. */
export const isRefused = ({ name, status }: FailedAttempt): boolean =>
  status !== null && status >= 400 && status < 500 && name !== CONCURRENT_REQUESTS

/**
 * Whether a failure is about the practice’s account and meets every message: a key that is missing, wrong or not allowed to
 * send, a domain that is not verified, or a quota. Source: resend.com/docs/api-reference/errors.
 */
const isAccountRefused = ({ name, status }: FailedAttempt): boolean =>
  status === 401 || status === 403 || QUOTA_ERRORS.has(name)

/**
 * Whether a failure passes by itself: no response, an error of the provider, too many requests, or an attempt with the
 * same key still under way.
 */
const isTransientFailure = ({ name, status }: FailedAttempt): boolean =>
  status === null || status >= 500 || name === CONCURRENT_REQUESTS || status === 429

const CONCURRENT_REQUESTS = 'concurrent_idempotent_requests'

/** The quota errors. They have status 429, as too many requests a second have. */
const QUOTA_ERRORS = new Set(['daily_quota_exceeded', 'monthly_quota_exceeded'])

/**
 * Gives the wait before one message tries again for all of them: 1, 2, 4, 5, 5 … minutes, within which mail leaves once
 * somebody has mended the account.
 */
const computePauseSeconds = (attempts: number): number =>
  Math.min(60 * 2 ** (attempts - 1), MAX_PAUSE_SECONDS)

const MAX_PAUSE_SECONDS = 300

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
