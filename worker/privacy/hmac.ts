type Secret = Uint8Array<ArrayBuffer>

/** Computes the HMAC-SHA256 of a text under a secret: 32 bytes. */
export const computeHmac = async (secret: Secret, text: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await crypto.subtle.sign('HMAC', await importHmacKey(secret), new TextEncoder().encode(text)),
  )

/** Whether `mac` is the HMAC-SHA256 of a text, compared in constant time. */
export const isHmacOf = async (
  secret: Secret,
  text: string,
  mac: Uint8Array<ArrayBuffer>,
): Promise<boolean> =>
  crypto.subtle.verify('HMAC', await importHmacKey(secret), mac, new TextEncoder().encode(text))

/** Imports a secret once in each isolate. */
function importHmacKey(secret: Secret): Promise<CryptoKey> {
  const imported =
    importedKeys.get(secret) ??
    crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  importedKeys.set(secret, imported)
  return imported
}

const importedKeys = new WeakMap<Secret, Promise<CryptoKey>>()
