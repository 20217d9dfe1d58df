import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'astro'
import { renderAssetHeadersFile } from '../worker/http/security-headers.ts'

/**
 * Builds the site into dist/: Astro's pages, the headers of static assets, and the French 404 where the platform
 * looks for it. With `gallery`, also the pages of the component gallery, which are never deployed.
 */
export async function buildSite({ gallery = false } = {}): Promise<void> {
  process.env.EVENHAND_GALLERY = gallery ? '1' : ''
  rmSync('dist', { recursive: true, force: true })
  // Astro caches each rendered page there for as long as its Markdown stays: a changed setting would not be on it.
  rmSync('.astro/cache', { recursive: true, force: true })
  await build({ configFile: 'site/astro.config.ts', logLevel: 'warn' })
  renameSync('dist/fr/404/index.html', 'dist/fr/404.html')
  rmSync('dist/fr/404', { recursive: true })
  writeFileSync('dist/_headers', renderAssetHeadersFile())
}

if (import.meta.main) await buildSite({ gallery: process.argv.includes('--gallery') })
