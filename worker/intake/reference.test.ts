import { describe, expect, it } from 'vitest'
import { newReference, tidyReference } from './reference.ts'

describe('a reference', () => {
  it('is eight letters or digits without look-alikes, in two groups', () => {
    for (let count = 0; count < 500; count++) {
      expect(newReference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    }
  })

  it('does not repeat, and uses every letter', () => {
    const many = Array.from({ length: 2000 }, newReference)
    expect(new Set(many).size).toBe(many.length)
    expect(new Set(many.join('').replaceAll('-', '')).size).toBe(32)
  })

  it.each([
    ['k7q4-9mx2', 'K7Q4-9MX2'],
    ['K7Q49MX2', 'K7Q4-9MX2'],
    [' k7q4 9mx2 ', 'K7Q4-9MX2'],
    ['oOiI-lL00', '0011-1100'],
  ])('read out as %s is found', (typed, reference) => {
    expect(tidyReference(typed)).toBe(reference)
  })

  it('is left alone by tidying', () => {
    const reference = newReference()
    expect(tidyReference(reference)).toBe(reference)
  })
})
