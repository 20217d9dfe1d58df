import { expect, it } from 'vitest'
import { buildSendLimits, MAX_SENDS_PER_HOUR, WIDE_NETWORK_FACTOR } from './flood-limits.ts'

it('bounds a network, and over IPv6 also the larger one with its 65,536 networks', () => {
  const home = { connectionHash: 'home', hour: 1, isUnproven: false }
  expect(buildSendLimits(home)).toEqual({
    hour: 1,
    limits: [{ key: 'send home', max: MAX_SENDS_PER_HOUR }],
  })
  expect(buildSendLimits({ ...home, wideConnectionHash: 'site' }).limits).toEqual([
    { key: 'send home', max: MAX_SENDS_PER_HOUR },
    { key: 'send site', max: MAX_SENDS_PER_HOUR * WIDE_NETWORK_FACTOR },
  ])
  expect(WIDE_NETWORK_FACTOR).toBeLessThan(10)
})
