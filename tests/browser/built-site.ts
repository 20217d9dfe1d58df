import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

/** The built site. */
export const dist = join(import.meta.dirname, '..', '..', 'dist')

/** Every file of the built site, by its address. */
export const builtFiles = (): string[] =>
  readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(dist, join(entry.parentPath, entry.name))}`)

/** The addresses of every built page: `/`, `/fr/privacy/`. Those only the gallery has are left out. */
export const builtPages = (): string[] =>
  builtFiles()
    .filter((path) => path.endsWith('/index.html') && !path.includes('/specimen/'))
    .map((path) => path.replace(/index\.html$/, ''))

/** Pages for anybody: all but the desk. */
export const isPublic = (path: string): boolean => !path.includes('/desk/')

/** Pages the worker never touches: no section of a form, no file, invitation or receipt, no desk, no error page. */
export const staticPages = (): string[] =>
  builtPages().filter((path) => !/^(\/fr)?\/(intake\/.+|(file|invited|receipt|desk|errors)\/)/.test(path))

export const htmlOf = (path: string): string => readFileSync(join(dist, path, 'index.html'), 'utf8')

/** What the browser fetches before it can show a page: its HTML and style sheets, after gzip. */
export const firstViewBytes = (path: string): number =>
  [join(path, 'index.html'), ...sheetsOf(path)].reduce((sum, file) => sum + gzipped(file), 0)

/** All the JavaScript a page loads, after gzip. */
export const scriptBytes = (path: string): number =>
  scriptsOf(path).reduce((sum, file) => sum + gzipped(file), 0)

export const sheetsOf = (path: string): string[] =>
  matches(htmlOf(path), /<link rel="stylesheet" href="([^"]+)"/g)

/** A page's scripts and everything they import before they run. */
export function scriptsOf(path: string): string[] {
  const seen = new Set<string>()
  const follow = (script: string) => {
    if (seen.has(script)) return
    seen.add(script)
    const code = readFileSync(join(dist, script), 'utf8')
    for (const name of matches(code, /(?:from|import)\s*["']\.\/([^"']+)["']/g)) follow(`/_astro/${name}`)
  }
  for (const src of matches(htmlOf(path), /<script[^>]*\ssrc="([^"]+)"/g)) follow(src)
  return [...seen]
}

/** What the first group of a pattern matched, every time it did. */
export const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '')

const gzipped = (path: string) => gzipSync(readFileSync(join(dist, path))).length
