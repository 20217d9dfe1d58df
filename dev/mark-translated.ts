import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { defaultLanguage, getOtherLanguages } from '../forms/language.ts'
import { hashOriginalPageFile } from '../site/page-fingerprint.ts'
import { parseCommandLine } from './command-line.ts'

// `npm run translated -- fees` records that the translations of a page are up to date; without a name, of every page.
const { words: requestedPages } = parseCommandLine({
  usage: 'npm run translated [-- PAGE …]',
  words: globSync(`content/pages/${defaultLanguage}/*.md`).map((file) => basename(file, '.md')),
})
for (const file of getOtherLanguages(defaultLanguage).flatMap((language) =>
  globSync(`content/pages/${language}/*.md`),
)) {
  const page = basename(file, '.md')
  if (requestedPages.length > 0 && !requestedPages.includes(page)) continue
  const text = readFileSync(file, 'utf8')
  const without = text.replace(/^translates: .*\n/m, '')
  writeFileSync(file, without.replace(/\n---\n/, `\ntranslates: '${hashOriginalPageFile(page)}'\n---\n`))
}
