import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'astro'
import { practice } from '../content/practice.ts'
import { allLanguagePathPrefixes } from '../forms/language.ts'
import { renderAssetHeadersFile } from '../worker/http/security-headers.ts'
import { listStyleHashes } from './built-site.ts'
import { parseCommandLine } from './command-line.ts'
import { exitWithMessage } from './exit-with-message.ts'
import { findSettingFaults } from './find-setting-faults.ts'
import { collectMovedWordings, writeDeclaredWordings, writeMovedWordings } from './move-wordings.ts'
import { writeTrimmedMailSdk } from './trim-mail-sdk.ts'

/**
 * Builds the site into dist/: Astro's pages, the headers of static assets, the 404 page of each language where the
 * platform looks for it, the mail SDK as the worker takes it, and the wordings that the worker loads. With `gallery` it also
 * builds the pages of the gallery, which are never deployed. Ends the command with the settings that a page could not tell.
 */
export async function buildSite({ gallery = false } = {}): Promise<void> {
  const faults = findSettingFaults(practice)
  if (faults.length > 0) exitWithMessage(['Change content/practice.ts:', ...faults].join('\n  - '))
  process.env.EVENHAND_GALLERY = gallery ? '1' : ''
  // Astro would report each build, under a hash of the first commit.
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  rmSync('dist', { recursive: true, force: true })
  // Astro caches a rendered page until its Markdown changes, so a changed setting would not appear on it.
  rmSync('.astro/cache', { recursive: true, force: true })
  await build({ configFile: 'site/astro.config.ts', logLevel: 'warn' })
  for (const root of allLanguagePathPrefixes) move404Page(`dist${root}`)
  writeFileSync('dist/_headers', renderAssetHeadersFile(listStyleHashes()))
  writeFileSync('dist/mail-sdk.js', writeTrimmedMailSdk())
  const moved = collectMovedWordings()
  writeFileSync('dist/moved-wordings.json', writeMovedWordings(moved))
  writeFileSync('dist/declared-wordings.js', writeDeclaredWordings(moved))
}

/** Moves the 404 page of a language to where the platform looks for it; Astro itself only does so at the root. */
function move404Page(folder: string): void {
  if (existsSync(`${folder}/404.html`)) return
  renameSync(`${folder}/404/index.html`, `${folder}/404.html`)
  rmSync(`${folder}/404`, { recursive: true })
}

if (import.meta.main) {
  const { options } = parseCommandLine({
    usage: 'npm run build [-- --gallery]',
    options: { gallery: { type: 'boolean' } },
  })
  await buildSite(options)
}
