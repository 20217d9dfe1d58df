import { CompactEncrypt, compactDecrypt } from 'jose'
import type { KeyRing, SealKey, SealPurpose } from './key-ring.ts'

/**
 * The table, column and row in which a sealed value is stored: `submissions.sealed_answers:<row id>`. It can be
 * unsealed only with the same context.
 */
export type SealContext = `${string}.${string}:${string}`

/** Seals a JSON value for one context: a JWE compact token, `dir` with A256GCM (RFC 7516, RFC 7518 4.5). */
export function seal(
  keys: KeyRing,
  purpose: SealPurpose,
  context: SealContext,
  value: unknown,
): Promise<string> {
  return sealWithKey(keys[purpose][0], context, value)
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
export const sealWithKey = (
  { kid, secret }: SealKey,
  context: SealContext,
  value: unknown,
): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, place: context })
    .encrypt(secret)

export async function unsealWithKeyLookup(
  keyOf: (kid: string | undefined) => SealKey | undefined,
  context: SealContext,
  token: string,
): Promise<unknown> {
  const { plaintext, protectedHeader } = await compactDecrypt(
    token,
    ({ kid }) =>
      keyOf(kid)?.secret ?? Promise.reject(new Error('Sealed under a key that is not in the ring')),
    { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
  )
  if (protectedHeader.place !== context)
    throw new Error('A sealed value was moved from the place it belongs to')
  return JSON.parse(new TextDecoder().decode(plaintext))
}
