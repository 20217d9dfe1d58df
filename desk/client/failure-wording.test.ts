import { expect, it } from 'vitest'
import type { ApiFailure } from './api-failure.ts'
import { failureWordings, findFailureWording } from './failure-wording.ts'

it('tells whoever was slower from whoever chose a time that is taken', () => {
  expect(findFailureWording({ code: 'stale' })).toBe(failureWordings.stale)
  expect(findFailureWording({ code: 'conflict_review_needed' })).toBe(failureWordings.stale)
  expect(findFailureWording({ code: 'slot_taken' })).toBe(failureWordings.slotTaken)
})

it('says of a code that a newer worker may send what it says when nothing answers', () => {
  const newer = { code: 'not_known_yet' } as unknown as ApiFailure
  expect(findFailureWording(newer)).toBe(failureWordings.unavailable)
})
