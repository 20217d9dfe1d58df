import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { estimateFirstHalf, estimateSecondHalf } from '../../content/forms/intake/estimate.ts'
import { parentForms } from '../../content/forms/parent-forms.ts'
import { practice } from '../../content/practice.ts'
import { sumMinutes } from '../../forms/estimate.ts'
import { type Language, languages, localisePath } from '../../forms/language.ts'
import { settingWordingByPlaceholder } from '../../site/markdown/settings.ts'
import {
  isPublicPage,
  listBuiltPages,
  parseBuiltPage,
  readBuiltAttributes,
  readBuiltHtml,
} from '../built-site.ts'
import { parseCommandLine } from '../command-line.ts'
import { readContentFacts } from './facts.ts'
import { measureFileReadingLevel, type ReadingLevel } from './reading-level.ts'

/** The highest Flesch–Kincaid grade of a page. Pages for lawyers may be harder. */
const MAX_GRADE = 8
const MAX_GRADE_FOR_LAWYERS = 10
const MAX_WORDS_A_PARAGRAPH = 70

/** Words that take a side, and spellings of other countries. */
const REJECTED_WORDS = {
  en: /\b(alienat(or|ing parent)s?|deadbeat|toxic|behavior|counselor|counseling|color|center|honor|favor|judgement)\b/i,
  fr: /\b(aliénat(eur|rice)s?|parent indigne|mauvais parent|toxique|e-mail|mail)\b/i,
} as const satisfies Record<Language, RegExp>

/** Measures how hard each English page is to read, by name of the page. */
export const measureEnglishPageReadingLevels = (): Map<string, ReadingLevel> =>
  new Map(
    globSync('content/pages/en/*.md').map((file) => [basename(file, '.md'), measureFileReadingLevel(file)]),
  )

/** Lists everything that needs mending on the pages people read, one line each. The site must be built. */
export const findContentProblems = (): string[] => [
  ...findHardPages(),
  ...findRejectedWords(),
  ...findSettingsTypedByHand(),
  ...findProseContradictedBySettings(practice),
  ...findUnfilledSettings(),
  ...findLostAnchors(),
  ...findBrokenLinks(),
  ...findMisnamedLinks(),
]

const findHardPages = (): string[] =>
  [...measureEnglishPageReadingLevels()].flatMap(([page, { grade, longestParagraph }]) => {
    const maxGrade = page === 'lawyers-and-courts' ? MAX_GRADE_FOR_LAWYERS : MAX_GRADE
    return [
      ...(grade > maxGrade ? [`${page} reads at grade ${grade.toFixed(1)}, more than ${maxGrade}`] : []),
      ...(longestParagraph > MAX_WORDS_A_PARAGRAPH
        ? [`${page} has a paragraph of ${longestParagraph} words, more than ${MAX_WORDS_A_PARAGRAPH}`]
        : []),
    ]
  })

const findRejectedWords = (): string[] =>
  checkEveryPage((page, language, file) => {
    const [rejected] = REJECTED_WORDS[language].exec(page) ?? []
    return rejected ? [`${file} says “${rejected}”`] : []
  })

/** Finds settings that a page writes out, and should take from where they are declared. */
const findSettingsTypedByHand = (): string[] =>
  checkEveryPage((page, language, file) =>
    findHandTypedSettingNames(page, language).map((name) => `${file} says itself what {{${name}}} would`),
  )

/** Lists the names of the settings whose values stand in a text, however their numbers are written. */
export const findHandTypedSettingNames = (page: string, language: Language): string[] =>
  Object.entries(settingWordingByPlaceholder)
    .filter(([, value]) =>
      normaliseNumbers(page, language).includes(normaliseNumbers(value[language], language)),
    )
    .map(([name]) => name)

/** Normalises a text: small letters, numbers up to ten in figures, no gaps within phone numbers. */
const normaliseNumbers = (text: string, language: Language): string =>
  text
    .toLowerCase()
    .replace(/[a-z]+/g, (letters) => `${NUMBER_WORDS[language].indexOf(letters) + 1 || letters}`)
    .replace(/(?<=\d)[\s.()-]+(?=\d)/g, '')
    .replace(/\s+/g, ' ')

const NUMBER_WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  fr: ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
}

/** Lists what the pages say in prose about the example practice and its settings contradict. */
export const findProseContradictedBySettings = ({
  worksInPairs,
  takesFamiliesWithoutDocument,
  provinces,
}: Pick<typeof practice, 'worksInPairs' | 'takesFamiliesWithoutDocument' | 'provinces'>): string[] => [
  ...(worksInPairs ? [] : ['The pages say that two professionals share a file; worksInPairs says otherwise']),
  ...(takesFamiliesWithoutDocument
    ? []
    : [
        'The pages say that a family may start without a document; takesFamiliesWithoutDocument says otherwise',
      ]),
  ...(provinces.toSorted().join() === 'BC,ON'
    ? []
    : ['The pages speak of Ontario and British Columbia and of their laws; provinces says otherwise']),
]

/** Finds placeholders for settings that were not replaced. */
const findUnfilledSettings = (): string[] =>
  listBuiltPages()
    .filter((path) => readBuiltHtml(path).includes('{{'))
    .map((path) => `${path} has a place that no setting fills`)

/** Finds facts in docs/content.md whose heading is no longer on the page. */
const findLostAnchors = (): string[] => {
  const facts = readContentFacts()
  if (facts.length === 0) return ['docs/content.md lists no facts']
  return facts.flatMap(({ fact, page, anchors }) =>
    languages.flatMap((language) => {
      const path = localisePath(language, page === 'home' ? '/' : `/${page}/`)
      return hasAnchor(path, anchors[language])
        ? []
        : [`docs/content.md: “${fact}” is not at ${path}#${anchors[language]}`]
    }),
  )
}

/** The addresses from which the worker leads to the first page of a form, or to its list once it was begun. */
const redirectPaths: ReadonlySet<string> = new Set(
  languages.flatMap((language) =>
    parentForms.map(({ form }) => localisePath(language, `/${form.id}/begin/`)),
  ),
)

/** Finds links within the site that lead to no page or to no place on it. Downloads are left out. */
const findBrokenLinks = (): string[] =>
  listBuiltPages()
    .filter(isPublicPage)
    .flatMap((from) =>
      [...new Set(readBuiltAttributes(from, 'a[href^="/"]:not([download])', 'href'))].flatMap((href) => {
        const { pathname, hash } = new URL(href, 'https://site.invalid')
        if (redirectPaths.has(pathname)) return []
        if (!loadPagePaths().has(pathname)) return [`${from} leads to ${href}, where nothing is`]
        const anchor = decodeURIComponent(hash.slice(1))
        return anchor && !hasAnchor(pathname, anchor)
          ? [`${from} leads to ${href}, which has no such place`]
          : []
      }),
    )

/** Finds links that name a page, with a capital in mid-sentence, by something other than its title. */
const findMisnamedLinks = (): string[] =>
  checkEveryPage((page, _, file) =>
    [...page.matchAll(/(?<=[\p{Ll}’] )\[(\p{Lu}[^\]]*)\]\((\/[^)#]*)\)/gu)].flatMap(
      ([, name = '', path = '']) => {
        const title = readBuiltPageHeading(path)
        return name === title ? [] : [`${file} calls ${path} “${name}”, and it is called “${title}”`]
      },
    ),
  )

/** The text of a built page's heading. */
export const readBuiltPageHeading = (path: string): string =>
  parseBuiltPage(path).querySelector('h1')?.textContent.trim() ?? ''

const checkEveryPage = (problemsOf: (page: string, language: Language, file: string) => string[]): string[] =>
  languages.flatMap((language) =>
    globSync(`content/pages/${language}/*.md`).flatMap((file) =>
      problemsOf(readFileSync(file, 'utf8'), language, file),
    ),
  )

let pagePathsCache: Set<string> | undefined
const loadPagePaths = () => {
  pagePathsCache ??= new Set(listBuiltPages())
  return pagePathsCache
}

const hasAnchor = (path: string, anchor: string): boolean =>
  loadPagePaths().has(path) && parseBuiltPage(path).getElementById(anchor) !== null

/** Lists how long each half of the intake takes in each language, by its own estimate. */
const listIntakeEstimates = (): string[] =>
  languages.flatMap((language) =>
    Object.entries({ first: estimateFirstHalf(language), second: estimateSecondHalf(language) }).map(
      ([half, pages]) => {
        const questions = pages.reduce((sum, page) => sum + page.questions, 0)
        const words = pages.reduce((sum, page) => sum + page.words, 0)
        return `intake, ${half} half, ${language}: ${pages.length} pages, ${questions} questions, ${words} words, ${sumMinutes(pages)} minutes`
      },
    ),
  )

if (import.meta.main) {
  parseCommandLine({ usage: 'npm run check:content' })
  for (const estimate of listIntakeEstimates()) console.log(estimate)
  for (const [page, { grade, words }] of measureEnglishPageReadingLevels())
    console.log(`${page.padEnd(26)} grade ${grade.toFixed(1).padStart(4)}   ${words} words`)
  const problems = findContentProblems()
  for (const problem of problems) console.error(problem)
  process.exit(problems.length === 0 ? 0 : 1)
}
