import { readFileSync } from 'node:fs'

/** Where the portal stands, as its deployment says: what canonical links and the sitemap begin with. */
export const portalOrigin = originIn(readFileSync('wrangler.toml', 'utf8'))

function originIn(settings: string): string {
  const [, origin] = /^PORTAL_ORIGIN = "(https:[^"]+)"$/m.exec(settings) ?? []
  if (!origin) throw new Error('wrangler.toml names no PORTAL_ORIGIN')
  return origin
}
