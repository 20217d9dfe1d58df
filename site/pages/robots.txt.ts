import type { APIRoute } from 'astro'

/** Everything may be read; what must not be found says so itself, which a robot sees only if it may read it. */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL('/sitemap-index.xml', site).href}\n`)
