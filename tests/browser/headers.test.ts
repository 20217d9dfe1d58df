import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  listBuiltFiles,
  listBuiltPages,
  listPagesServedWithoutWorker,
  listStyleHashes,
  readBuiltHtml,
} from '../../dev/built-site.ts'
import { defaultLanguage, getLocaleTag, languages, splitLanguagePath } from '../../forms/language.ts'
import { newPathByMovedPath } from '../../worker/http/moved-paths.ts'
import {
  buildAssetHeaders,
  securityHeaderValues,
  workerHeaderValues,
} from '../../worker/http/security-headers.ts'
import { chooseCases } from '../support/explored-cases.ts'
import { pageUrl, portal } from './page-actions.ts'
import { LONGEST_WAIT_MS } from './wait-for.ts'

/** The headers of static files. Their policy also allows the styles in the pages, which the worker sends on. */
const assetHeaders = buildAssetHeaders(listStyleHashes())
const { 'Content-Security-Policy': pagePolicy = '' } = assetHeaders

const fetchWithoutRedirect = (path: string, init: RequestInit = {}) =>
  fetch(`${portal.origin}${path}`, { redirect: 'manual', ...init })

const expectHeaders = async (
  path: string,
  expected: Readonly<Record<string, string>>,
  init?: RequestInit,
) => {
  const answer = await fetchWithoutRedirect(path, init)
  await answer.arrayBuffer()
  const isPage = answer.headers.get('Content-Type')?.startsWith('text/html')
  for (const [name, value] of Object.entries({
    ...expected,
    ...(isPage && { 'Content-Security-Policy': pagePolicy }),
  })) {
    expect(answer.headers.get(name), `${name} of ${path} (${answer.status})`).toBe(value)
  }
  return answer
}

it('puts the same security headers on every static file as on everything the worker answers', async () => {
  const files = listBuiltFiles().filter((path) => !/^\/_headers$|\/specimen\//.test(path))
  expect(files.length).toBeGreaterThan(20)
  const isEighth = (_: string, index: number) => index % 8 === 0
  for (const path of chooseCases(
    files.filter((file) => !file.endsWith('.html')),
    isEighth,
  ))
    await expectHeaders(path, assetHeaders)
  for (const path of [...chooseCases(listBuiltPages(), isEighth), '/nowhere/', '/fr/nowhere/'])
    await expectHeaders(path, securityHeaderValues)
})

it('keeps every answer of the worker out of caches: pages, redirects, refusals, the desk, health', async () => {
  for (const path of [
    '/intake/you/',
    '/fr/intake/you/',
    '/intake/you',
    '/intake/children/',
    '/fr/intake/children/01/',
    '/intake/check/',
    '/intake/sent/',
    '/intake/tasks/',
    '/fr/intake/resume/',
    '/intake/delete/',
    '/intake/deleted/',
    '/file/',
    '/fr/file/yours/',
    '/file/code/',
    '/fr/file/opened/',
    '/file/authorise/',
    '/invitation/',
    '/fr/invitation/yours/',
    '/invited/',
    '/receipt/',
    '/intake/nothing/',
    '/desk/',
    '/fr/desk/files/0000-0000/',
    '/desk/api/files',
    '/errors/500/',
    '/healthz',
  ]) {
    await expectHeaders(path, workerHeaderValues)
  }
  const refused = await expectHeaders('/intake/you/', workerHeaderValues, { method: 'POST', body: 'a=b' })
  expect(refused.status).toBe(403)
})

it('leads from each page of the worker, and from each that moved, to the page also without the final slash', async () => {
  const pages = ['/intake/', '/intake/you/', '/file/', '/invitation/', '/receipt/']
  for (const path of [...pages, ...Object.keys(newPathByMovedPath)]) {
    for (const language of chooseCases(languages, (one) => one !== defaultLanguage)) {
      const withSlash = await fetch(pageUrl(language, path))
      for (const query of chooseCases(['', '?x=1'], (one) => one !== '')) {
        const without = await fetch(`${pageUrl(language, path.slice(0, -1))}${query}`)
        const reached = ({ status, url }: Response) => [status, new URL(url).pathname]
        expect(reached(without), `${path.slice(0, -1)}${query}`).toEqual(reached(withSlash))
        expect(without.status, path).toBe(200)
      }
    }
  }
  // The desk refuses a stranger before it looks at the address.
  for (const path of ['/desk', '/fr/desk']) expect((await fetchWithoutRedirect(path)).status).toBe(401)
})

it('allows nothing unsafe in the content security policy, no frame, and a year of HTTPS', () => {
  const { 'Content-Security-Policy': policy = '', 'Strict-Transport-Security': hsts = '' } = assetHeaders
  expect(policy).not.toMatch(/unsafe|\*|data:|https?:/)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(Number(/max-age=(\d+)/.exec(hsts)?.[1])).toBeGreaterThanOrEqual(31_536_000)
  expect(hsts).toContain('includeSubDomains')
})

/** What browsers ask of a site by themselves, and its type. */
const TYPE_BY_ASKED_PATH = {
  '/favicon.ico': /^image\/(x-icon|vnd\.microsoft\.icon)$/,
  '/apple-touch-icon.png': /^image\/png$/,
  '/apple-touch-icon-precomposed.png': /^image\/png$/,
  '/robots.txt': /^text\/plain/,
}

/** What password managers ask; “no” is the answer, since nobody has a password here. */
const PASSWORD_PATHS = [
  '/.well-known/change-password',
  '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200',
]

it('has what browsers ask for by themselves, and tells password managers that there are no passwords', async () => {
  for (const [path, type] of Object.entries(TYPE_BY_ASKED_PATH)) {
    const answer = await fetchWithoutRedirect(path)
    expect(answer.status, path).toBe(200)
    expect(answer.headers.get('Content-Type'), path).toMatch(type)
    expect((await answer.arrayBuffer()).byteLength, path).toBeGreaterThan(0)
  }
  for (const path of PASSWORD_PATHS) expect((await fetchWithoutRedirect(path)).status, path).toBe(404)
})

it('serves static pages without waking the worker', async () => {
  const lines = () => readFileSync(portal.logFile, 'utf8').split('"event":"request"').length
  const before = lines()
  const pages = listPagesServedWithoutWorker()
  const asked = [...Object.keys(TYPE_BY_ASKED_PATH), ...PASSWORD_PATHS, '/lantern.svg']
  for (const path of [...pages, ...asked, '/nowhere/', '/fr/nowhere/'])
    await (await fetchWithoutRedirect(path)).arrayBuffer()
  expect(lines()).toBe(before)
  // The count is alive: the worker's own page adds to it.
  await (await fetchWithoutRedirect('/intake/you/')).arrayBuffer()
  await expect.poll(lines, { timeout: LONGEST_WAIT_MS }).toBe(before + 1)
})

it('tells every page’s language, and never lets a search engine list a form', () => {
  for (const path of listBuiltPages()) {
    const html = readBuiltHtml(path)
    expect(html, path).toContain(`<html lang="${getLocaleTag(splitLanguagePath(path).language)}">`)
    if (/\/(intake|file|invitation|receipt|desk)\//.test(path)) expect(html, path).toContain('noindex')
  }
})
