import type { Context } from './context.ts'

/** A page as Astro built it, with another status if wanted. The headers of the answer are the worker's own. */
export async function builtPage(c: Context, path: string, status = 200): Promise<Response> {
  const page = await c.get('env').assets.fetch(new URL(path, c.req.url).href)
  if (!page.ok) throw new Error(`The site has no page ${path}: is it built?`)
  const headers = { 'Content-Type': 'text/html; charset=utf-8' }
  return new Response(page.body as unknown as ReadableStream, { status, headers })
}
