import { afterEach, beforeEach, vi } from 'vitest'
import { acceptDelivery, type MailDelivery, mockMailProvider } from './mock-mail-provider.ts'
import { restorePrivacyOfficer } from './privacy-officers.ts'
import { prepareDatabase, runScheduledWork } from './test-portal.ts'

/** When a test takes place that does not say when. */
export const TEST_NOW = Date.UTC(2026, 10, 23, 15)

/**
 * Before every test of a file: empties the database, lets the mail provider accept everything, and stops the clock at
 * `now`, so that no test depends on when or how fast it runs. After every test: restores the network, the clock and who is privacy officer. Returns
 * the deliveries of the current test, in order.
 */
export function setUpPortal({ now = TEST_NOW }: { readonly now?: number } = {}): MailDelivery[] {
  const deliveries: MailDelivery[] = []
  beforeEach(async () => {
    vi.setSystemTime(now)
    await prepareDatabase()
    deliveries.length = 0
    mockMailProvider(acceptDelivery, deliveries)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
    restorePrivacyOfficer()
  })
  return deliveries
}

/** Sets the clock and runs the scheduled work of that minute. */
export async function runScheduledAt(now: number): Promise<void> {
  vi.setSystemTime(now)
  await runScheduledWork()
}
