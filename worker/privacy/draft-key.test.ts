import { base64url } from 'jose'
import { expect, it } from 'vitest'
import { deriveDraftId, deriveDraftKey, generateDraftToken } from './draft-key.ts'
import type { SealKey } from './key-ring.ts'
import { type SealContext, sealWithKey, unsealWithKeyLookup } from './seal.ts'

const secret = new Uint8Array(32).fill(1)
const ringKey: SealKey = { kid: 'draft-1', secret }
const otherKey: SealKey = { kid: 'draft-1', secret: new Uint8Array(32).fill(2) }
const place: SealContext = 'draft_sections.sealed_fields:draft/you'

it('makes tokens of 256 random bits that a cookie can carry', () => {
  const tokens = Array.from({ length: 100 }, generateDraftToken)
  expect(new Set(tokens).size).toBe(100)
  for (const token of tokens) {
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(base64url.decode(token)).toHaveLength(32)
  }
})

it('finds a draft by its token, and another form’s draft of the same browser apart', async () => {
  const token = generateDraftToken()
  expect(await deriveDraftId('intake', token)).toBe(await deriveDraftId('intake', token))
  expect(await deriveDraftId('intake', token)).not.toBe(await deriveDraftId('booking', token))
  expect(await deriveDraftId('intake', token)).not.toBe(await deriveDraftId('intake', generateDraftToken()))
})

it('rebuilds the key from the token and the practice’s secret together, and from neither alone', async () => {
  const token = generateDraftToken()
  const key = await deriveDraftKey(ringKey, 'intake', token)
  const sealed = await sealWithKey(key, place, { phone: ['613 555 0142'] })
  const again = await deriveDraftKey(ringKey, 'intake', token)
  expect(await unsealWithKeyLookup(() => again, place, sealed)).toEqual({ phone: ['613 555 0142'] })
  const wrong = [
    await deriveDraftKey(otherKey, 'intake', token),
    await deriveDraftKey(ringKey, 'intake', generateDraftToken()),
    await deriveDraftKey(ringKey, 'booking', token),
    { kid: 'draft', secret: new Uint8Array(base64url.decode(token)) },
    { kid: 'draft', secret },
  ]
  for (const key of wrong) await expect(unsealWithKeyLookup(() => key, place, sealed)).rejects.toThrow()
})

it('stores an id that tells neither the token nor the key, whatever the practice’s secret', async () => {
  const token = generateDraftToken()
  const id = await deriveDraftId('intake', token)
  expect(base64url.decode(id)).toHaveLength(32)
  expect(id).not.toBe(token)
  const { secret: key } = await deriveDraftKey(ringKey, 'intake', token)
  const { secret: otherDraftKey } = await deriveDraftKey(otherKey, 'intake', token)
  // One id goes with as many keys as there are secrets, so it cannot reveal any of them.
  expect(base64url.encode(key)).not.toBe(base64url.encode(otherDraftKey))
  // An attacker who has the database and the secret, but not the token, cannot use the id in its place.
  const guesses = [id, base64url.encode(secret)]
  const guessed = await Promise.all(guesses.map((guess) => deriveDraftKey(ringKey, 'intake', guess)))
  const fixedBytes = [base64url.decode(id), ...guessed.map((guess) => guess.secret)]
  for (const bytes of fixedBytes) expect(base64url.encode(bytes)).not.toBe(base64url.encode(key))
})

it('makes keys of 256 bits', async () => {
  const { secret: bits } = await deriveDraftKey(ringKey, 'intake', generateDraftToken())
  expect(bits).toHaveLength(32)
})
