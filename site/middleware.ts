import type { MiddlewareHandler } from 'astro'
import { finishPageText } from './finish-page-text.ts'

/** Finishes the text of every page as it is built. */
export const onRequest: MiddlewareHandler = async (_context, next) => {
  const page = await next()
  if (!page.headers.get('Content-Type')?.startsWith('text/html')) return page
  return new Response(finishPageText(await page.text()), page)
}
