import { expect, it, vi } from 'vitest'
import { retryWhileStale } from './retry.ts'

it('tries until it was in time, and no longer', async () => {
  const tryOnce = vi.fn(async (attempt: number) => (attempt < 3 ? undefined : `at attempt ${attempt}`))
  expect(await retryWhileStale(5, tryOnce)).toBe('at attempt 3')
  expect(tryOnce).toHaveBeenCalledTimes(3)
})

it('gives nothing when every try was too late', async () => {
  const tryOnce = vi.fn(async () => undefined)
  expect(await retryWhileStale(2, tryOnce)).toBeUndefined()
  expect(tryOnce).toHaveBeenCalledTimes(2)
})

it('takes an answer that is false or empty for an answer', async () => {
  expect(await retryWhileStale(2, async (attempt) => attempt > 1)).toBe(false)
})

it('does not try again after a fault', async () => {
  const tryOnce = vi.fn(async () => {
    throw new Error('The database does not answer')
  })
  await expect(retryWhileStale(5, tryOnce)).rejects.toThrow('does not answer')
  expect(tryOnce).toHaveBeenCalledTimes(1)
})
