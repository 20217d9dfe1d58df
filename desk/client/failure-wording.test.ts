import { expect, it } from 'vitest'
import type { ApiFailure } from './api-failure.ts'
import { failureWordings, getFailureWording } from './failure-wording.ts'

it('tells whoever was slower from whoever chose a time that is taken', () => {
  expect(getFailureWording({ code: 'stale' })).toBe(failureWordings.stale)
  expect(getFailureWording({ code: 'conflict_review_needed' })).toBe(failureWordings.stale)
  expect(getFailureWording({ code: 'slot_taken' })).toBe(failureWordings.slotTaken)
})

it('says of a code that a newer worker may send what it says when nothing answers', () => {
  const newer = { code: 'not_known_yet' } as unknown as ApiFailure
  expect(getFailureWording(newer)).toBe(failureWordings.unavailable)
})
