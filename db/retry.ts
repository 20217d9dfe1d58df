/**
 * Runs a write that another writer may overtake, up to a number of attempts. Each attempt reads the current state and
 * gives undefined when it was stale. Gives undefined when the last attempt was stale too.
 */
export async function retryWhileStale<Result>(
  maxAttempts: number,
  tryOnce: (attempt: number) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const result = await tryOnce(attempt)
    if (result !== undefined) return result
  }
  return undefined
}
