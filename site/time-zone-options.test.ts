import { expect, it } from 'vitest'
import { listBuiltPages, listStyles, parseBuiltPage, readBuiltHtml } from '../dev/built-site.ts'

it.each(['', 'fr/'])(
  'names each zone and its offset before its cities, which a narrow field may cut (%s)',
  (folder) => {
    const options = parseBuiltPage(`${folder}intake/you-more`).querySelectorAll('#timeZone option')
    const withCities = [...options]
      .map(({ textContent }) => textContent?.trim() ?? '')
      .filter((text) => text.includes('('))
    expect(withCities.length).toBeGreaterThan(4)
    for (const text of withCities) expect(text).toMatch(/^[^(]+, UTC[^(]+ \(.*\)$/)
  },
)

it('shows the whole name of a zone in the closed list, on every page that has one', () => {
  const pages = listBuiltPages().filter((path) => parseBuiltPage(path).querySelector('[data-time-zones]'))
  expect(pages.length).toBeGreaterThan(5)
  for (const path of pages)
    expect(listStyles(readBuiltHtml(path)).join(''), path).toMatch(
      /\[data-time-zones\]\{[^}]*white-space:normal[^}]*appearance:none/,
    )
})
