import { base64url } from 'jose'
import { type CodeShape, INVITATION_CODE_SHAPE, RESUME_AND_ACCESS_CODE_SHAPE } from '../../content/limits.ts'
import type { InvitationCodeHashes } from '../../db/invitations.ts'
import { encodeCrockford, findCrockfordCode, groupLetters } from './crockford.ts'
import { computeHmac } from './hmac.ts'
import type { PurposeKeys, SealKey } from './key-ring.ts'
import { getNetwork, getWideNetwork } from './network.ts'
import { normaliseEmail } from './normalise.ts'
import { deriveSubkey, type SubkeyUse } from './subkey.ts'

/**
 * Generates a code that a person can write down and nobody can guess: 80 random bits, `K7Q4-9MX2-PT5H-W3ZC`. With a
 * million attempts a second, the chance of hitting a given code within a draft’s 28 days is one in 500,000.
 */
export const generatePrivateCode = (): string => generateCode(RESUME_AND_ACCESS_CODE_SHAPE)

/** Finds a code in what was typed or pasted and tidies it; gives undefined when there is none. */
export const parsePrivateCode = (typed: string): string | undefined =>
  parseCode(RESUME_AND_ACCESS_CODE_SHAPE, typed)

/**
 * Generates the code of an invitation, short enough to read out on the phone: 50 random bits, `K7Q49-MX2PT`. Ten wrong
 * codes that begin like the right one end the invitation, so that, however many are tried, the chance of hitting a given
 * code is one in 3.3 million, and with ten open invitations the chance of hitting any is one in 330,000. A hit reveals
 * nobody: the code opens an empty form that does not tell whose it is.
 */
export const generateInvitationCode = (): string => generateCode(INVITATION_CODE_SHAPE)

/** Finds the code of an invitation in what was typed or pasted; gives undefined when there is none. */
export const parseInvitationCode = (typed: string): string | undefined =>
  parseCode(INVITATION_CODE_SHAPE, typed)

const generateCode = ({ letters, group }: CodeShape): string =>
  encodeCrockford(crypto.getRandomValues(new Uint8Array(letters)), group)

function parseCode(shape: CodeShape, typed: string): string | undefined {
  const code = findCrockfordCode(typed, shape)
  return code && groupLetters(code, shape.group)
}

/**
 * Hashes a code for one use: the id of the first key of the ring `draft`, a dot, and the HMAC under its subkey. The
 * database stores only this hash.
 */
export const hashCode = ([newest]: PurposeKeys, use: CodeUse, code: string): Promise<string> =>
  hashCodeWithKey(newest, use, code)

/** Hashes a code with each key of the ring, the newest first. The database may have any of these hashes. */
export const hashCodeWithEachKey = (
  [newest, ...older]: PurposeKeys,
  use: CodeUse,
  code: string,
): Promise<[string, ...string[]]> =>
  Promise.all([hashCodeWithKey(newest, use, code), ...older.map((key) => hashCodeWithKey(key, use, code))])

const hashCodeWithKey = async (key: SealKey, use: CodeUse, code: string): Promise<string> =>
  `${key.kid}.${base64url.encode(await computeHmac(await deriveSubkey(key, `code of ${use}`), code))}`

/** The uses of a hash. The hash for `authorisation` is that of a posted form. */
type CodeUse = SubkeyUse extends infer Use ? (Use extends `code of ${infer Of}` ? Of : never) : never

/**
 * Hashes the code of an invitation, and its first group by itself: wrong codes that begin alike are counted against the
 * invitation.
 */
export const hashInvitationCode = async (
  [newest]: PurposeKeys,
  code: string,
): Promise<InvitationCodeHashes> => {
  const [codeHash, locatorHash] = await Promise.all([
    hashCodeWithKey(newest, 'invitation', code),
    hashCodeWithKey(newest, 'invitation locator', code.slice(0, INVITATION_CODE_SHAPE.group)),
  ])
  return { codeHash, locatorHash }
}

/** Hashes the code of an invitation with each key of the ring. */
export const hashInvitationCodeWithEachKey = (
  keys: PurposeKeys,
  code: string,
): Promise<InvitationCodeHashes[]> => Promise.all(keys.map((key) => hashInvitationCode([key], code)))

/** Generates the secret of a calendar address, which nobody types: 192 random bits. */
export const generateCalendarSecret = (): string =>
  base64url.encode(crypto.getRandomValues(new Uint8Array(24)))

/**
 * Derives the access code of “Your file” from a draft’s token. It is the same however often the draft is sent or shown.
 */
export const deriveAccessCode = async (ringKey: SealKey, draftToken: string): Promise<string> =>
  encodeCrockford(
    (await computeHmac(await deriveSubkey(ringKey, 'access code'), draftToken)).slice(
      0,
      RESUME_AND_ACCESS_CODE_SHAPE.letters,
    ),
  )

/**
 * Derives the code that a parent gives the other one from the id of its row. It has the shape of an invitation’s, since both
 * open the same form.
 */
export const deriveJoiningCode = async (ringKey: SealKey, id: string): Promise<string> =>
  encodeCrockford(
    (await computeHmac(await deriveSubkey(ringKey, 'joining code'), id)).slice(
      0,
      INVITATION_CODE_SHAPE.letters,
    ),
    INVITATION_CODE_SHAPE.group,
  )

/** Derives the code of a row, whose hash the database has, under whichever key it was made. */
export async function deriveJoiningCodeWithHash(
  keys: PurposeKeys,
  { id, codeHash }: { readonly id: string; readonly codeHash: string },
): Promise<string | undefined> {
  for (const key of keys) {
    const code = await deriveJoiningCode(key, id)
    if (codeHash === (await hashInvitationCode([key], code)).codeHash) return code
  }
  return undefined
}

/**
 * Derives the access code that a draft was sent with, whose hash the database has. Sending uses the first key, which may
 * be another one since, and so may that of the hash. Gives undefined when the parent has another code by now.
 */
export async function deriveAccessCodeWithHash(
  keys: PurposeKeys,
  draftToken: string,
  accessCodeHash: string | null,
): Promise<string | undefined> {
  for (const key of keys) {
    const code = await deriveAccessCode(key, draftToken)
    const hashes: (string | null)[] = await hashCodeWithEachKey(keys, 'file', code)
    if (hashes.includes(accessCodeHash)) return code
  }
  return undefined
}

/**
 * Derives the key that seals a draft’s token for a resume code. It takes both the code and a key of the ring to derive
 * it, and it has the id of that key.
 */
export const deriveResumeKey = async (ringKey: SealKey, code: string): Promise<SealKey> => ({
  kid: ringKey.kid,
  secret: await computeHmac(await deriveSubkey(ringKey, 'resume'), code),
})

/**
 * Hashes the network of a connection, whose address is not stored. Uses the first key of the ring only, since a count
 * lives for an hour.
 */
export const hashConnection = (keys: PurposeKeys, address: string): Promise<string> =>
  hashNetwork(keys, getNetwork(address))

/** Hashes the wide network of a connection over IPv6; gives undefined for any other connection. */
export const hashWideConnection = async (keys: PurposeKeys, address: string): Promise<string | undefined> => {
  const network = getWideNetwork(address)
  return network === undefined ? undefined : hashNetwork(keys, `${network}::/48`)
}

const hashNetwork = async ([newest]: PurposeKeys, network: string): Promise<string> =>
  base64url.encode(await computeHmac(await deriveSubkey(newest, 'connection'), network))

/** Hashes an e-mail address as its mailbox, however it is written. */
export const hashMailAddress = async ([newest]: PurposeKeys, address: string): Promise<string> =>
  base64url.encode(await computeHmac(await deriveSubkey(newest, 'mail address'), normaliseEmail(address)))
