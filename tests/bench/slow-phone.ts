import type { CDPSession } from 'playwright-core'

/** The mobile profile of Lighthouse: a phone of some years ago on a slow 4G network. */
const CPU_SLOWDOWN = 4
const NETWORK_PROFILE = {
  offline: false,
  /** Milliseconds that each request waits. */
  latency: 150,
  /** Bytes a second: 1.6 and 0.75 Mb/s. */
  downloadThroughput: 204_800,
  uploadThroughput: 96_000,
}

/** Makes a page as slow as a phone of some years ago. */
export async function emulateSlowPhone(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', NETWORK_PROFILE)
}
