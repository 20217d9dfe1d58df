import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Context } from './context.ts'

/**
 * A page as Astro built it, with another status if wanted. It leaves through the context, so that it carries the
 * cookies and headers set before; those the assets sent with it stay behind.
 */
export async function builtPage(
  c: Context,
  path: string,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const page = await c.env.ASSETS.fetch(new URL(path, c.req.url).href)
  if (!page.ok) throw new Error(`The site has no page ${path}: is it built?`)
  return c.body(page.body as unknown as ReadableStream, status, {
    'Content-Type': 'text/html; charset=utf-8',
  })
}
