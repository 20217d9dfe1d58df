import { expect, test } from 'vitest'
import { callPath, filePath, placeOf } from './place.ts'

test('the address decides what is shown, in which language', () => {
  expect(placeOf('/desk/')).toEqual({ language: 'en', path: '/desk/', reference: undefined, call: false })
  expect(placeOf('/fr/desk/')).toEqual({ language: 'fr', path: '/desk/', reference: undefined, call: false })
})

test('a link to a file leads back to that file, in each language', () => {
  for (const language of ['en', 'fr'] as const) {
    const place = placeOf(filePath(language, 'K7Q4-9MX2'))
    expect(place).toEqual({ language, path: '/desk/files/K7Q4-9MX2/', reference: 'K7Q4-9MX2', call: false })
  }
})

test('a link to the sheet for a call leads to that sheet, in each language', () => {
  for (const language of ['en', 'fr'] as const) {
    const place = placeOf(callPath(language, 'K7Q4-9MX2'))
    const path = '/desk/files/K7Q4-9MX2/call/'
    expect(place).toEqual({ language, path, reference: 'K7Q4-9MX2', call: true })
  }
})
