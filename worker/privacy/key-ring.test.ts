import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { keyPurposes, keyRingSchema, sealPurposes } from './key-ring.ts'

const jwk = (kid: string, k: string) => ({ kty: 'oct', kid, k })
/** Gives 32 equal bytes in base64url. */
const material = (byte: number) =>
  btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const whole = Object.fromEntries(
  keyPurposes.map((purpose, n) => [purpose, [jwk(`${purpose}-1`, material(n))]]),
)
const parse = (ring: unknown) =>
  keyRingSchema.safeParse(typeof ring === 'string' ? ring : JSON.stringify(ring))

it('has a purpose for each envelope of a form, one for mail, one for drafts, one for match tokens and one for the audit', () => {
  expect(sealPurposes).toEqual(['answers', 'safety', 'otherContact', 'mail'])
  expect(keyPurposes).toEqual([...sealPurposes, 'draft', 'index', 'audit'])
})

it('reads a ring with the keys of every purpose, in their order', () => {
  const two = { ...whole, answers: [jwk('new', material(0xff)), jwk('old', material(0xfb))] }
  const ring = keyRingSchema.parse(JSON.stringify(two))
  expect(ring.answers).toEqual([
    { kid: 'new', secret: new Uint8Array(32).fill(0xff) },
    { kid: 'old', secret: new Uint8Array(32).fill(0xfb) },
  ])
  expect(Object.keys(ring).sort()).toEqual([...keyPurposes].sort())
})

const secret = material(0xa7)
const broken: [string, unknown][] = [
  ['text that is not JSON', `{"answers":[{"k":"${secret}"`],
  ['the key itself instead of a ring', secret],
  ['a list', [jwk('a', secret)]],
  ['nothing', null],
  ...keyPurposes.map((purpose): [string, unknown] => [`a ring without ${purpose}`, without(purpose)]),
  ['a purpose without a key', { ...whole, answers: [] }],
  ['a key instead of a list of keys', { ...whole, answers: jwk('a', secret) }],
  ['a purpose nobody knows', { ...whole, secrets: [jwk('a', secret)] }],
  ['a key that is too short', { ...whole, answers: [jwk('a', secret.slice(0, 42))] }],
  ['a key that is too long', { ...whole, answers: [jwk('a', `${secret}A`)] }],
  ['a key that is base64 but not base64url', { ...whole, answers: [jwk('a', `${secret.slice(0, 42)}+`)] }],
  ['a key with a space in it', { ...whole, answers: [jwk('a', ` ${secret.slice(0, 42)}`)] }],
  ['a key of another type', { ...whole, answers: [{ ...jwk('a', secret), kty: 'RSA' }] }],
  ['two keys of one name', { ...whole, answers: [jwk('a', secret)], mail: [jwk('a', material(3))] }],
  ['a name that has a dot', { ...whole, answers: [jwk('a.b', secret)] }],
  ['a key without a name', { ...whole, answers: [jwk('', secret)] }],
  ['a key whose material is in the wrong place', { ...whole, answers: [{ kty: secret, kid: 'a', k: 7 }] }],
  ['a second key that is broken', { ...whole, answers: [jwk('a', secret), { kid: secret }] }],
]

function without(purpose: string) {
  return Object.fromEntries([
    ...Object.entries(whole).filter(([name]) => name !== purpose),
    ...[['also', [jwk('a', secret)]]],
  ])
}

it.each(broken)('refuses %s, and prints no key material', (_, ring) => {
  const result = parse(ring)
  expect(result.success).toBe(false)
  const told = [
    result.error?.message,
    result.error?.stack,
    String(result.error),
    JSON.stringify(result.error),
    JSON.stringify(result.error?.issues),
  ].join('\n')
  expect(told).not.toContain(secret.slice(0, 12))
})

it('prints no part of any text that is no ring', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), (material) => {
      for (const text of [material, `"${material}"`, `{"${keyPurposes[0]}":"${material}"}`]) {
        const result = parse(text)
        expect(result.success).toBe(false)
        expect(`${result.error} ${JSON.stringify(result.error?.issues)}`).not.toContain(material)
      }
    }),
    { numRuns: countPropertyRuns(100) },
  )
})
