import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  builtSiteFolder,
  countFirstViewBytes,
  countGzippedFileBytes,
  countPageScriptBytes,
  isPublicPage,
  listBuiltPages,
  listFirstGroupMatches,
  listPageScripts,
  listStyles,
  parseBuiltPage,
  readBuiltAttributes,
  readBuiltHtml,
} from '../dev/built-site.ts'

/** The most bytes, after gzip, of HTML and CSS for a first view, and of all JavaScript that a page loads. */
const FIRST_VIEW_BYTES = 14 * 1024
const SCRIPT_BYTES = 10 * 1024

/** The most bytes, after gzip, of all the desk's JavaScript, and of the part that its first page loads. */
const DESK_SCRIPT_BYTES = 190 * 1024
const DESK_FIRST_PAGE_BYTES = 130 * 1024

const pages = listBuiltPages().filter(isPublicPage)

it('sends no more than 14 kB of HTML and CSS for the first view of any public page', () => {
  expect(pages.length).toBeGreaterThan(20)
  for (const path of pages) expect(countFirstViewBytes(path), path).toBeLessThanOrEqual(FIRST_VIEW_BYTES)
})

it('sends no more than 10 kB of JavaScript to any public page, and no React', () => {
  for (const path of pages) {
    expect(listPageScripts(path).length, path).toBeGreaterThan(0)
    expect(countPageScriptBytes(path), path).toBeLessThanOrEqual(SCRIPT_BYTES)
    for (const file of listPageScripts(path)) {
      expect(readFileSync(join(builtSiteFolder, file), 'utf8'), file).not.toMatch(/react|createRoot/i)
    }
  }
})

it('sends no more than 190 kB of JavaScript to the desk, and 130 kB to its first page', () => {
  const all = countPageScriptBytes('/desk/')
  const named = [
    ...readBuiltAttributes('/desk/', 'script[src]', 'src'),
    ...readBuiltAttributes('/desk/', 'link[rel="modulepreload"]', 'href'),
  ]
  const first = listPageScripts('/desk/', (script) => named.includes(script))
  expect(first).toHaveLength(named.length)
  expect(first.length).toBeLessThan(listPageScripts('/desk/').length)
  const firstBytes = first.reduce((sum, script) => sum + countGzippedFileBytes(script), 0)
  console.log(`The desk: ${all} bytes of JavaScript, ${firstBytes} for its first page`)
  expect(firstBytes).toBeLessThanOrEqual(DESK_FIRST_PAGE_BYTES)
  expect(all).toBeLessThanOrEqual(DESK_SCRIPT_BYTES)
})

it('loads scripts from files and deferred, and has no inline script, style attribute or handler', () => {
  for (const path of listBuiltPages()) {
    const page = parseBuiltPage(path)
    // What the desk's page brings with it is JSON, which runs nothing.
    const scripts = page.querySelectorAll('script:not([type="module"][src^="/_astro/"], #page-data:empty)')
    expect([path, scripts.length, page.querySelectorAll('[style]').length]).toEqual([path, 0, 0])
    const attributes = [...page.querySelectorAll('*')].flatMap((element) => element.getAttributeNames())
    expect(
      attributes.filter((name) => name.startsWith('on')),
      path,
    ).toEqual([])
  }
})

it('paints every page with the styles in it, which the content security policy allows by their hashes alone', () => {
  const headers = readFileSync(join(builtSiteFolder, '_headers'), 'utf8')
  const [, allowed = ''] = /style-src 'self' ([^;]*);/.exec(headers) ?? []
  const hashes = new Set<string>()
  for (const path of listBuiltPages()) {
    expect(readBuiltAttributes(path, 'link[rel="stylesheet"]:not([media])', 'href'), path).toEqual([])
    const styles = [...parseBuiltPage(path).querySelectorAll('style')].map(({ textContent }) => textContent)
    expect(styles, path).toHaveLength(1)
    for (const style of styles) hashes.add(createHash('sha256').update(style).digest('base64'))
  }
  expect(allowed.split(' ').sort()).toEqual([...hashes].map((hash) => `'sha256-${hash}'`).sort())
})

it('asks nothing of any other site: no script, style, font or picture from elsewhere', () => {
  for (const path of listBuiltPages()) {
    // The browser does not fetch canonical and alternate addresses.
    const links = readBuiltAttributes(
      path,
      'link:is([rel="stylesheet"], [rel$="icon"], [rel="preload"])',
      'href',
    )
    const inStyles = listStyles(readBuiltHtml(path)).flatMap((style) =>
      listFirstGroupMatches(style, /url\(["']?([^)"']+)/g),
    )
    const loaded = [...readBuiltAttributes(path, '[src]', 'src'), ...links, ...inStyles]
    expect(loaded.length, path).toBeGreaterThan(1)
    for (const address of loaded) expect(address, path).not.toMatch(/^(https?:)?\/\//)
  }
})

it('never holds text back for a font', () => {
  const faces =
    listStyles(readBuiltHtml('/'))
      .join('')
      .match(/@font-face\s*{[^}]*}/g) ?? []
  expect(faces.length).toBeGreaterThan(0)
  for (const face of faces) expect(face).toMatch(/font-display:\s*(optional|swap|fallback)/)
})
