import type { ErrorStatus } from '../../content/errors.ts'
import { pathIn } from '../../content/language.ts'
import { builtPage } from './built-page.ts'
import type { Context } from './context.ts'

/** The page of an error in the reader's language, or JSON for the desk's calls. It says nothing about why. */
export async function errorPage(c: Context, status: ErrorStatus): Promise<Response> {
  if (c.get('path').startsWith('/desk/api/'))
    return c.json({ error: status, request: c.get('requestId') }, status)
  return builtPage(c, pathIn(c.get('language'), `/errors/${status}/`), status)
}
