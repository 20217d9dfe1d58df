import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { practice } from '../../content/practice.ts'
import { type Language, languages, pathIn } from '../../forms/language.ts'
import { settings } from '../../site/markdown/settings.ts'
import { builtPages, htmlOf, isPublic, matches } from '../../tests/browser/built-site.ts'
import { factsListed } from './facts.ts'
import { type ReadingLevel, readingLevelOf } from './reading-level.ts'

/** About grade 8 for everybody; lawyers are written to as lawyers. */
const MOST_GRADE = 8
const MOST_GRADE_FOR_LAWYERS = 10
const MOST_WORDS_A_PARAGRAPH = 70

/** Words that take a side, and spellings of elsewhere. */
const UNWANTED = {
  en: /\b(alienat(or|ing parent)s?|deadbeat|toxic|behavior|counselor|counseling|color|center|honor|favor|judgement)\b/i,
  fr: /\b(aliénat(eur|rice)s?|parent indigne|mauvais parent|toxique|e-mail|mail)\b/i,
} as const

/** How hard each English page is to read, by name. */
export const readingLevels = (): Map<string, ReadingLevel> =>
  new Map(globSync('content/pages/en/*.md').map((file) => [basename(file, '.md'), readingLevelOf(file)]))

/** Everything about the pages people read that needs mending, one line each; the site must be built. */
export const contentProblems = (): string[] => [
  ...hardPages(),
  ...unwantedWords(),
  ...typedByHand(),
  ...takenForGranted(practice),
  ...emptyPlaces(),
  ...lostAnchors(),
  ...brokenLinks(),
  ...misnamedLinks(),
]

const hardPages = (): string[] =>
  [...readingLevels()].flatMap(([page, { grade, longestParagraph }]) => {
    const most = page === 'lawyers-and-courts' ? MOST_GRADE_FOR_LAWYERS : MOST_GRADE
    return [
      ...(grade > most ? [`${page} reads at grade ${grade.toFixed(1)}, more than ${most}`] : []),
      ...(longestParagraph > MOST_WORDS_A_PARAGRAPH
        ? [`${page} has a paragraph of ${longestParagraph} words, more than ${MOST_WORDS_A_PARAGRAPH}`]
        : []),
    ]
  })

const unwantedWords = (): string[] =>
  everyPage((page, language, file) => {
    const [word] = UNWANTED[language].exec(page) ?? []
    return word ? [`${file} says “${word}”`] : []
  })

/** Settings that a page says itself instead of taking them from where they are declared. */
const typedByHand = (): string[] =>
  everyPage((page, language, file) =>
    settingsTypedIn(page, language).map((name) => `${file} says itself what {{${name}}} would`),
  )

/** The names of the settings that stand in a text as they are read, however their numbers are written. */
export const settingsTypedIn = (page: string, language: Language): string[] =>
  Object.entries(settings)
    .filter(([, value]) => inFigures(page, language).includes(inFigures(value[language], language)))
    .map(([name]) => name)

/** A text in small letters, its numbers to ten in figures, those of a phone without gaps. */
const inFigures = (text: string, language: Language): string =>
  text
    .toLowerCase()
    .replace(/[a-z]+/g, (word) => `${NUMBERS[language].indexOf(word) + 1 || word}`)
    .replace(/(?<=\d)[\s.()-]+(?=\d)/g, '')
    .replace(/\s+/g, ' ')

const NUMBERS: Readonly<Record<Language, readonly string[]>> = {
  en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  fr: ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
}

/** What the pages say of the example practice in prose, where the settings say otherwise. */
export const takenForGranted = ({
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

/** Places for the practice's settings that nothing filled. */
const emptyPlaces = (): string[] =>
  builtPages()
    .filter((path) => htmlOf(path).includes('{{'))
    .map((path) => `${path} has a place that no setting fills`)

/** Facts that docs/content.md places where a page has no such heading any more. */
const lostAnchors = (): string[] => {
  const facts = factsListed()
  if (facts.length === 0) return ['docs/content.md lists no facts']
  return facts.flatMap(({ fact, page, anchors }) =>
    languages.flatMap((language) => {
      const path = pathIn(language, page === 'home' ? '/' : `/${page}/`)
      return hasAnchor(path, anchors[language])
        ? []
        : [`docs/content.md: “${fact}” is not at ${path}#${anchors[language]}`]
    }),
  )
}

/** Links within the site that lead to no page or to no place on it; what is downloaded is no page. */
const brokenLinks = (): string[] =>
  builtPages()
    .filter(isPublic)
    .flatMap((from) =>
      [...new Set(matches(htmlOf(from), /<a(?![^>]*\sdownload)[^>]*\shref="(\/[^"]*)"/g))].flatMap((href) => {
        const { pathname, hash } = new URL(href, 'https://site.invalid')
        if (!known().has(pathname)) return [`${from} leads to ${href}, where nothing is`]
        const anchor = decodeURIComponent(hash.slice(1))
        return anchor && !hasAnchor(pathname, anchor)
          ? [`${from} leads to ${href}, which has no such place`]
          : []
      }),
    )

/** Links that name a page, with a capital in the middle of a sentence, by what is not its title. */
const misnamedLinks = (): string[] =>
  everyPage((page, _, file) =>
    [...page.matchAll(/(?<=[\p{Ll}’] )\[(\p{Lu}[^\]]*)\]\((\/[^)#]*)\)/gu)].flatMap(
      ([, name = '', path = '']) => {
        const title = titleOf(path)
        return name === title ? [] : [`${file} calls ${path} “${name}”, and it is called “${title}”`]
      },
    ),
  )

/** What a built page is called in its own heading. */
export const titleOf = (path: string): string => matches(htmlOf(path), /<h1[^>]*>\s*([^<]+?)\s*</g)[0] ?? ''

const everyPage = (problemsOf: (page: string, language: Language, file: string) => string[]): string[] =>
  languages.flatMap((language) =>
    globSync(`content/pages/${language}/*.md`).flatMap((file) =>
      problemsOf(readFileSync(file, 'utf8'), language, file),
    ),
  )

let pages: Set<string> | undefined
const known = () => {
  pages ??= new Set(builtPages())
  return pages
}

const hasAnchor = (path: string, anchor: string): boolean =>
  known().has(path) && htmlOf(path).includes(` id="${anchor}"`)

if (import.meta.main) {
  for (const [page, { grade, words }] of readingLevels())
    console.log(`${page.padEnd(26)} grade ${grade.toFixed(1).padStart(4)}   ${words} words`)
  const problems = contentProblems()
  for (const problem of problems) console.error(problem)
  process.exit(problems.length === 0 ? 0 : 1)
}
