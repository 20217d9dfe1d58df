import { base64url } from 'jose'
import { type CodeShape, INVITATION_CODE_SHAPE, PRIVATE_CODE_SHAPE } from '../../content/limits.ts'
import { encodeCrockford, normaliseCrockford } from './crockford.ts'
import type { SealKey } from './key-ring.ts'

type Secret = Uint8Array<ArrayBuffer>

/**
 * A code a person can write down and nobody can guess: 80 random bits, `K7Q4-9MX2-PT5H-W3ZC`. At a hundred tries
 * an hour from each of a million connections, a draft's 28 days give one chance in 18 million million of hitting a
 * given code.
 */
export const generatePrivateCode = (): string => generateCode(PRIVATE_CODE_SHAPE)

/** A code as it was typed, tidied; nothing when it cannot be one. */
export const parsePrivateCode = (typed: string): string | undefined => parseCode(PRIVATE_CODE_SHAPE, typed)

/**
 * The code of an invitation, short enough to read out on the phone: 50 random bits, `K7Q49-MX2PT`. At a hundred tries
 * an hour from each of a million connections, an invitation's 14 days give one chance in 33,000 of hitting a given
 * code, and with ten open at once one in 3,300 of hitting any. Who hits one learns of nobody: it opens an empty form,
 * and whose it is shows nowhere.
 */
export const generateInvitationCode = (): string => generateCode(INVITATION_CODE_SHAPE)

/** The code of an invitation as it was typed, tidied; nothing when it cannot be one. */
export const parseInvitationCode = (typed: string): string | undefined =>
  parseCode(INVITATION_CODE_SHAPE, typed)

const generateCode = ({ letters, group }: CodeShape): string =>
  encodeCrockford(crypto.getRandomValues(new Uint8Array(letters)), group)

function parseCode({ letters, group }: CodeShape, typed: string): string | undefined {
  const code = normaliseCrockford(typed.slice(0, MAX_TYPED_CHARACTERS), group)
  return new RegExp(`^[0-9A-HJKMNP-TV-Z]{${letters}}$`).test(code.replaceAll('-', '')) ? code : undefined
}

/** With every letter of the longest spaced out. */
const MAX_TYPED_CHARACTERS = 80

/** What the database stores of a code: its HMAC under the practice's secret, for one use. */
export const hashCode = async (secret: Secret, use: CodeUse, code: string): Promise<string> =>
  base64url.encode(await hmac(secret, `${use}:${code}`))

/** What a code opens; an authorisation's hash is that of its posted form. */
type CodeUse = 'resume' | 'file' | 'invitation' | 'authorisation' | 'calendar'

/** A secret for an address that nobody types: 192 random bits. */
export const generateCalendarSecret = (): string =>
  base64url.encode(crypto.getRandomValues(new Uint8Array(24)))

/** What the database stores of that secret. */
export const hashCalendarSecret = (secret: Secret, address: string): Promise<string> =>
  hashCode(secret, 'calendar', address)

/** The code of “Your file” of whatever is sent from a draft: the same however often it is sent or shown. */
export const deriveFileCode = async (secret: Secret, draftToken: string): Promise<string> =>
  encodeCrockford((await hmac(secret, `file of:${draftToken}`)).slice(0, PRIVATE_CODE_SHAPE.letters))

/** The key that seals a draft's token for a resume code: neither the code nor the secret alone gives it. */
export const deriveResumeKey = async (secret: Secret, code: string): Promise<SealKey> => ({
  kid: 'resume',
  secret: await hmac(secret, `resume key:${code}`),
})

/**
 * Tells connections apart without keeping an address: an IPv4 address, or the first half of an IPv6 one, which is
 * what one household is given (RFC 6177).
 */
export const hashConnection = async (secret: Secret, address: string): Promise<string> =>
  base64url.encode(await hmac(secret, `connection:${networkPrefix(address)}`))

function networkPrefix(address: string): string {
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
