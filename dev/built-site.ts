import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseHTML } from 'linkedom'
import { parentForms } from '../content/forms/parent-forms.ts'
import { splitLanguagePath } from '../forms/language.ts'

/** The built site. */
export const builtSiteFolder = join(import.meta.dirname, '..', 'dist')

/** Every file of the built site, by its address. */
export const listBuiltFiles = (): string[] =>
  readdirSync(builtSiteFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(builtSiteFolder, join(entry.parentPath, entry.name))}`)

/** The addresses of every built page: `/`, `/fr/privacy/`. Those only the gallery has are left out. */
export const listBuiltPages = (): string[] =>
  listBuiltFiles()
    .filter((path) => path.endsWith('/index.html') && !path.includes('/specimen/'))
    .map((path) => path.replace(/index\.html$/, ''))

/** Pages for anybody: all but the desk. */
export const isPublicPage = (path: string): boolean => !path.includes('/desk/')

/** Pages the worker never touches: no section of a form, no file, invitation or receipt, no desk, no error page. */
export const listStaticPages = (): string[] =>
  listBuiltPages().filter((address) => {
    const { path } = splitLanguagePath(address)
    const isOfForm = parentForms.some(({ form: { id } }) => path.startsWith(`/${id}/`) && path !== `/${id}/`)
    return !isOfForm && !/^\/(file|invitation|receipt|desk|errors)\//.test(path)
  })

export const readBuiltHtml = (path: string): string =>
  readFileSync(join(builtSiteFolder, path, 'index.html'), 'utf8')

const parsedPages = new Map<string, Document>()

/** A built page as a browser has it. */
export function parseBuiltPage(path: string): Document {
  const page = parsedPages.get(path) ?? parseHTML(readBuiltHtml(path)).document
  parsedPages.set(path, page)
  return page
}

/** What an attribute says on each element of a built page that a selector finds and that has it. */
export const readBuiltAttributes = (path: string, selector: string, attribute: string): string[] =>
  [...parseBuiltPage(path).querySelectorAll(selector)].flatMap(
    (element) => element.getAttribute(attribute) ?? [],
  )

/** What the browser fetches before it can show a page: its HTML and style sheets, after gzip. */
export const countFirstViewBytes = (path: string): number =>
  [join(path, 'index.html'), ...listStyleSheets(path)].reduce((sum, file) => sum + countGzippedBytes(file), 0)

/** All the JavaScript a page loads, after gzip. */
export const countScriptBytes = (path: string): number =>
  listScripts(path).reduce((sum, file) => sum + countGzippedBytes(file), 0)

export const listStyleSheets = (path: string): string[] =>
  readBuiltAttributes(path, 'link[rel="stylesheet"]:not([media])', 'href')

/** A page's scripts and everything they import, before they run or once it is needed. */
export function listScripts(path: string, isCounted: (script: string) => boolean = () => true): string[] {
  const seen = new Set<string>()
  const follow = (script: string) => {
    if (seen.has(script) || !isCounted(script)) return
    seen.add(script)
    const code = readFileSync(join(builtSiteFolder, script), 'utf8')
    for (const name of listFirstGroups(code, /(?:from|import)[\s(]*["'`]\.\/([^"'`]+)["'`]/g))
      follow(`/_astro/${name}`)
  }
  for (const src of readBuiltAttributes(path, 'script', 'src')) follow(src)
  return [...seen]
}

/** What the first group of a pattern matched, every time it did. */
export const listFirstGroups = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '')

export const countGzippedBytes = (path: string) => gzipSync(readFileSync(join(builtSiteFolder, path))).length
