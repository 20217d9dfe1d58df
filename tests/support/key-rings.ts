import { base64url } from 'jose'
import type { KeyPurpose } from '../../worker/privacy/key-ring.ts'
import { bindings } from './test-portal.ts'

interface TestJwk {
  readonly kty: 'oct'
  readonly kid: string
  readonly k: string
}
export type TestRing = Readonly<Record<KeyPurpose, readonly TestJwk[]>>

/** The ring of the tests, as the secret holds it. */
export const testRing = JSON.parse(String(bindings.KEY_RING)) as TestRing

/** Creates a key with random material. */
export const createTestKey = (kid: string): TestJwk => ({
  kty: 'oct',
  kid,
  k: base64url.encode(crypto.getRandomValues(new Uint8Array(32))),
})

/** Bindings with the ring of the tests, in which some purposes have other keys. */
export const withKeys = (changed: Partial<TestRing>, ring: TestRing = testRing) => ({
  KEY_RING: JSON.stringify({ ...ring, ...changed }),
})
