import fc from 'fast-check'
import { base64url, CompactEncrypt } from 'jose'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import type { KeyRing, SealKey, SealPurpose } from './key-ring.ts'
import {
  getSealedValuePrefix,
  type SealContext,
  seal,
  sealPaddedWithKey,
  sealWithKey,
  unseal,
  unsealWithKeyLookup,
} from './seal.ts'

const key = (kid: string, byte: number): SealKey => ({ kid, secret: new Uint8Array(32).fill(byte) })

const ring: KeyRing = {
  answers: [key('answers-2', 1), key('answers-1', 2)],
  safety: [key('safety-1', 3)],
  otherContact: [key('contact-1', 4)],
  mail: [key('mail-1', 5)],
  draft: [key('draft-1', 6)],
  index: [key('index-1', 7)],
  audit: [key('audit-1', 8)],
}
const place = 'submissions.sealed_answers:row-1'
const answers = { legalName: 'Maëlle Côté 李 😀', birthDate: '1987-11-04' }

const headerOf = (token: string): unknown =>
  JSON.parse(new TextDecoder().decode(base64url.decode(token.split('.')[0] ?? '')))

it('opens what it sealed, at its place', async () => {
  const token = await seal(ring, 'answers', place, answers)
  expect(await unseal(ring, 'answers', place, token)).toEqual(answers)
})

it('gives any JSON value back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const token = await seal(ring, 'mail', 'outbox.sealed_message:m', value)
      expect(JSON.stringify(await unseal(ring, 'mail', 'outbox.sealed_message:m', token))).toBe(
        JSON.stringify(value),
      )
    }),
    { numRuns: countPropertyRuns(50) },
  )
})

it('says in clear how it was sealed, under which key and for which place, and nothing of what', async () => {
  const token = await seal(ring, 'answers', place, answers)
  expect(headerOf(token)).toEqual({ alg: 'dir', enc: 'A256GCM', kid: 'answers-2', place })
  const segments = token
    .split('.')
    .map((segment) => new TextDecoder('latin1').decode(base64url.decode(segment)))
  for (const segment of segments) expect(segment).not.toMatch(/Ma|1987|legalName/)
})

it.each(['a', 'ab', 'abc', 'draft-1', 'answers-12'])(
  'begins alike whatever is sealed under the key “%s”, and otherwise under a longer name',
  async (kid) => {
    const prefix = getSealedValuePrefix(kid)
    for (const value of ['', answers])
      expect((await sealWithKey(key(kid, 1), place, value)).startsWith(prefix)).toBe(true)
    expect((await sealWithKey(key(`${kid}1`, 1), place, answers)).startsWith(prefix)).toBe(false)
  },
)

it('never seals the same value into the same token twice', async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, () => seal(ring, 'answers', place, answers)))
  expect(new Set(tokens).size).toBe(20)
  // Using a nonce of A256GCM twice would reveal both values.
  expect(new Set(tokens.map((token) => token.split('.')[2])).size).toBe(20)
})

it.each<[string, SealContext]>([
  ['row', 'submissions.sealed_answers:row-2'],
  ['column', 'submissions.sealed_safety:row-1'],
  ['table', 'outbox.answers:row-1'],
  ['row whose id only begins the same', 'submissions.sealed_answers:row-10'],
])('refuses what was moved to another %s', async (_, otherContext) => {
  const token = await seal(ring, 'answers', place, answers)
  await expect(unseal(ring, 'answers', otherContext, token)).rejects.toThrow(
    'A sealed value was moved from the place it belongs to',
  )
})

it('refuses a token with any one bit altered in any of its parts', async () => {
  const token = await seal(ring, 'answers', place, answers)
  const parts = token.split('.').map((part) => base64url.decode(part))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 2, 3, 4),
      fc.nat(),
      fc.integer({ min: 0, max: 7 }),
      async (part, at, bit) => {
        const altered = parts.map((bytes, index) => {
          if (index !== part) return base64url.encode(bytes)
          const copy = new Uint8Array(bytes)
          const byte = at % copy.length
          copy[byte] = (copy[byte] ?? 0) ^ (1 << bit)
          return base64url.encode(copy)
        })
        expect(altered.join('.')).not.toBe(token)
        await expect(unseal(ring, 'answers', place, altered.join('.'))).rejects.toThrow()
      },
    ),
    { numRuns: countPropertyRuns(200) },
  )
})

it('refuses a header that another place was written into, though the place is then right', async () => {
  const token = await seal(ring, 'answers', place, answers)
  const otherContext = 'submissions.sealed_answers:row-2'
  const header = { ...(headerOf(token) as object), place: otherContext }
  const moved = [base64url.encode(JSON.stringify(header)), ...token.split('.').slice(1)].join('.')
  await expect(unseal(ring, 'answers', otherContext, moved)).rejects.toThrow()
})

it.each<SealPurpose>(['safety', 'otherContact', 'mail'])(
  'refuses answers to whoever holds the key of %s',
  async (purpose) => {
    const token = await seal(ring, 'answers', place, answers)
    await expect(unseal(ring, purpose, place, token)).rejects.toThrow(
      'Sealed under a key that is not in the ring',
    )
  },
)

it.each([
  ['dir', 'A128CBC-HS256'],
  ['A256KW', 'A256GCM'],
  ['A256GCMKW', 'A256GCM'],
])('refuses what was sealed under the right key in another way: %s with %s', async (alg, enc) => {
  const { kid, secret } = ring.answers[0]
  const text = new TextEncoder().encode('"Kanari"')
  const token = await new CompactEncrypt(text).setProtectedHeader({ alg, enc, kid, place }).encrypt(secret)
  await expect(unseal(ring, 'answers', place, token)).rejects.toThrow('not allowed')
})

it('refuses a key of the same name that is not the same key', async () => {
  const token = await seal(ring, 'answers', place, answers)
  const impostor: KeyRing = { ...ring, answers: [key('answers-2', 9)] }
  await expect(unseal(impostor, 'answers', place, token)).rejects.toThrow()
})

it('seals under the first key of the ring and opens what any of them sealed', async () => {
  const before: KeyRing = { ...ring, answers: [key('answers-1', 2)] }
  const old = await seal(before, 'answers', place, answers)
  expect(headerOf(old)).toMatchObject({ kid: 'answers-1' })
  expect(headerOf(await seal(ring, 'answers', place, answers))).toMatchObject({ kid: 'answers-2' })
  expect(await unseal(ring, 'answers', place, old)).toEqual(answers)
})

it('refuses what a key sealed that has left the ring', async () => {
  const token = await seal(ring, 'answers', place, answers)
  const after: KeyRing = { ...ring, answers: [key('answers-1', 2)] }
  await expect(unseal(after, 'answers', place, token)).rejects.toThrow(
    'Sealed under a key that is not in the ring',
  )
})

it.each(['', 'x', 'a.b.c', 'a.b.c.d.e', '....', '{}'])('refuses %j, which is no token', async (token) => {
  await expect(unseal(ring, 'answers', place, token)).rejects.toThrow()
})

it('opens a draft with its own key and with no other', async () => {
  const own = key('draft', 6)
  const token = await sealWithKey(own, 'draft_sections.sealed_fields:d/you', { phone: ['613'] })
  expect(await unsealWithKeyLookup(() => own, 'draft_sections.sealed_fields:d/you', token)).toEqual({
    phone: ['613'],
  })
  await expect(unsealWithKeyLookup(() => own, 'draft_sections.sealed_fields:d/other', token)).rejects.toThrow(
    'moved',
  )
  await expect(
    unsealWithKeyLookup(() => key('draft', 7), 'draft_sections.sealed_fields:d/you', token),
  ).rejects.toThrow()
  await expect(
    unsealWithKeyLookup(() => undefined, 'draft_sections.sealed_fields:d/you', token),
  ).rejects.toThrow()
})

const safetyPlace = 'submissions.sealed_safety:row-1'

/** The number of bytes that were encrypted, which GCM does not hide. */
const lengthOf = (token: string) => base64url.decode(token.split('.')[3] ?? '').length

/** A text whose JSON has this many bytes: two quotation marks, and letters of two bytes between them. */
const textOfJsonLength = (bytes: number) => 'é'.repeat((bytes - 2) / 2) + (bytes % 2 ? 'e' : '')

it.each([
  [2, 4_096],
  [4_095, 4_096],
  [4_096, 4_096],
  [4_097, 16_384],
  [16_384, 16_384],
  [16_385, 65_536],
  [65_536, 65_536],
  [65_537, 131_072],
  [131_073, 196_608],
])('pads safety answers of %i bytes to %i', async (bytes, padded) => {
  const value = textOfJsonLength(bytes)
  expect(new TextEncoder().encode(JSON.stringify(value))).toHaveLength(bytes)
  const token = await seal(ring, 'safety', safetyPlace, value)
  expect(lengthOf(token)).toBe(padded)
  expect(await unseal(ring, 'safety', safetyPlace, token)).toBe(value)
})

it('gives any safety answer back unchanged, spaces at its ends included', async () => {
  const answer = fc.oneof(
    fc.jsonValue(),
    fc.string().map((text) => ` \n${text}  `),
  )
  await fc.assert(
    fc.asyncProperty(answer, async (value) => {
      const token = await seal(ring, 'safety', safetyPlace, value)
      expect(JSON.stringify(await unseal(ring, 'safety', safetyPlace, token))).toBe(JSON.stringify(value))
      expect(lengthOf(token)).toBe(4_096)
    }),
    { numRuns: countPropertyRuns(50) },
  )
})

it('opens safety answers that were sealed before there was padding', async () => {
  const token = await sealWithKey(ring.safety[0], safetyPlace, { worried: 'no' })
  expect(lengthOf(token)).toBeLessThan(100)
  expect(await unseal(ring, 'safety', safetyPlace, token)).toEqual({ worried: 'no' })
})

it('opens a padded page of a draft as any other', async () => {
  const own = key('draft', 6)
  const token = await sealPaddedWithKey(own, 'draft_sections.sealed_fields:d/safety', { worried: ['no'] })
  expect(await unsealWithKeyLookup(() => own, 'draft_sections.sealed_fields:d/safety', token)).toEqual({
    worried: ['no'],
  })
})

it.each<SealPurpose>(['answers', 'otherContact', 'mail'])(
  'pads nothing that is sealed for %s',
  async (purpose) => {
    expect(lengthOf(await seal(ring, purpose, place, 'no'))).toBe(4)
  },
)

it('says nothing of a key or of what was sealed when it refuses', async () => {
  const token = await seal(ring, 'answers', place, answers)
  const refusals = await Promise.allSettled([
    unseal(ring, 'answers', 'submissions.sealed_answers:row-2', token),
    unseal(ring, 'safety', place, token),
    unseal({ ...ring, answers: [key('answers-2', 9)] }, 'answers', place, token),
  ])
  for (const refusal of refusals) {
    const error: unknown = refusal.status === 'rejected' ? refusal.reason : undefined
    const told = error instanceof Error ? `${error.message} ${error.stack} ${JSON.stringify(error)}` : ''
    expect(told).not.toBe('')
    expect(told).not.toMatch(/Maëlle|AQEBAQ|CQkJCQ|1,1,1/)
  }
})
