import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { reading } from '../../content/site/navigation.ts'
import { words } from '../../content/site/wording.ts'
import { type Language, languages, pathIn } from '../../forms/language.ts'
import { builtPages, htmlOf } from '../../tests/browser/built-site.ts'
import { contentProblems, readingLevels, settingsTypedIn, takenForGranted, titleOf } from './check.ts'
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

it('leads from every page, step by step, to the form, by the same steps in both languages', () => {
  for (const page of readingLevels().keys()) {
    const steps = new Set<string>()
    for (let step = page; step !== 'intake'; step = nextOf(step, 'en')) {
      expect(steps, `${page} leads in a circle`).not.toContain(step)
      steps.add(step)
      expect(nextOf(step, 'fr')).toBe(nextOf(step, 'en'))
    }
  }
})

it('calls a page in the navigation what it calls itself, or the beginning of it', () => {
  for (const language of languages) {
    expect(titleOf(pathIn(language, '/how-it-works/'))).toMatch(
      new RegExp(`^${words.aboutLink[language]}\\b`),
    )
    expect(titleOf(pathIn(language, '/privacy/'))).toBe(words.privacyLink[language])
  }
})

it('notices a setting of the practice that a page says itself, in either language', () => {
  const { phone, email, office, name, invitationDays } = practice
  expect(settingsTypedIn('Call {{phone}} or write to {{email}}, day or night.', 'en')).toEqual([])
  expect(settingsTypedIn(`[Call](${phone.href})`, 'en')).toEqual(['phone'])
  expect(settingsTypedIn(phone.reach.replace(/\D/g, '-'), 'fr')).toEqual(['phone'])
  expect(settingsTypedIn(`[Write](mailto:${email})`, 'fr')).toEqual(['email'])
  const inWords = ['deux', 'trois', 'quatre', 'cinq', 'six'].map((number) => `${number} jours ouvrables`)
  expect(settingsTypedIn(inWords.join(', '), 'fr')).toEqual(['answersWithin'])
  expect(settingsTypedIn(`Come to ${office.en}.`, 'en')).toContain('office')
  expect(settingsTypedIn(`At ${name}, it works for ${invitationDays} days.`, 'en')).toEqual([
    'name',
    'invitationLasts',
  ])
})

it('notices a setting that takes away what the pages say of the practice', () => {
  const singly = { worksInPairs: false, takesFamiliesWithoutDocument: false, provinces: ['ON' as const] }
  expect(takenForGranted(singly)).toHaveLength(3)
  expect(takenForGranted(practice)).toEqual([])
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

const nextOf = (page: string, language: Language) =>
  /^next: \/(\S+)\/$/m.exec(readFileSync(`content/pages/${language}/${page}.md`, 'utf8'))?.[1] ?? ''
