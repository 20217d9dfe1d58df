import { base64url } from 'jose'
import { expect, it } from 'vitest'
import { draftIdOf, draftKeyOf, isToken, newToken } from './draft-key.ts'
import { openWith, type Place, sealWith } from './seal.ts'

const secret = new Uint8Array(32).fill(1)
const otherSecret = new Uint8Array(32).fill(2)
const place: Place = 'draft_sections.typed:draft/you'

it('makes tokens of 256 random bits that a cookie can carry', () => {
  const tokens = Array.from({ length: 100 }, newToken)
  expect(new Set(tokens).size).toBe(100)
  for (const token of tokens) {
    expect(isToken(token)).toBe(true)
    expect(base64url.decode(token)).toHaveLength(32)
  }
})

it.each([
  '',
  'short',
  'A'.repeat(42),
  'A'.repeat(44),
  `${'A'.repeat(42)}=`,
  `${'A'.repeat(42)}+`,
  ` ${'A'.repeat(42)}`,
  `${'A'.repeat(43)}\n`,
])('knows that %j is no token', (text) => {
  expect(isToken(text)).toBe(false)
})

it('finds a draft by its token, and another form’s draft of the same browser apart', async () => {
  const token = newToken()
  expect(await draftIdOf('intake', token)).toBe(await draftIdOf('intake', token))
  expect(await draftIdOf('intake', token)).not.toBe(await draftIdOf('booking', token))
  expect(await draftIdOf('intake', token)).not.toBe(await draftIdOf('intake', newToken()))
})

it('rebuilds the key from the token and the practice’s secret together, and from neither alone', async () => {
  const token = newToken()
  const key = await draftKeyOf(secret, 'intake', token)
  const sealed = await sealWith(key, place, { phone: ['613 555 0142'] })
  const again = await draftKeyOf(secret, 'intake', token)
  expect(await openWith(() => again, place, sealed)).toEqual({ phone: ['613 555 0142'] })
  const wrong = [
    await draftKeyOf(otherSecret, 'intake', token),
    await draftKeyOf(secret, 'intake', newToken()),
    await draftKeyOf(secret, 'booking', token),
    { kid: 'draft', secret: new Uint8Array(base64url.decode(token)) },
    { kid: 'draft', secret },
  ]
  for (const key of wrong) await expect(openWith(() => key, place, sealed)).rejects.toThrow()
})

it('stores an id that tells neither the token nor the key, whatever the practice’s secret', async () => {
  const token = newToken()
  const id = await draftIdOf('intake', token)
  expect(base64url.decode(id)).toHaveLength(32)
  expect(id).not.toBe(token)
  const { secret: key } = await draftKeyOf(secret, 'intake', token)
  const { secret: otherKey } = await draftKeyOf(otherSecret, 'intake', token)
  // One id stands beside as many keys as there are secrets, so it cannot hold any of them.
  expect(base64url.encode(key)).not.toBe(base64url.encode(otherKey))
  // Whoever holds the database and the secret, but not the token, takes the id for it in vain.
  const guesses = [id, base64url.encode(secret)]
  const guessed = await Promise.all(guesses.map((guess) => draftKeyOf(secret, 'intake', guess)))
  const known = [base64url.decode(id), ...guessed.map((guess) => guess.secret)]
  for (const bytes of known) expect(base64url.encode(bytes)).not.toBe(base64url.encode(key))
})

it('makes keys of 256 bits', async () => {
  const { secret: bits } = await draftKeyOf(secret, 'intake', newToken())
  expect(bits).toHaveLength(32)
})
