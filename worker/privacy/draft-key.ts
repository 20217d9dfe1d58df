import { base64url } from 'jose'
import type { SealKey } from './key-ring.ts'
import { deriveSubkey } from './subkey.ts'

/** Generates the token with which a parent’s browser resumes a draft: 256 random bits, base64url. */
export const generateDraftToken = (): string =>
  base64url.encode(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)))

/** Derives the id of the draft’s row from its token. The database stores this hash and never the token. */
export async function deriveDraftId(form: string, token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${form}.${token}`))
  return base64url.encode(new Uint8Array(digest))
}

/**
 * Derives the draft’s key: HKDF (RFC 5869) of the token, salted with a key of the ring `draft`. It takes both to derive
 * it, and it has the id of that key.
 */
export async function deriveDraftKey(ringKey: SealKey, form: string, token: string): Promise<SealKey> {
  // Copies the bytes into a buffer of its own, which the types of every platform’s Web Crypto accept.
  const secret = new Uint8Array(base64url.decode(token))
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(`evenhand draft of ${form}`)
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: await deriveSubkey(ringKey, 'draft'), info },
    material,
    256,
  )
  return { kid: ringKey.kid, secret: new Uint8Array(bits) }
}

const TOKEN_BYTES = 32
