import { expect, it } from 'vitest'
import { parseBuiltPage } from '../dev/built-site.ts'

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
