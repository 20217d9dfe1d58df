import { expect, it } from 'vitest'
import { hasEveryWord } from './commands.ts'

it.each([
  ['Réglages', 'reglages', true],
  ['Imprimer cette page', 'PAGE impr', true],
  ['Aujourd’hui', 'hui', true],
  ['Réglages', '', true],
  ['Réglages', 'dossiers', false],
  ['Imprimer cette page', 'page dossier', false],
])('finds %s by “%s”: %s', (label, typed, isFound) => {
  expect(hasEveryWord(label, typed)).toBe(isFound)
})
