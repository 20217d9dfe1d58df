import { base64url } from 'jose'
import { crockford, tidyCrockford } from './crockford.ts'
import type { Key } from './key-ring.ts'

type Secret = Uint8Array<ArrayBuffer>

/**
 * A code a person can write down and nobody can guess: 80 random bits, `K7Q4-9MX2-PT5H-W3ZC`. At a hundred tries
 * an hour from each of a million connections, a draft's 28 days give one chance in 18 million million of hitting a
 * given code.
 */
export const newCode = (): string => crockford(crypto.getRandomValues(new Uint8Array(LETTERS)))

/** A code as it was typed, tidied; nothing when it cannot be one. */
export function tidyCode(typed: string): string | undefined {
  const code = tidyCrockford(typed.slice(0, LONGEST))
  return /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/.test(code) ? code : undefined
}

const LETTERS = 16
/** With every letter spaced out. */
const LONGEST = 80

/** What the database keeps of a code: its HMAC under the practice's secret, for one use. */
export const codeId = async (secret: Secret, use: 'resume' | 'file', code: string): Promise<string> =>
  base64url.encode(await hmac(secret, `${use}:${code}`))

/** The code of “Your file” of whatever is sent from a draft: the same however often it is sent or shown. */
export const fileCodeOf = async (secret: Secret, draftToken: string): Promise<string> =>
  crockford((await hmac(secret, `file of:${draftToken}`)).slice(0, LETTERS))

/** The key under which a draft's token is kept for a resume code: neither the code nor the secret alone gives it. */
export const resumeKeyOf = async (secret: Secret, code: string): Promise<Key> => ({
  kid: 'resume',
  secret: await hmac(secret, `resume key:${code}`),
})

/**
 * Tells connections apart without keeping an address: an IPv4 address, or the first half of an IPv6 one, which is
 * what one household is given (RFC 6177).
 */
export const connectionId = async (secret: Secret, address: string): Promise<string> =>
  base64url.encode(await hmac(secret, `connection:${networkOf(address)}`))

function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

async function hmac(secret: Secret, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
}
