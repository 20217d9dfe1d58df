/**
 * Tries what another writer may come before, each time from what is there now: a try gives nothing when it was too late, and
 * is made again. Nothing when the last one was too late as well.
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
