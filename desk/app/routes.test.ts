import { expect, test } from 'vitest'
import { appointmentsPath, callPath, filePath, hoursPath, placeOf } from './routes.ts'

const plain = { reference: undefined, query: {} }

test('the address decides what is shown, in which language', () => {
  expect(placeOf('/desk/')).toEqual({ ...plain, language: 'en', path: '/desk/', page: 'files' })
  expect(placeOf('/fr/desk/')).toEqual({ ...plain, language: 'fr', path: '/desk/', page: 'files' })
})

test('a link to a file leads back to that file, in each language', () => {
  for (const language of ['en', 'fr'] as const) {
    const place = placeOf(filePath(language, 'K7Q4-9MX2'))
    const path = '/desk/files/K7Q4-9MX2/'
    expect(place).toEqual({ ...plain, language, path, page: 'file', reference: 'K7Q4-9MX2' })
  }
})

test('a link to the sheet for a call leads to that sheet, in each language', () => {
  for (const language of ['en', 'fr'] as const) {
    const place = placeOf(callPath(language, 'K7Q4-9MX2'))
    const path = '/desk/files/K7Q4-9MX2/call/'
    expect(place).toEqual({ ...plain, language, path, page: 'call', reference: 'K7Q4-9MX2' })
  }
})

test('a link to some days’ appointments leads back to those, and so does the switch of language', () => {
  for (const language of ['en', 'fr'] as const) {
    const query = { view: 'day', date: '2026-11-22', coordinator: undefined }
    const { pathname, search } = new URL(appointmentsPath(language, query), 'https://desk.example')
    expect(placeOf(pathname, search)).toEqual({
      language,
      path: '/desk/appointments/?view=day&date=2026-11-22',
      page: 'appointments',
      reference: undefined,
      query: { view: 'day', date: '2026-11-22' },
    })
    expect(placeOf(hoursPath(language))).toMatchObject({ language, page: 'hours', query: {} })
  }
})
