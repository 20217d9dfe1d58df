import { expect } from 'vitest'
import { type ErrorStatus, errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { type ParsedPage, parsePage } from './parse-page.ts'

/** Expects the error page of a status in a language, with what happened and what to do. */
export async function expectErrorPage(
  response: Response,
  status: ErrorStatus,
  language: Language = 'en',
): Promise<ParsedPage> {
  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
  const page = await parsePage(response)
  expect(page.errorPage).toBe(String(status))
  expect(page.heading).toBe(errorPageWordingByStatus[status].title[language])
  expect(page.text).toContain(errorPageWordingByStatus[status].next[language])
  return page
}

/**
 * Expects the page of an expired link. It leads to where codes are entered and to the start page, and its title reveals
 * nothing to somebody who looks at the browser's history.
 */
export async function expectExpiredLinkPage(response: Response, language: Language = 'en'): Promise<void> {
  const { links, title } = await expectErrorPage(response, 410, language)
  const hrefs = links.map(({ href }) => href)
  for (const path of ['/code/', '/file/', '/intake/']) expect(hrefs).toContain(localisePath(language, path))
  expect(title).toBe(filledPageWording.discreetTitle[language])
}
