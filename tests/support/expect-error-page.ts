import { expect } from 'vitest'
import { type ErrorStatus, errorPageWording } from '../../content/site/error-pages.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type Language, localisedPath } from '../../forms/language.ts'
import { type ParsedPage, parsePage } from './parse-page.ts'

/** Holds an answer to being the error page of that status in that language: what happened and what to do. */
export async function expectErrorPage(
  response: Response,
  status: ErrorStatus,
  language: Language = 'en',
): Promise<ParsedPage> {
  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
  const page = await parsePage(response)
  expect(page.errorPage).toBe(String(status))
  expect(page.heading).toBe(errorPageWording[status].title[language])
  expect(page.text).toContain(errorPageWording[status].next[language])
  return page
}

/**
 * Holds an answer to being the page of a link whose time is over: it leads to where codes are typed and to the start,
 * and carries a title that tells nobody who looks at the history what was opened.
 */
export async function expectExpiredLinkPage(response: Response, language: Language = 'en'): Promise<void> {
  const { links, title } = await expectErrorPage(response, 410, language)
  const hrefs = links.map(({ href }) => href)
  for (const path of ['/intake/resume/', '/file/', '/intake/'])
    expect(hrefs).toContain(localisedPath(language, path))
  expect(title).toBe(siteWording.discreetTitle[language])
}
