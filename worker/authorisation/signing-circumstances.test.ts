import { expect, it } from 'vitest'
import { toCoarseDevice, toCoarseNetwork } from './signing-circumstances.ts'

it.each([
  ['198.51.100.77', '198.51.100.0/24'],
  ['2001:db8:12:34:56:78:9a:bc', '2001:db8:12::/48'],
  ['2001:db8::1', '2001:db8::/48'],
  ['', 'unknown'],
])('stores of the address %s no more than %s', (address, network) => {
  expect(toCoarseNetwork(address)).toBe(network)
})

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36 Edg/153.0.0.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox, Linux'],
  ['', 'other, other'],
])('tells of a browser its family and its system, and no version or model', (userAgent, device) => {
  expect(toCoarseDevice(userAgent)).toBe(device)
})
