/**
 * Gives the network that an address belongs to: an IPv4 address, or the first 64 bits of an IPv6 address, which is the
 * least that one household receives (RFC 6177). Whatever is no address is a network of its own.
 */
export const getNetwork = (address: string): string =>
  toNetworkPrefix(address, HOUSEHOLD_GROUPS) ?? getMappedIpv4(address) ?? address

/**
 * Gives the first 48 bits of an IPv6 address, the most that one customer usually receives: 65,536 of the networks above.
 * Gives undefined for any other address.
 */
export const getWideNetwork = (address: string): string | undefined => toNetworkPrefix(address, SITE_GROUPS)

/** Gives the most that one customer usually receives: an IPv4 address, or 48 bits of IPv6. */
export const getCustomerNetwork = (address: string): string => getWideNetwork(address) ?? getNetwork(address)

/**
 * Gives the network that an address shares with those around it: the first 24 bits of an IPv4 address, the least that is
 * routed by itself, or 48 of IPv6. Gives undefined for whatever is no address.
 */
export const getSurroundingNetwork = (address: string): string | undefined =>
  getWideNetwork(address) ?? IPV4_24_BITS.exec(getNetwork(address))?.[1]

const IPV4_24_BITS = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/

/** Groups of 16 bits. */
const HOUSEHOLD_GROUPS = 4
const SITE_GROUPS = 3

function toNetworkPrefix(address: string, groups: number): string | undefined {
  if (!address.includes(':') || getMappedIpv4(address)) return undefined
  return parseIpv6Groups(address).slice(0, groups).join(':')
}

/** Gives the IPv4 address in one like `::ffff:203.0.113.7` or `::ffff:cb00:7107` (RFC 4291, 2.5.5.2). */
function getMappedIpv4(address: string): string | undefined {
  const groups = parseIpv6Groups(address)
  if (!address.includes(':') || groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined
  const bytes = groups.slice(6, 8).flatMap((group) => {
    const bits = Number.parseInt(group, 16)
    return [bits >> 8, bits & 0xff]
  })
  return bytes.join('.')
}

/** Gives the groups of an IPv6 address in lower case without leading zeros. */
function parseIpv6Groups(address: string): string[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) =>
    [0, 2].map((at) => (Number(bytes[at]) * 256 + Number(bytes[at + 1])).toString(16)).join(':'),
  )
  const [head = '', tail = ''] = hexadecimal.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16).toString(16))
}
