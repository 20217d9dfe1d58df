import { describe, expect, it } from 'vitest'
import { getCustomerNetwork, getNetwork, getSurroundingNetwork, getWideNetwork } from './network.ts'

describe('a network', () => {
  it.each([
    ['an IPv4 address, whole', '203.0.113.7', '203.0.113.7', undefined],
    ['the first half of an IPv6 address', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1'],
    ['in capitals, with leading zeros', '2001:0DB8:0001:0002::1', '2001:db8:1:2', '2001:db8:1'],
    ['with zeros left out', '2001:db8::1', '2001:db8:0:0', '2001:db8:0'],
    ['with zeros left out at its end', '2001:db8:1:2::', '2001:db8:1:2', '2001:db8:1'],
    ['an IPv4 address in IPv6, dotted', '::ffff:203.0.113.7', '203.0.113.7', undefined],
    ['an IPv4 address in IPv6, in full', '0:0:0:0:0:FFFF:203.0.113.7', '203.0.113.7', undefined],
    ['an IPv4 address in IPv6, hexadecimal', '::ffff:cb00:7107', '203.0.113.7', undefined],
    ['nothing that is known', 'unknown', 'unknown', undefined],
    ['empty', '', '', undefined],
  ])('is %s', (_, address, network, wideNetwork) => {
    expect([getNetwork(address), getWideNetwork(address)]).toEqual([network, wideNetwork])
  })

  it('differs with any of its bits, and the wide one with any of the first 48', () => {
    const base = '2001:db8:1:2::1'
    for (const other of ['2001:db8:1:3::1', '2001:db8:2:2::1', '2001:db9:1:2::1', '2002:db8:1:2::1'])
      expect(getNetwork(other)).not.toBe(getNetwork(base))
    expect(getWideNetwork('2001:db8:1:ffff::1')).toBe(getWideNetwork(base))
    expect(getWideNetwork('2001:db8:2:2::1')).not.toBe(getWideNetwork(base))
  })

  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113'],
    ['2001:db8:1:2::1', '2001:db8:1', '2001:db8:1'],
    ['unknown', 'unknown', undefined],
    ['1.2.3', '1.2.3', undefined],
  ])('belongs to a customer and is surrounded by neighbours: %s', (address, customer, surrounding) => {
    expect([getCustomerNetwork(address), getSurroundingNetwork(address)]).toEqual([customer, surrounding])
  })

  it.each([':', ':::', 'fe80::1%eth0', 'canary:canary', '1:2:3:4:5:6:7:8:9:10', '::ffff:1.2.3', '999.1.1.1'])(
    'holds up with %s, which is no address',
    (odd) => {
      expect(typeof getNetwork(odd)).toBe('string')
      expect(typeof (getWideNetwork(odd) ?? '')).toBe('string')
    },
  )
})
