import { throttling } from 'lighthouse/core/config/constants.js'
import type { CDPSession } from 'playwright-core'

/**
 * Lighthouse’s phone of some years ago on a slow 4G network. These are its values for a browser that throttles by itself:
 * it delays each request once, not each packet, so Lighthouse has it wait 3.75 round trips of 150 ms
 * (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md).
 */
const { mobileSlow4G } = throttling

/** Milliseconds that each request waits: 562.5. */
export const REQUEST_LATENCY_MS = mobileSlow4G.requestLatencyMs
/** Milliseconds of one round trip: 150. */
export const ROUND_TRIP_MS = mobileSlow4G.rttMs

/** Makes a page as slow as a phone of some years ago. */
export async function emulateSlowPhone(session: CDPSession, latency: number): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: mobileSlow4G.cpuSlowdownMultiplier })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: toBytesASecond(mobileSlow4G.downloadThroughputKbps),
    uploadThroughput: toBytesASecond(mobileSlow4G.uploadThroughputKbps),
  })
}

const toBytesASecond = (kilobits: number): number => Math.floor((kilobits * 1024) / 8)
