// The portal seals with a key that it has (`dir`, RFC 7518 4.5), and jose brings every other way to agree on one too: 2 kB of
// the worker after gzip. dev/build-worker.ts takes this file in place of jose’s key management. Whatever is not `dir` throws.

interface Algorithm {
  readonly mode: string
}

/** Gives the key with which a token is decrypted: the one that was given. */
export async function decryptKeyManagement(
  { mode }: Algorithm,
  _encryption: unknown,
  key: CryptoKey,
  encryptedKey: Uint8Array | undefined,
): Promise<CryptoKey> {
  if (mode !== DIRECT || encryptedKey !== undefined) throw new Error(ONLY_DIRECT)
  return key
}

/** Gives the key with which a token is encrypted: the one that was given. */
export async function encryptKeyManagement(
  { mode }: Algorithm,
  _encryption: unknown,
  key: CryptoKey,
): Promise<[key: CryptoKey, encryptedKey: undefined, parameters: undefined]> {
  if (mode !== DIRECT || !(key instanceof CryptoKey)) throw new Error(ONLY_DIRECT)
  return [key, undefined, undefined]
}

/** Accepts no limit: keys are never derived from passwords. */
export function validateMaxPBES2Count(value: unknown): void {
  if (value !== undefined) throw new Error(ONLY_DIRECT)
}

const DIRECT = 'direct-encryption'
const ONLY_DIRECT = 'The worker is bundled with direct encryption alone; see dev/build-worker.ts'
