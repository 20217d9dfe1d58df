import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { computePageFingerprint } from '../site/page-fingerprint.ts'

// `npm run translated -- fees`: whoever brought the French page up to date says so; without a name, of every page.
const requestedPages = process.argv.slice(2)
for (const file of globSync('content/pages/fr/*.md')) {
  const page = basename(file, '.md')
  if (requestedPages.length > 0 && !requestedPages.includes(page)) continue
  const text = readFileSync(file, 'utf8')
  const without = text.replace(/^translates: .*\n/m, '')
  writeFileSync(file, without.replace(/\n---\n/, `\ntranslates: '${computePageFingerprint(page)}'\n---\n`))
}
