import { expect, it } from 'vitest'
import { findHardCodedLanguages, findHardCodedLanguagesInSource } from './check-languages.ts'

it('finds no language named outside of the list, the wordings and what a practice sets', () => {
  expect(findHardCodedLanguages()).toEqual([])
})

it.each([
  ["const space = language === 'fr' ? ' ' : ''", "'fr'"],
  ["for (const root of ['', '/fr']) serve(root)", "'/fr'"],
  ['const isApi = /^(\\/fr)?\\/desk/.test(path)', '/^(\\/fr)?\\/desk/'],
  ['const same = wording.en === wording.fr', 'wording.en'],
  ['const write = ({ fr }: Wording) => fr', 'fr'],
  ["const wording = { en: 'Hello', fr: address.en }", 'address.en'],
  ["---\nconst other = language === 'en'\n---\n<p lang={other} />", "'en'"],
])('finds it in %s', (source, named) => {
  expect(findHardCodedLanguagesInSource(source)[0]).toBe(named)
})

it.each([
  "const wording = { en: 'Hello', fr: 'Bonjour' }",
  "const line = { en: 'At ' + office.en, fr: 'Au ' + office.fr }",
  "const name = { en: nameOf(other, 'en'), fr: nameOf(other, 'fr') }",
  "const path = '/french/' + '/fr-ca/' + '/enter/'",
  'const words = wording[language]',
])('lets %s be', (source) => {
  expect(findHardCodedLanguagesInSource(source)).toEqual([])
})
