import { describe, expect, it } from 'vitest'
import { generateFileReference } from './reference.ts'

describe('a reference', () => {
  it('is eight letters or digits without look-alikes, in two groups', () => {
    for (let count = 0; count < 500; count++) {
      expect(generateFileReference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    }
  })

  it('does not repeat, and uses every letter', () => {
    const many = Array.from({ length: 2000 }, generateFileReference)
    expect(new Set(many).size).toBe(many.length)
    expect(new Set(many.join('').replaceAll('-', '')).size).toBe(32)
  })
})
