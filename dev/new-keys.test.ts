import { expect, it } from 'vitest'
import { keyPurposes, keyRingSchema } from '../worker/privacy/key-ring.ts'
import { addNewKeys } from './new-keys.ts'

it('makes a whole ring where there is none, and keeps every older key behind a new one', () => {
  const first = addNewKeys({}, keyPurposes)
  expect(keyRingSchema.safeParse(JSON.stringify(first)).success).toBe(true)
  const second = addNewKeys(first, ['mail'])
  expect(second.mail?.map(({ kid }) => kid)).toEqual(['mail-2', 'mail-1'])
  expect(second.mail?.[1]).toEqual(first.mail?.[0])
  expect({ ...second, mail: [] }).toEqual({ ...first, mail: [] })
  expect(keyRingSchema.safeParse(JSON.stringify(second)).success).toBe(true)
})

it('never gives the id of an older key again, nor its material', () => {
  const newest = addNewKeys({ mail: [{ kty: 'oct', kid: 'mail-7', k: 'x' }] }, ['mail']).mail?.[0]
  expect(newest?.kid).toBe('mail-8')
  const materials = Array.from({ length: 50 }, () => addNewKeys({}, ['mail']).mail?.[0]?.k)
  expect(new Set(materials).size).toBe(50)
})
