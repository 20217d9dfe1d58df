import { expect } from 'vitest'
import { type ErrorStatus, errorPages } from '../../content/errors.ts'
import type { Language } from '../../content/language.ts'
import { type Page, readPage } from './page.ts'

/** Holds an answer to being the error page of that status in that language: what happened and what to do. */
export async function expectErrorPage(
  response: Response,
  status: ErrorStatus,
  language: Language = 'en',
): Promise<Page> {
  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
  const page = await readPage(response)
  expect(page.errorPage).toBe(String(status))
  expect(page.heading).toBe(errorPages[status].title[language])
  expect(page.text).toContain(errorPages[status].next[language])
  return page
}
