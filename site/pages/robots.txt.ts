import type { APIRoute } from 'astro'

/**
 * Lets robots read everything. A page that must not be indexed says so itself, which a robot sees only if it may read
 * the page.
 */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL('/sitemap-index.xml', site).href}\n`)
