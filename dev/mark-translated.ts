import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { defaultLanguage, getOtherLanguages } from '../forms/language.ts'
import { hashOriginalPageFile } from '../site/page-fingerprint.ts'

// `npm run translated -- fees` records that the translations of a page are up to date; without a name, of every page.
const requestedPages = process.argv.slice(2)
for (const file of getOtherLanguages(defaultLanguage).flatMap((language) =>
  globSync(`content/pages/${language}/*.md`),
)) {
  const page = basename(file, '.md')
  if (requestedPages.length > 0 && !requestedPages.includes(page)) continue
  const text = readFileSync(file, 'utf8')
  const without = text.replace(/^translates: .*\n/m, '')
  writeFileSync(file, without.replace(/\n---\n/, `\ntranslates: '${hashOriginalPageFile(page)}'\n---\n`))
}
