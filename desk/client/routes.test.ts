import { expect, test } from 'vitest'
import {
  getCalendarPath,
  getCallSheetPath,
  getFilePagePath,
  getRecordPath,
  getSettingsPath,
  parseDeskRoute,
} from './routes.ts'

const listRoute = { reference: undefined, query: {} }

test('the address decides what is shown, in which language', () => {
  expect(parseDeskRoute('/desk/')).toEqual({ ...listRoute, language: 'en', path: '/desk/', page: 'today' })
  expect(parseDeskRoute('/fr/desk/')).toEqual({ ...listRoute, language: 'fr', path: '/desk/', page: 'today' })
})

test('a link to a file leads back to that file, in each language', () => {
  for (const language of ['en', 'fr'] as const) {
    const route = parseDeskRoute(getFilePagePath(language, 'K7Q4-9MX2'))
    const path = '/desk/files/K7Q4-9MX2/'
    expect(route).toEqual({ ...listRoute, language, path, page: 'file', reference: 'K7Q4-9MX2' })
  }
})

test('a link to the sheet for a call leads to that sheet, in each language', () => {
  for (const language of ['en', 'fr'] as const) {
    const route = parseDeskRoute(getCallSheetPath(language, 'K7Q4-9MX2'))
    const path = '/desk/files/K7Q4-9MX2/call/'
    expect(route).toEqual({ ...listRoute, language, path, page: 'call', reference: 'K7Q4-9MX2' })
  }
})

test('a link to a file’s record leads to that record with its filter, in each language', () => {
  for (const language of ['en', 'fr'] as const) {
    const query = { who: 'parent', before: '12', what: undefined }
    const { pathname, search } = new URL(getRecordPath(language, 'K7Q4-9MX2', query), 'https://desk.example')
    expect(parseDeskRoute(pathname, search)).toEqual({
      language,
      path: '/desk/files/K7Q4-9MX2/record/?who=parent&before=12',
      page: 'record',
      reference: 'K7Q4-9MX2',
      query: { who: 'parent', before: '12' },
    })
  }
})

test('a link to some days’ appointments leads back to those, and so does the switch of language', () => {
  for (const language of ['en', 'fr'] as const) {
    const query = { view: 'day', date: '2026-11-22', coordinator: undefined }
    const { pathname, search } = new URL(getCalendarPath(language, query), 'https://desk.example')
    expect(parseDeskRoute(pathname, search)).toEqual({
      language,
      path: '/desk/calendar/?view=day&date=2026-11-22',
      page: 'calendar',
      reference: undefined,
      query: { view: 'day', date: '2026-11-22' },
    })
    expect(parseDeskRoute(getSettingsPath(language))).toMatchObject({
      language,
      page: 'settings',
      query: {},
    })
  }
})
