import { describe, expect, it } from 'vitest'
import { encodeCrockford, normaliseCrockford } from './crockford.ts'

describe('bytes in letters', () => {
  it('are one letter each, in groups of four, none of which can be taken for another', () => {
    const every = encodeCrockford(Uint8Array.from({ length: 32 }, (_, byte) => byte))
    expect(every).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ')
    expect(every).not.toMatch(/[ILOU]/)
  })

  it('may stand in groups of another size', () => {
    expect(encodeCrockford(new Uint8Array(10), 5)).toBe('00000-00000')
    expect(encodeCrockford(new Uint8Array(7), 5)).toBe('00000-00')
  })

  it('use the low five bits of each, so that every letter is as likely', () => {
    const times = new Map<string, number>()
    for (const letter of encodeCrockford(Uint8Array.from({ length: 256 }, (_, byte) => byte)).replaceAll(
      '-',
      '',
    )) {
      times.set(letter, (times.get(letter) ?? 0) + 1)
    }
    expect([...times.values()]).toEqual(Array(32).fill(8))
  })

  it('are nothing of nothing, and a short last group of what is left over', () => {
    expect(encodeCrockford(new Uint8Array())).toBe('')
    expect(encodeCrockford(new Uint8Array(5))).toBe('0000-0')
  })
})

describe('letters as somebody typed them or read them out', () => {
  it.each([
    ['k7q4-9mx2', 'K7Q4-9MX2'],
    ['K7Q49MX2', 'K7Q4-9MX2'],
    [' k7q4 9mx2 ', 'K7Q4-9MX2'],
    ['k7q4\u00a09mx2', 'K7Q4-9MX2'],
    ['k7q4–9mx2', 'K7Q4-9MX2'],
    ['k-7-q-4-9-m-x-2', 'K7Q4-9MX2'],
    ['oOiI-lL00', '0011-1100'],
  ])('%s are what was meant', (typed, meant) => {
    expect(normaliseCrockford(typed)).toBe(meant)
  })

  it('are grouped as they are written, however they were typed', () => {
    for (const typed of ['K7Q49-MX2PT', 'k7q4-9mx2-pt', 'k7q49mx2pt', ' k7q49 – mx2pt ']) {
      expect(normaliseCrockford(typed, 5)).toBe('K7Q49-MX2PT')
    }
  })

  it('are left alone when they are tidy', () => {
    const letters = encodeCrockford(crypto.getRandomValues(new Uint8Array(16)))
    expect(normaliseCrockford(letters)).toBe(letters)
  })
})
