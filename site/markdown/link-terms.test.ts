import { expect, it } from 'vitest'
import { linkTermsAsTextPieces } from './link-terms.ts'

const links = (text: string, language: 'en' | 'fr', linked = new Set<string>()) =>
  linkTermsAsTextPieces(text, language, linked).map((piece) =>
    piece.type === 'link' ? `[${piece.children[0].value}](${piece.url})` : piece.value,
  )

it('links a term once, as it was written, and the longer of two that begin together', () => {
  const linked = new Set<string>()
  expect(links('Mediation first. Then mediation again.', 'en', linked)).toEqual([
    '[Mediation](/glossary/#mediation)',
    ' first. Then mediation again.',
  ])
  expect(links('More mediation.', 'en', linked)).toEqual(['More mediation.'])
  expect(links('A no-contact order.', 'en').join('')).toBe(
    'A [no-contact order](/glossary/#no-contact-order).',
  )
})

it('leaves alone what only contains a term', () => {
  expect(links('premediations', 'en')).toEqual(['premediations'])
  expect(links('', 'en')).toEqual([])
})

it('leads to the glossary of the page’s own language', () => {
  expect(links('La médiation vient ensuite.', 'fr').join('')).toContain('](/fr/glossary/#mediation)')
})
