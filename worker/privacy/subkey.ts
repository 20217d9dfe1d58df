import type { SealKey } from './key-ring.ts'

/** The uses of a key of the rings `draft` and `index`, and the sentinel of any key. Each has a subkey of its own. */
export type SubkeyUse =
  | `code of ${'resume' | 'file' | 'invitation' | 'invitation locator' | 'authorisation' | 'calendar'}`
  | 'access code'
  | 'added page'
  | 'joining code'
  | 'connection'
  | 'mail address'
  | 'draft'
  | 'draft cookie'
  | 'match token'
  | 'resume'
  | 'search token'
  | 'returned page'
  | 'sentinel'
  | 'session cookie'
  | 'text draft'

/**
 * Derives the subkey of a key for one use: HKDF-SHA256 (RFC 5869), 256 bits. No two uses share a key, so what one of them
 * reveals is worth nothing to another. Derives each once in each isolate.
 */
export function deriveSubkey(key: SealKey, use: SubkeyUse): Promise<Uint8Array<ArrayBuffer>> {
  const ofKey = derivedSubkeys.get(key) ?? new Map<SubkeyUse, Promise<Uint8Array<ArrayBuffer>>>()
  derivedSubkeys.set(key, ofKey)
  const derived = ofKey.get(use) ?? deriveBits(key, use)
  ofKey.set(use, derived)
  return derived
}

const derivedSubkeys = new WeakMap<SealKey, Map<SubkeyUse, Promise<Uint8Array<ArrayBuffer>>>>()

async function deriveBits({ secret }: SealKey, use: SubkeyUse): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(`evenhand ${use}`)
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, 256))
}
