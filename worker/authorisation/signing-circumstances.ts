import type { Context } from '../http/context.ts'

/** The circumstances in which a form was signed. They are so coarse that they identify nobody. */
export interface SigningCircumstances {
  readonly requestId: string
  /** The first three bytes of an IPv4 address, or the first 48 bits of an IPv6 address. */
  readonly network: string
  /** The country that Cloudflare derives from the address. */
  readonly country: string | undefined
  /** The browser's family and the kind of device: `Firefox, Android`. */
  readonly device: string
}

export const readSigningCircumstances = (c: Context): SigningCircumstances => ({
  requestId: c.get('requestId'),
  network: toCoarseNetwork(c.req.header('CF-Connecting-IP') ?? ''),
  country: (c.req.raw as { cf?: { country?: string } }).cf?.country,
  device: toCoarseDevice(c.req.header('User-Agent') ?? ''),
})

export function toCoarseNetwork(address: string): string {
  if (address.includes('.')) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  const [head = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean).slice(0, 3)
  return groups.length === 0 ? 'unknown' : `${groups.join(':')}::/48`
}

/**
 * Gives the browser family and the kind of device of a user agent. A library would give the exact version and model,
 * which identify more than evidence needs.
 */
export const toCoarseDevice = (userAgent: string): string =>
  [BROWSER_MARKS, SYSTEM_MARKS]
    .map((marks) => marks.find(([, mark]) => userAgent.includes(mark))?.[0] ?? 'other')
    .join(', ')

/** Lists the more specific marks first: Edge also calls itself Chrome, and every browser calls itself Safari. */
const BROWSER_MARKS = [
  ['Edge', 'Edg'],
  ['Opera', 'OPR/'],
  ['Samsung Internet', 'SamsungBrowser'],
  ['Firefox', 'Firefox/'],
  ['Firefox', 'FxiOS/'],
  ['Chrome', 'CriOS/'],
  ['Chrome', 'Chrome/'],
  ['Safari', 'Safari/'],
] as const

const SYSTEM_MARKS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['ChromeOS', 'CrOS'],
  ['macOS', 'Mac OS X'],
  ['Linux', 'Linux'],
] as const
