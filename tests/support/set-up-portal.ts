import { afterEach, beforeEach, vi } from 'vitest'
import { acceptDelivery, type MailDelivery, mockMailProvider } from './mock-mail-provider.ts'
import { prepareDatabase } from './test-portal.ts'

/**
 * Begins every test of a file with an empty database, a mail provider that takes everything, and the clock at a time
 * where one is given; ends each with the real network and clock. Gives what the provider was sent in this test, in order.
 */
export function setUpPortal({ now }: { readonly now?: number } = {}): MailDelivery[] {
  const deliveries: MailDelivery[] = []
  beforeEach(async () => {
    if (now !== undefined) vi.setSystemTime(now)
    await prepareDatabase()
    deliveries.length = 0
    mockMailProvider(acceptDelivery, deliveries)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
  return deliveries
}
