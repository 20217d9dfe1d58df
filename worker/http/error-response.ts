import { type ErrorStatus, errorPageWording } from '../../content/site/error-pages.ts'
import { localisedPath, splitLanguagePath } from '../../forms/language.ts'
import { loadBuiltPage } from './built-page.ts'
import type { Context } from './context.ts'
import { errorCodeByStatus } from './error-code.ts'

/** The page of an error in the reader's language, or JSON for the desk's calls. It says nothing about why. */
export async function respondWithError(c: Context, status: ErrorStatus): Promise<Response> {
  if (isApiPath(c.get('path')))
    return c.json({ code: errorCodeByStatus[status], request: c.get('requestId') }, status)
  return loadBuiltPage(c, localisedPath(c.get('language'), `/errors/${status}/`), status)
}

/** Whether an address, in any language, is one of the desk's calls rather than a page. */
export const isApiPath = (path: string): boolean => /^\/desk\/api(\/|$)/.test(splitLanguagePath(path).path)

/** The text of the 500 page without the page, for when the error is that no page can be loaded. */
export function respondWithPlainError(c: Context): Response {
  const { title, lead, next } = errorPageWording[500]
  const language = c.get('language')
  return c.text([title, lead, next].map((wording) => wording[language]).join('\n\n'), 500)
}
