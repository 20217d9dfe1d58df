import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { navigationGroups } from '../../content/site/navigation.ts'
import { siteWording } from '../../content/site/wording.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { listBuiltPages, readBuiltAttributes } from '../built-site.ts'
import {
  findContentProblems,
  findHandTypedSettingNames,
  findProseContradictedBySettings,
  measureEnglishPageReadingLevels,
  readBuiltPageHeading,
} from './check.ts'
import { readContentFacts } from './facts.ts'
import { parseParagraphs } from './reading-level.ts'

it('finds nothing to mend in the pages people read: level, words, facts, links', () => {
  expect(measureEnglishPageReadingLevels().size).toBeGreaterThan(15)
  expect(readContentFacts().length).toBeGreaterThan(40)
  expect(findContentProblems()).toEqual([])
})

it('offers every page people read, once', () => {
  const offered = navigationGroups.flatMap(({ pages }) => pages)
  expect(offered.toSorted()).toEqual(
    [...measureEnglishPageReadingLevels().keys()].filter((page) => page !== 'home').toSorted(),
  )
  for (const page of offered)
    for (const language of languages) expect(listBuiltPages()).toContain(localisePath(language, `/${page}/`))
})

it('leads from every page, step by step, to the form, by the same steps in both languages', () => {
  for (const page of measureEnglishPageReadingLevels().keys()) {
    const steps = new Set<string>()
    for (let step = page; step !== 'intake'; step = readNextPage(step, 'en')) {
      expect(steps, `${page} leads in a circle`).not.toContain(step)
      steps.add(step)
      expect(readNextPage(step, 'fr')).toBe(readNextPage(step, 'en'))
    }
  }
})

it('calls a page in the navigation what it calls itself, or the beginning of it', () => {
  for (const language of languages) {
    expect(readBuiltPageHeading(localisePath(language, '/how-it-works/'))).toMatch(
      new RegExp(`^${siteWording.aboutLink[language]}\\b`),
    )
    expect(readBuiltPageHeading(localisePath(language, '/privacy/'))).toBe(siteWording.privacyLink[language])
  }
})

it('notices a setting of the practice that a page says itself, in either language', () => {
  const { phone, email, office, name, invitationDays } = practice
  expect(findHandTypedSettingNames('Call {{phone}} or write to {{email}}, day or night.', 'en')).toEqual([])
  expect(findHandTypedSettingNames(`[Call](${phone.href})`, 'en')).toEqual(['phone'])
  expect(findHandTypedSettingNames(phone.reach.replace(/\D/g, '-'), 'fr')).toEqual(['phone'])
  expect(findHandTypedSettingNames(`[Write](mailto:${email})`, 'fr')).toEqual(['email'])
  const inWords = ['deux', 'trois', 'quatre', 'cinq', 'six'].map((number) => `${number} jours ouvrables`)
  expect(findHandTypedSettingNames(inWords.join(', '), 'fr')).toEqual(['answersWithin'])
  expect(findHandTypedSettingNames(`Come to ${office.en}.`, 'en')).toContain('office')
  expect(findHandTypedSettingNames(`At ${name}, it works for ${invitationDays} days.`, 'en')).toEqual([
    'name',
    'invitationLasts',
  ])
})

it('notices a setting that takes away what the pages say of the practice', () => {
  const singly = { worksInPairs: false, takesFamiliesWithoutDocument: false, provinces: ['ON' as const] }
  expect(findProseContradictedBySettings(singly)).toHaveLength(3)
  expect(findProseContradictedBySettings(practice)).toEqual([])
})

it('measures what is read and not what is looked at', () => {
  const page =
    '---\ntitle: T\n---\n\nOne [two](/x/).\n\n## Heading\n\n- three **four**\n- five\n\n| a | b |\n'
  expect(parseParagraphs(page)).toEqual(['One two.', 'three four', 'five'])
})

it('links each term of the glossary where it first appears, and only there', () => {
  for (const language of languages) {
    const page = localisePath(language, '/how-it-works/')
    const links = readBuiltAttributes(page, 'a[href*="/glossary/#"]', 'href')
    expect(links.length).toBeGreaterThan(5)
    expect(new Set(links).size).toBe(links.length)
  }
})

const readNextPage = (page: string, language: Language) =>
  /^next: \/(\S+)\/$/m.exec(readFileSync(`content/pages/${language}/${page}.md`, 'utf8'))?.[1] ?? ''
