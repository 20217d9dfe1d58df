import { expect, it } from 'vitest'
import { languages, pathIn } from '../../content/language.ts'
import { reading } from '../../content/reading.ts'
import { builtPages, htmlOf } from '../../e2e/site.ts'
import { contentProblems, readingLevels } from './check.ts'
import { factsListed } from './facts.ts'
import { paragraphsOf } from './reading-level.ts'

it('finds nothing to mend in the pages people read: level, words, facts, links', () => {
  expect(readingLevels().size).toBeGreaterThan(15)
  expect(factsListed().length).toBeGreaterThan(40)
  expect(contentProblems()).toEqual([])
})

it('offers every page people read, once', () => {
  const offered = reading.flatMap(({ pages }) => pages)
  expect(offered.toSorted()).toEqual([...readingLevels().keys()].filter((page) => page !== 'home').toSorted())
  for (const page of offered)
    for (const language of languages) expect(builtPages()).toContain(pathIn(language, `/${page}/`))
})

it('measures what is read and not what is looked at', () => {
  const page =
    '---\ntitle: T\n---\n\nOne [two](/x/).\n\n## Heading\n\n- three **four**\n- five\n\n| a | b |\n'
  expect(paragraphsOf(page)).toEqual(['One two.', 'three four', 'five'])
})

it('links each term of the glossary where it first appears, and only there', () => {
  for (const language of languages) {
    const html = htmlOf(pathIn(language, '/how-it-works/'))
    const links = [...html.matchAll(/href="[^"]*\/glossary\/#([^"]+)"/g)].map(([, term]) => term)
    expect(links.length).toBeGreaterThan(5)
    expect(new Set(links).size).toBe(links.length)
  }
})
