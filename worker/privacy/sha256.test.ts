import { expect, it } from 'vitest'
import { sha256Hex } from './sha256.ts'

// The examples of FIPS 180-4, and multi-byte letters with the hashes that Python’s hashlib gives in UTF-8.
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['é\u00a0−', '1ad58eddfce63ac33b4a3d1b3151b8fa2f3eaf489af59c45d62a221b8cf5a963'],
])('SHA-256 of “%s”', async (text, hash) => {
  expect(await sha256Hex(text)).toBe(hash)
})
