import { base64url } from 'jose'
import { type CodeShape, INVITATION_CODE_SHAPE, RESUME_AND_ACCESS_CODE_SHAPE } from '../../content/limits.ts'
import type { InvitationCodeHashes } from '../../db/invitations.ts'
import { encodeCrockford, normaliseCrockford } from './crockford.ts'
import { computeHmac } from './hmac.ts'
import type { SealKey } from './key-ring.ts'

type Secret = Uint8Array<ArrayBuffer>

/**
 * Generates a code that a person can write down and nobody can guess: 80 random bits, `K7Q4-9MX2-PT5H-W3ZC`. With a
 * million attempts a second, the chance of hitting a given code within a draft’s 28 days is one in 500,000.
 */
export const generatePrivateCode = (): string => generateCode(RESUME_AND_ACCESS_CODE_SHAPE)

/** Parses a code as typed and tidies it; gives undefined when it cannot be a code. */
export const parsePrivateCode = (typed: string): string | undefined =>
  parseCode(RESUME_AND_ACCESS_CODE_SHAPE, typed)

/**
 * Generates the code of an invitation, short enough to read out on the phone: 50 random bits, `K7Q49-MX2PT`. Ten wrong
 * codes that begin like the right one end the invitation, so that, however many are tried, the chance of hitting a given
 * code is one in 3.3 million, and with ten open invitations the chance of hitting any is one in 330,000. A hit reveals
 * nobody: the code opens an empty form that does not tell whose it is.
 */
export const generateInvitationCode = (): string => generateCode(INVITATION_CODE_SHAPE)

/** Parses the code of an invitation as typed and tidies it; gives undefined when it cannot be one. */
export const parseInvitationCode = (typed: string): string | undefined =>
  parseCode(INVITATION_CODE_SHAPE, typed)

const generateCode = ({ letters, group }: CodeShape): string =>
  encodeCrockford(crypto.getRandomValues(new Uint8Array(letters)), group)

function parseCode({ letters, group }: CodeShape, typed: string): string | undefined {
  const code = normaliseCrockford(typed.slice(0, MAX_TYPED_CHARACTERS), group)
  return new RegExp(`^[0-9A-HJKMNP-TV-Z]{${letters}}$`).test(code.replaceAll('-', '')) ? code : undefined
}

/** The longest text to parse as a code: the longest code with spaces between all letters. */
const MAX_TYPED_CHARACTERS = 80

/** Hashes a code for one use: HMAC under the practice’s secret. The database stores only this hash. */
export const hashCode = async (secret: Secret, use: CodeUse, code: string): Promise<string> =>
  base64url.encode(await computeHmac(secret, `${use}:${code}`))

/** The uses of a hash. The hash for `authorisation` is that of a posted form. */
type CodeUse = 'resume' | 'file' | 'invitation' | 'invitation locator' | 'authorisation' | 'calendar'

/**
 * Hashes the code of an invitation, and its first group by itself: wrong codes that begin alike are counted against the
 * invitation.
 */
export const hashInvitationCode = async (secret: Secret, code: string): Promise<InvitationCodeHashes> => {
  const [codeHash, locatorHash] = await Promise.all([
    hashCode(secret, 'invitation', code),
    hashCode(secret, 'invitation locator', code.slice(0, INVITATION_CODE_SHAPE.group)),
  ])
  return { codeHash, locatorHash }
}

/** Generates the secret of a calendar address, which nobody types: 192 random bits. */
export const generateCalendarSecret = (): string =>
  base64url.encode(crypto.getRandomValues(new Uint8Array(24)))

/** Hashes the secret of a calendar address. The database stores only this hash. */
export const hashCalendarSecret = (secret: Secret, address: string): Promise<string> =>
  hashCode(secret, 'calendar', address)

/**
 * Derives the access code of “Your file” from a draft’s token. It is the same however often the draft is sent or shown.
 */
export const deriveAccessCode = async (secret: Secret, draftToken: string): Promise<string> =>
  encodeCrockford(
    (await computeHmac(secret, `file of:${draftToken}`)).slice(0, RESUME_AND_ACCESS_CODE_SHAPE.letters),
  )

/** Derives the key that seals a draft’s token for a resume code. It takes both the code and the secret to derive it. */
export const deriveResumeKey = async (secret: Secret, code: string): Promise<SealKey> => ({
  kid: 'resume',
  secret: await computeHmac(secret, `resume key:${code}`),
})

/**
 * Hashes a connection without storing its address: an IPv4 address, or the first half of an IPv6 address, which is what
 * one household receives (RFC 6177).
 */
export const hashConnection = async (secret: Secret, address: string): Promise<string> =>
  base64url.encode(await computeHmac(secret, `connection:${networkPrefix(address)}`))

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
