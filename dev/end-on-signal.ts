/** Ctrl-C, `kill`, a terminal that is closed, and Ctrl-\. Each ends a process that does not listen for it. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
/** Wrangler closes in less than a second; a machine may be busy. */
const LONGEST_CLOSE_MS = 5000

/**
 * Closes what this process started and ends it, on the first signal that tells it to end. When closing takes too long,
 * it ends all the same, and what listens for its `exit` kills what is left. Further signals change nothing: npm passes
 * on the Ctrl-C that the terminal has sent already. Returns whether the process is ending.
 *
 * A program that ends only when it is told to ends with 0; one that a signal interrupts has its own exit code.
 */
export function closeOnSignal(close: () => Promise<void> | undefined, exitCode = 0): () => boolean {
  let isEnding = false
  for (const signal of ENDING_SIGNALS) {
    process.on(signal, async () => {
      if (isEnding) return
      isEnding = true
      setTimeout(() => process.exit(1), LONGEST_CLOSE_MS)
      await close()
      process.exit(exitCode)
    })
  }
  return () => isEnding
}
