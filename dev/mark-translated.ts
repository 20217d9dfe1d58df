import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fingerprintOf } from '../site/page-fingerprint.ts'

// `npm run translated -- fees`: whoever brought the French page up to date says so; without a name, of every page.
const wanted = process.argv.slice(2)
for (const file of globSync('content/pages/fr/*.md')) {
  const page = basename(file, '.md')
  if (wanted.length > 0 && !wanted.includes(page)) continue
  const text = readFileSync(file, 'utf8')
  const without = text.replace(/^translates: .*\n/m, '')
  writeFileSync(file, without.replace(/\n---\n/, `\ntranslates: '${fingerprintOf(page)}'\n---\n`))
}
