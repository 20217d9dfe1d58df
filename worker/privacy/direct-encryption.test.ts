import { expect, it } from 'vitest'
import { decryptKeyManagement, encryptKeyManagement, validateMaxPBES2Count } from './direct-encryption.ts'

const direct = { mode: 'direct-encryption' }
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

it('gives the key that was given, both ways', async () => {
  expect(await encryptKeyManagement(direct, undefined, key as CryptoKey)).toEqual([key, undefined, undefined])
  expect(await decryptKeyManagement(direct, undefined, key as CryptoKey, undefined)).toBe(key)
})

it.each(['direct-key-agreement', 'key-wrapping', 'key-encryption', 'integrated-encryption'])(
  'refuses any other way: %s',
  async (mode) => {
    await expect(encryptKeyManagement({ mode }, undefined, key as CryptoKey)).rejects.toThrow(
      'dev/build-worker.ts',
    )
    await expect(decryptKeyManagement({ mode }, undefined, key as CryptoKey, undefined)).rejects.toThrow()
  },
)

it('refuses a key that came encrypted, bytes in place of a key, and a limit that it would not keep', async () => {
  const bytes = new Uint8Array(32)
  await expect(decryptKeyManagement(direct, undefined, key as CryptoKey, bytes)).rejects.toThrow()
  await expect(encryptKeyManagement(direct, undefined, bytes as never)).rejects.toThrow()
  expect(() => validateMaxPBES2Count(1)).toThrow()
  expect(() => validateMaxPBES2Count(undefined)).not.toThrow()
})
