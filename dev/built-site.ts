import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseHTML } from 'linkedom'
import { parentForms } from '../content/forms/parent-forms.ts'
import { splitLanguagePath } from '../forms/language.ts'

export const builtSiteFolder = join(import.meta.dirname, '..', 'dist')

export const listBuiltFiles = (): string[] =>
  readdirSync(builtSiteFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(builtSiteFolder, join(entry.parentPath, entry.name))}`)

/** Lists the addresses of all built pages, such as `/` and `/fr/privacy/`, without those that only the gallery has. */
export const listBuiltPages = (): string[] =>
  listBuiltFiles()
    .filter((path) => path.endsWith('/index.html') && !path.includes('/specimen/'))
    .map((path) => path.replace(/index\.html$/, ''))

/** Whether a page is for everybody, which is every page but the desk. */
export const isPublicPage = (path: string): boolean => !path.includes('/desk/')

/**
 * Lists the pages that never wake the worker. It serves the pages of a form after the first, files, invitations,
 * receipts, the page for codes, the desk and errors.
 */
export const listPagesServedWithoutWorker = (): string[] =>
  listBuiltPages().filter((address) => {
    const { path } = splitLanguagePath(address)
    const isOfForm = parentForms.some(({ form: { id } }) => path.startsWith(`/${id}/`) && path !== `/${id}/`)
    return !isOfForm && !/^\/(code|file|invitation|receipt|desk|errors)\//.test(path)
  })

export const readBuiltHtml = (path: string): string =>
  readFileSync(join(builtSiteFolder, path, 'index.html'), 'utf8')

const parsedPages = new Map<string, Document>()

export function parseBuiltPage(path: string): Document {
  const page = parsedPages.get(path) ?? parseHTML(readBuiltHtml(path)).document
  parsedPages.set(path, page)
  return page
}

/** Lists the values of an attribute on the elements of a built page that match a selector and have the attribute. */
export const readBuiltAttributes = (path: string, selector: string, attribute: string): string[] =>
  [...parseBuiltPage(path).querySelectorAll(selector)].flatMap(
    (element) => element.getAttribute(attribute) ?? [],
  )

/** Counts the bytes, after gzip, that a browser fetches before it shows a page: its HTML with the styles in it. */
export const countFirstViewBytes = (path: string): number => countGzippedFileBytes(join(path, 'index.html'))

/** Counts the bytes, after gzip, of all the JavaScript that a page loads. */
export const countPageScriptBytes = (path: string): number =>
  listPageScripts(path).reduce((sum, file) => sum + countGzippedFileBytes(file), 0)

/** Lists the contents of the style elements in a page's HTML. */
export const listStyles = (html: string): string[] => listFirstGroupMatches(html, /<style>(.*?)<\/style>/gs)

/** Lists the SHA-256 hashes, in base64, of the styles of all built HTML, each once; the gallery’s pages are included. */
export const listStyleHashes = (): string[] => {
  const styles = listBuiltFiles()
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) => listStyles(readFileSync(join(builtSiteFolder, file), 'utf8')))
  return [...new Set(styles)].map((style) => createHash('sha256').update(style).digest('base64')).sort()
}

/** Lists a page's scripts with everything they import, at the start or later. `isCounted` leaves scripts out. */
export function listPageScripts(path: string, isCounted: (script: string) => boolean = () => true): string[] {
  const seen = new Set<string>()
  const follow = (script: string) => {
    if (seen.has(script) || !isCounted(script)) return
    seen.add(script)
    const code = readFileSync(join(builtSiteFolder, script), 'utf8')
    for (const name of listFirstGroupMatches(code, /(?:from|import)[\s(]*["'`](\.{1,2}\/[^"'`]+)["'`]/g))
      follow(posix.join(posix.dirname(script), name))
  }
  for (const src of readBuiltAttributes(path, 'script', 'src')) follow(src)
  return [...seen]
}

/** Lists what the first group of a pattern matched, for every match. */
export const listFirstGroupMatches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '')

export const countGzippedFileBytes = (path: string) =>
  gzipSync(readFileSync(join(builtSiteFolder, path))).length
