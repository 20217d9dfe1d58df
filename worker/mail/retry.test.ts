import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import {
  computeBackOffSeconds,
  computeSealedWaitMs,
  type DeliveryAttempt,
  decideRetry,
  isIdempotencyKeyExpired,
} from './retry.ts'

type Failure = Extract<DeliveryAttempt, { ok: false }>
const failure = (status: number | null, name: string, retryAfterSeconds?: number): Failure => ({
  ok: false,
  status,
  name,
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
})
const HOUR = 3_600_000

describe('a mail that was not taken', () => {
  it.each<[string, Failure, number, number]>([
    ['no answer', failure(null, 'application_error'), 1, 5],
    ['no answer a third time', failure(null, 'application_error'), 3, 20],
    ['the provider’s own error', failure(500, 'internal_server_error'), 1, 5],
    ['its gateway’s error', failure(502, 'application_error'), 2, 10],
    ['its maintenance', failure(503, 'application_error'), 9, 45],
    ['too fast, without a word on when', failure(429, 'rate_limit_exceeded'), 1, 5],
    ['too fast, come back later than we would', failure(429, 'rate_limit_exceeded', 30), 1, 30],
    ['too fast, come back sooner than we would', failure(429, 'rate_limit_exceeded', 1), 4, 40],
    ['too fast, come back much later', failure(429, 'rate_limit_exceeded', 600), 1, 600],
    ['the same key still under way', failure(409, 'concurrent_idempotent_requests'), 1, 5],
  ])('is tried again: %s', (_, attempt, attempts, waitSeconds) => {
    expect(decideRetry(attempt, attempts, 0)).toEqual({ outcome: 'queued', waitSeconds })
  })

  it.each<[string, Failure]>([
    ['the same key with another body', failure(409, 'invalid_idempotent_request')],
    ['a field that does not hold', failure(422, 'validation_error')],
    ['an address that does not hold', failure(400, 'validation_error')],
    ['a missing field', failure(422, 'missing_required_field')],
    ['an address of the provider’s that is gone', failure(404, 'not_found')],
    ['an address that is safe no more', failure(0, 'not_safe')],
  ])('is given up: %s', (_, attempt) => {
    expect(decideRetry(attempt, 1, 0)).toEqual({ outcome: 'failed' })
  })

  it.each<[string, Failure, number, number]>([
    ['a domain that is not verified', failure(403, 'validation_error'), 1, 60],
    ['a key that is missing', failure(401, 'missing_api_key'), 2, 120],
    ['a key that was taken back', failure(403, 'invalid_api_key'), 3, 240],
    ['a key that may not send', failure(401, 'restricted_api_key'), 9, 300],
    ['the day’s quota', failure(429, 'daily_quota_exceeded'), 1, 60],
    ['the month’s quota', failure(429, 'monthly_quota_exceeded'), 1, 60],
    ['a quota that says when to come back', failure(429, 'daily_quota_exceeded', 600), 1, 600],
  ])('pauses the outbox: %s', (_, attempt, attempts, waitSeconds) => {
    expect(decideRetry(attempt, attempts, undefined)).toEqual({ outcome: 'paused', waitSeconds })
    expect(decideRetry(attempt, attempts, 24 * HOUR)).toEqual({ outcome: 'failed' })
  })

  it('is given up when the provider may have forgotten its key before the next attempt', () => {
    const passing = failure(503, 'application_error')
    expect(decideRetry(passing, 5, 24 * HOUR - 46_000)).toEqual({ outcome: 'queued', waitSeconds: 45 })
    expect(decideRetry(passing, 5, 24 * HOUR - 45_000)).toEqual({ outcome: 'failed' })
    expect(decideRetry(passing, 5, 30 * HOUR)).toEqual({ outcome: 'failed' })
    const wait = failure(429, 'rate_limit_exceeded', 25 * 3600)
    expect(decideRetry(wait, 1, 0)).toEqual({ outcome: 'failed' })
    expect(decideRetry(wait, 1, undefined)).toEqual({ outcome: 'queued', waitSeconds: 25 * 3600 })
  })

  it('is forgotten by the provider after 24 hours, not before', () => {
    expect(isIdempotencyKeyExpired(24 * HOUR - 1)).toBe(false)
    expect(isIdempotencyKeyExpired(24 * HOUR)).toBe(true)
  })
})

describe('the wait for a missing key', () => {
  it('doubles from a quarter of an hour, to six hours for ever', () => {
    let age = 0
    const waits = Array.from({ length: 400 }, () => {
      const wait = computeSealedWaitMs(age)
      age += wait
      return wait / HOUR
    })
    expect(waits.slice(0, 8)).toEqual([0.25, 0.25, 0.5, 1, 2, 4, 6, 6])
    expect(new Set(waits.slice(6))).toEqual(new Set([6]))
  })
})

describe('the wait between attempts', () => {
  it('grows, and is never longer than 45 seconds', () => {
    expect([1, 2, 3, 4, 5, 6].map(computeBackOffSeconds)).toEqual([5, 10, 20, 40, 45, 45])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (attempts) => {
        expect(computeBackOffSeconds(attempts)).toBeLessThanOrEqual(45)
        expect(computeBackOffSeconds(attempts)).toBeGreaterThanOrEqual(5)
        expect(computeBackOffSeconds(attempts + 1)).toBeGreaterThanOrEqual(computeBackOffSeconds(attempts))
      }),
      { numRuns: countPropertyRuns(100) },
    )
  })
})
