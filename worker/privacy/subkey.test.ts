import { base64url } from 'jose'
import { expect, it } from 'vitest'
import type { SealKey } from './key-ring.ts'
import { deriveSubkey, type SubkeyUse } from './subkey.ts'

const key: SealKey = { kid: 'draft-1', secret: new Uint8Array(32).fill(7) }
const uses: SubkeyUse[] = [
  'code of resume',
  'code of file',
  'code of invitation',
  'code of invitation locator',
  'code of authorisation',
  'code of calendar',
  'access code',
  'connection',
  'draft',
  'draft cookie',
  'match token',
  'resume',
  'sentinel',
  'session cookie',
]

it('gives each use of a key a subkey of its own, of 256 bits, and never the key itself', async () => {
  const subkeys = await Promise.all(uses.map((use) => deriveSubkey(key, use)))
  for (const subkey of subkeys) expect(subkey).toHaveLength(32)
  expect(new Set([...subkeys, key.secret].map((bytes) => base64url.encode(bytes))).size).toBe(uses.length + 1)
})

it('gives the same subkey again, and another one for another key with the same id', async () => {
  const subkey = await deriveSubkey(key, 'draft')
  expect(await deriveSubkey({ ...key }, 'draft')).toEqual(subkey)
  expect(await deriveSubkey({ ...key, secret: new Uint8Array(32).fill(8) }, 'draft')).not.toEqual(subkey)
})

it('is HKDF-SHA256 without a salt, as RFC 5869 has it, computed here by its two steps', async () => {
  const hmac = async (secret: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>) => {
    const imported = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ])
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data))
  }
  const extracted = await hmac(new Uint8Array(32), key.secret)
  const info = new TextEncoder().encode('evenhand draft cookie')
  expect(await deriveSubkey(key, 'draft cookie')).toEqual(await hmac(extracted, new Uint8Array([...info, 1])))
})
