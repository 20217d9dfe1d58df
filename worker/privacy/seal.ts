import { base64url, CompactEncrypt, compactDecrypt } from 'jose'
import type { KeyRing, SealKey, SealPurpose } from './key-ring.ts'

/**
 * The table, column and row in which a sealed value is stored: `submissions.sealed_answers:<row id>`. It can be
 * unsealed only with the same context.
 */
export type SealContext = `${string}.${string}:${string}`

/**
 * Seals a JSON value for one context: a JWE compact token, `dir` with A256GCM (RFC 7516, RFC 7518 4.5). What is sealed
 * for safety is padded, wherever it is stored.
 */
export function seal(
  keys: KeyRing,
  purpose: SealPurpose,
  context: SealContext,
  value: unknown,
): Promise<string> {
  const sealValue = purpose === 'safety' ? sealPaddedWithKey : sealWithKey
  return sealValue(keys[purpose][0], context, value)
}

/**
 * Unseals a value that `seal` sealed. Throws when the key is unknown, when the token was altered, or when the context
 * is another one.
 */
export function unseal(
  keys: KeyRing,
  purpose: SealPurpose,
  context: SealContext,
  token: string,
): Promise<unknown> {
  return unsealWithKeyLookup((kid) => keys[purpose].find((key) => key.kid === kid), context, token)
}

/** Seals a JSON value with one given key. Drafts use it, because their key takes the parent’s token to derive. */
export const sealWithKey = (key: SealKey, context: SealContext, value: unknown): Promise<string> =>
  sealBytesWithKey(key, context, encodeJson(value))

/**
 * Seals a JSON value so that the length of the token tells nothing about answers on safety: first the JSON is filled up
 * with spaces to 4, 16 or 64 kB (4,096, 16,384 or 65,536 bytes), and beyond that to the next multiple of 64 kB. JSON
 * allows spaces after a value, so it is unsealed as any other, and so are rows that were sealed without padding.
 */
export const sealPaddedWithKey = (key: SealKey, context: SealContext, value: unknown): Promise<string> => {
  const json = encodeJson(value)
  const padded = new Uint8Array(getPaddedLength(json.length)).fill(SPACE)
  padded.set(json)
  return sealBytesWithKey(key, context, padded)
}

const SPACE = 0x20

/** The lengths in bytes to which values are padded. */
const PADDED_LENGTHS = [4_096, 16_384, 65_536] as const

const getPaddedLength = (length: number): number => {
  const [, , longest] = PADDED_LENGTHS
  return PADDED_LENGTHS.find((padded) => length <= padded) ?? Math.ceil(length / longest) * longest
}

const encodeJson = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

/** Seals bytes with one given key. */
export const sealBytesWithKey = async (key: SealKey, context: SealContext, plaintext: Uint8Array) =>
  new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.kid, place: context })
    .encrypt(await importSealKey(key))

/** Imports a key once in each isolate. Given the bytes, jose would import them for each of a draft's many rows. */
function importSealKey({ secret }: SealKey): Promise<CryptoKey> {
  const imported =
    importedKeys.get(secret) ??
    crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
  importedKeys.set(secret, imported)
  return imported
}

const importedKeys = new WeakMap<Uint8Array, Promise<CryptoKey>>()

/**
 * Gives the text with which every value begins that is sealed under a key: its header as far as the key’s id, cut where the
 * header's base64url is whole.
 */
export function getSealedValuePrefix(kid: string): string {
  const header = JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid, place: '' })
  const known = header.slice(0, header.length - '"}'.length)
  return base64url.encode(known.slice(0, known.length - (known.length % 3)))
}

/** Tells that a value is sealed under a key that is not in the ring. The value is whole, and opens once the key is back. */
class MissingKeyError extends Error {
  override readonly name = 'MissingKeyError'
  readonly kid: string | undefined
  constructor(kid: string | undefined) {
    super('Sealed under a key that is not in the ring')
    this.kid = kid
  }
}

export const unsealWithKeyLookup = async (
  ...sealed: Parameters<typeof unsealBytesWithKeyLookup>
): Promise<unknown> => JSON.parse(new TextDecoder().decode(await unsealBytesWithKeyLookup(...sealed)))

/** Unseals bytes that `sealBytesWithKey` sealed. */
export async function unsealBytesWithKeyLookup(
  keyOf: (kid: string | undefined) => SealKey | undefined | Promise<SealKey | undefined>,
  context: SealContext,
  token: string,
): Promise<Uint8Array> {
  const { plaintext, protectedHeader } = await compactDecrypt(
    token,
    async ({ kid }) => {
      const key = await keyOf(kid)
      if (!key) throw new MissingKeyError(kid)
      return importSealKey(key)
    },
    { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
  )
  if (protectedHeader.place !== context)
    throw new Error('A sealed value was moved from the place it belongs to')
  return plaintext
}
