import { vi } from 'vitest'

/**
 * How long a test waits for anything before it fails, in a browser or beside it. On an idle machine nothing takes more
 * than a few seconds; the rest is for a machine whose processors do other work.
 */
export const LONGEST_WAIT_MS = 120_000
const POLL_INTERVAL_MS = 250

/** Waits until there is a result. Else it fails, and says what it waited for and, if it can tell, what was there. */
export const waitForResult = <T>(
  description: string,
  findResult: () => Promise<T | undefined>,
  describeFound: () => Promise<string> = async () => '',
): Promise<T> =>
  vi.waitFor(
    async () => {
      const found = await findResult()
      if (found !== undefined) return found
      throw new Error(`Waited in vain for ${description} ${await describeFound()}`.trimEnd())
    },
    { timeout: LONGEST_WAIT_MS, interval: POLL_INTERVAL_MS },
  )
