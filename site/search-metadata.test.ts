import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isPublicPage, listBuiltPages, listFirstGroups, readBuiltHtml } from '../dev/built-site.ts'
import { languages, localeTag, localisedPath, splitLanguagePath } from '../forms/language.ts'
import { portalOrigin } from './origin.ts'

const pages = listBuiltPages().filter(isPublicPage)
const isListed = (path: string) => !/<meta name="robots" content="noindex/.test(readBuiltHtml(path))
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
    const html = readBuiltHtml(path)
    expect(listFirstGroups(html, /<link rel="canonical" href="([^"]+)"/g), path).toEqual([
      `${portalOrigin}${path}`,
    ])
    const alternates = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)]
    expect(Object.fromEntries(alternates.map(([, language, href]) => [language, href])), path).toEqual({
      ...Object.fromEntries(
        languages.map((language) => [
          localeTag(language),
          `${portalOrigin}${localisedPath(language, english)}`,
        ]),
      ),
      'x-default': `${portalOrigin}${english}`,
    })
    const [description = ''] = listFirstGroups(html, /<meta name="description" content="([^"]+)"/g)
    expect(description.length, path).toBeGreaterThan(40)
    descriptions.add(description)
    const [image = ''] = listFirstGroups(html, /<meta property="og:image" content="([^"]+)"/g)
    expect(existsSync(`dist${image.replace(portalOrigin, '')}`), image).toBe(true)
  }
  expect(descriptions.size).toBe(listed.length)
})

it('lists exactly those pages for search engines', () => {
  const sitemap = readFileSync('dist/sitemap-0.xml', 'utf8')
  expect(listFirstGroups(sitemap, /<loc>([^<]+)<\/loc>/g).toSorted()).toEqual(
    listed.map((path) => `${portalOrigin}${path}`).toSorted(),
  )
  expect(readFileSync('dist/robots.txt', 'utf8')).toContain(`Sitemap: ${portalOrigin}/sitemap-index.xml`)
})

it('tells search engines what kind of service it is, without a script', () => {
  for (const path of listed) {
    expect(readBuiltHtml(path), path).toMatch(/itemtype="https:\/\/schema\.org\/ProfessionalService"/)
  }
})
