import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  isPublicPage,
  listBuiltPages,
  listFirstGroupMatches,
  parseBuiltPage,
  readBuiltAttributes,
} from '../dev/built-site.ts'
import { getLocaleTag, languages, localisePath, splitLanguagePath } from '../forms/language.ts'
import { portalOrigin } from './origin.ts'

const pages = listBuiltPages().filter(isPublicPage)
const isListed = (path: string) =>
  !parseBuiltPage(path).querySelector('meta[name="robots"][content^="noindex"]')
const listed = pages.filter(isListed)

it('lets only the pages people read be found, never a form, a file or an error', () => {
  const found = listed.filter((path) => /\/(intake|file|invitation|receipt|desk|errors|404)/.test(path))
  expect(found).toEqual([])
  expect(listed.length).toBeGreaterThanOrEqual(languages.length * 19)
})

it('says of each where it is, in which languages, and what it is about', () => {
  const descriptions = new Set<string>()
  for (const path of listed) {
    const { path: english } = splitLanguagePath(path)
    expect(readBuiltAttributes(path, 'link[rel="canonical"]', 'href'), path).toEqual([
      `${portalOrigin}${path}`,
    ])
    const alternates = [...parseBuiltPage(path).querySelectorAll('link[rel="alternate"][hreflang]')].map(
      (link) => [link.getAttribute('hreflang'), link.getAttribute('href')],
    )
    expect(Object.fromEntries(alternates), path).toEqual({
      ...Object.fromEntries(
        languages.map((language) => [
          getLocaleTag(language),
          `${portalOrigin}${localisePath(language, english)}`,
        ]),
      ),
      'x-default': `${portalOrigin}${english}`,
    })
    const [description = ''] = readBuiltAttributes(path, 'meta[name="description"]', 'content')
    expect(description.length, path).toBeGreaterThan(40)
    descriptions.add(description)
    const [image = ''] = readBuiltAttributes(path, 'meta[property="og:image"]', 'content')
    expect(existsSync(`dist${image.replace(portalOrigin, '')}`), image).toBe(true)
  }
  expect(descriptions.size).toBe(listed.length)
})

it('lists exactly those pages for search engines', () => {
  const sitemap = readFileSync('dist/sitemap-0.xml', 'utf8')
  expect(listFirstGroupMatches(sitemap, /<loc>([^<]+)<\/loc>/g).toSorted()).toEqual(
    listed.map((path) => `${portalOrigin}${path}`).toSorted(),
  )
  expect(readFileSync('dist/robots.txt', 'utf8')).toContain(`Sitemap: ${portalOrigin}/sitemap-index.xml`)
})

it('tells search engines what kind of service it is, without a script', () => {
  for (const path of listed) {
    expect(readBuiltAttributes(path, '[itemscope]', 'itemtype'), path).toContain(
      'https://schema.org/ProfessionalService',
    )
  }
})
