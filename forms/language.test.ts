import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../tests/support/property-runs.ts'
import { languages, localisePath, splitLanguagePath } from './language.ts'

it('keeps English at the root and French below /fr', () => {
  expect(localisePath('en', '/intake/you/')).toBe('/intake/you/')
  expect(localisePath('fr', '/intake/you/')).toBe('/fr/intake/you/')
})

it.each([
  ['/', 'en', '/'],
  ['/intake/', 'en', '/intake/'],
  ['/fr', 'fr', '/'],
  ['/fr/', 'fr', '/'],
  ['/fr/intake/', 'fr', '/intake/'],
  ['/french/', 'en', '/french/'],
  ['/fr-ca/', 'en', '/fr-ca/'],
  ['/intake/fr/', 'en', '/intake/fr/'],
])('reads %s as %s and %s', (path, language, same) => {
  expect(splitLanguagePath(path)).toEqual({ language, path: same })
})

it('finds the way back from any page in any language', () => {
  const page = fc
    .array(fc.stringMatching(/^[a-z-]{3,12}$/))
    .map((steps) => `/${steps.map((step) => `${step}/`).join('')}`)
  fc.assert(
    fc.property(page, fc.constantFrom(...languages), (path, language) => {
      expect(splitLanguagePath(localisePath(language, path))).toEqual({ language, path })
    }),
    { numRuns: countPropertyRuns(100) },
  )
})
