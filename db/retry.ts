import { isRetryableError } from './database.ts'

/**
 * Runs a write that another writer may overtake, up to a number of attempts. Each attempt reads the current state and
 * gives undefined when it was stale. Gives undefined when the last attempt was stale too.
 */
export async function retryWhileStale<Result>(
  maxAttempts: number,
  tryOnce: (attempt: number) => Promise<Result | undefined>,
  waitBeforeAttempt: (attempt: number) => Promise<void> = waitForNothing,
): Promise<Result | undefined> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    if (attempt > 1) await waitBeforeAttempt(attempt)
    const result = await tryOnce(attempt)
    if (result !== undefined) return result
  }
  return undefined
}

/**
 * Runs an operation that may be repeated, and repeats it once when the database asks for that. The first time may have
 * taken effect, so the operation has to find out, and give the same result.
 */
export async function repeatAfterFault<Result>(operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation()
  } catch (error) {
    if (!isRetryableError(error)) throw error
    // As long as it may be: the database is moving or restarting.
    await waitWithJitter(6)
    return operation()
  }
}

const waitForNothing = async () => undefined

/**
 * Waits for a random part of a span that doubles with each attempt, up to a quarter of a second, so that writers who
 * met once do not meet again. Source: M. Brooker, “Exponential Backoff And Jitter”, AWS Architecture Blog (2015), “full
 * jitter”.
 */
export const waitWithJitter = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(MAX_WAIT_MS, 5 * 2 ** attempt)))

const MAX_WAIT_MS = 250
