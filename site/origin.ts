import { readFileSync } from 'node:fs'

/** The portal's origin as deployed, from wrangler.toml. Canonical links and the sitemap begin with it. */
export const portalOrigin = parsePortalOrigin(readFileSync('wrangler.toml', 'utf8'))

function parsePortalOrigin(settings: string): string {
  const [, origin] = /^PORTAL_ORIGIN = "(https:[^"]+)"$/m.exec(settings) ?? []
  if (!origin) throw new Error('wrangler.toml names no PORTAL_ORIGIN')
  return origin
}
