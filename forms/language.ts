/**
 * The languages every page, question and e-mail exists in. Whatever differs from one to the next is derived from this
 * list, declared in this file, or a wording. The pages of the first are at the root, those of the others below their code.
 */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]
export const defaultLanguage: Language = languages[0]

/** A sentence in every language: leaving one out does not compile. */
export type Wording = Readonly<Record<Language, string>>

/** What each language is called in each. */
export const languageNames: Readonly<Record<Language, Wording>> = {
  en: { en: 'English', fr: 'Anglais' },
  fr: { en: 'French', fr: 'Français' },
}

/** How a language is set, where languages differ. */
interface Typography {
  /** What stands between a word and its colon. */
  readonly beforeColon: string
  readonly quotationMarks: readonly [opening: string, closing: string]
  /** Whether the name of a language has a capital within a line. */
  readonly capitalisesLanguageNames: boolean
  /** How a date that begins with the first day of a month writes it. */
  readonly firstDayOfMonth: string
}

/** French as it is set in Canada. */
const typography: Readonly<Record<Language, Typography>> = {
  en: {
    beforeColon: '',
    quotationMarks: ['“', '”'],
    capitalisesLanguageNames: true,
    firstDayOfMonth: '1',
  },
  fr: {
    beforeColon: '\u00a0',
    quotationMarks: ['«\u00a0', '\u00a0»'],
    capitalisesLanguageNames: false,
    firstDayOfMonth: '1er',
  },
}

export const isLanguage = (value: unknown): value is Language =>
  languages.some((language) => language === value)

export const otherLanguages = (language: Language): Language[] =>
  languages.filter((other) => other !== language)

/** Writes a wording, one language after the other. */
export const buildWording = (write: (language: Language) => string): Wording =>
  Object.fromEntries(languages.map((language) => [language, write(language)])) as Wording

/** The same line in every language: names, numbers, what a parent typed. */
export const sameInEveryLanguage = (line: string): Wording => buildWording(() => line)

/** The BCP 47 tag of a language as it is written here: `fr-CA`. */
export const localeTag = (language: Language): string => `${language}-CA`

/** What a language calls itself: `Français`. */
export const ownLanguageName = (language: Language): string => languageNames[language][language]

/** What a language is called in the middle of a line: `French`, `français`. */
export function languageNameWithinLine(named: Language, language: Language): string {
  const name = languageNames[named][language]
  return typography[language].capitalisesLanguageNames ? name : name.toLocaleLowerCase(language)
}

/** `Child 1:`, `Enfant 1 :` */
export const appendColon = (text: string, language: Language): string =>
  `${text}${typography[language].beforeColon}:`

/** `“text”`, `« text »` */
export function quoteText(text: string, language: Language): string {
  const [opening, closing] = typography[language].quotationMarks
  return `${opening}${text}${closing}`
}

/** A day of the calendar: `April 1, 2019`, `1er avril 2019`. */
export const formatLongDate = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(localeTag(language), { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${iso}T00:00:00Z`))
    .replace(/^1 /, `${typography[language].firstDayOfMonth} `)

/** Where the pages of a language live: English at `/`, French at `/fr/`. */
export const localisedPath = (language: Language, path: string): string =>
  language === defaultLanguage ? path : `/${language}${path}`

/** What the paths of each language begin with: nothing, then `/fr`. */
export const languageRoots: readonly string[] = languages.map((language) => localisedPath(language, ''))

/** Splits a path into its language and the same path in English: `/fr/intake/` → `fr`, `/intake/`. */
export function splitLanguagePath(path: string): { language: Language; path: string } {
  const other = otherLanguages(defaultLanguage).find(
    (language) => path === `/${language}` || path.startsWith(`/${language}/`),
  )
  return other
    ? { language: other, path: path.slice(other.length + 1) || '/' }
    : { language: defaultLanguage, path }
}
