import type { ErrorStatus } from '../../content/site/error-pages.ts'
import { faultPageWording } from '../../content/site/fault-page-wording.ts'
import { localisePath, splitLanguagePath } from '../../forms/language.ts'
import { loadBuiltPage } from './built-page.ts'
import type { Context } from './context.ts'
import { errorCodeByStatus } from './error-code.ts'

/** Answers with the error page in the reader's language, or with JSON below /desk/api. Neither says why it happened. */
export async function respondWithError(c: Context, status: ErrorStatus): Promise<Response> {
  if (isApiPath(c.get('path')))
    return c.json({ code: errorCodeByStatus[status], request: c.get('requestId') }, status)
  return loadBuiltPage(c, localisePath(c.get('language'), `/errors/${status}/`), status)
}

/** Whether a path, in any language, belongs to the desk's API. */
export const isApiPath = (path: string): boolean => /^\/desk\/api(\/|$)/.test(splitLanguagePath(path).path)

/** Answers with the text of the error page alone, for an error that keeps pages from being loaded. */
export function respondWithPlainError(c: Context, status: 500 | 503): Response {
  const { title, lead, next } = faultPageWording
  const language = c.get('language')
  return c.text([title, lead, next].map((wording) => wording[language]).join('\n\n'), status)
}
