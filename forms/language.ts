/**
 * The languages that every page, question and e-mail exists in. What differs by language is derived from this list,
 * declared in this file, or a wording. Pages in the first language are at the root; those in another language are
 * below its code.
 */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]
/** The language of the pages at the root of the site. Paths in the code are written in it. */
export const defaultLanguage: Language = languages[0]

/** A sentence in every language; leaving one out does not compile. */
export type Wording = Readonly<Record<Language, string>>

/** Lines under one title. */
export interface TitledLines {
  readonly title: Wording
  readonly lines: readonly Wording[]
}

/** Lists titled lines in one language, the title first. */
export const listTitledLines = ({ title, lines }: TitledLines, language: Language): string[] =>
  [title, ...lines].map((line) => line[language])

/** The name of each language, in each language. */
export const languageNameWordingByLanguage: Readonly<Record<Language, Wording>> = {
  en: { en: 'English', fr: 'Anglais' },
  fr: { en: 'French', fr: 'Français' },
}

/** The typographic rules that differ by language. */
interface Typography {
  /** The characters between a word and its colon. */
  readonly beforeColon: string
  readonly quotationMarks: readonly [opening: string, closing: string]
  /** Whether the name of a language starts with a capital in the middle of a line. */
  readonly capitalisesLanguageNames: boolean
  /** How a date writes the first day of a month. */
  readonly firstDayOfMonth: string
}

/** French follows Canadian rules. */
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

export const getOtherLanguages = (language: Language): Language[] =>
  languages.filter((other) => other !== language)

/** Builds a wording by calling `write` once for each language. */
export const buildWording = (write: (language: Language) => string): Wording => buildByLanguage(write)

/** Builds a value for each language by calling `build` once for each. */
export const buildByLanguage = <Value>(
  build: (language: Language) => Value,
): Readonly<Record<Language, Value>> =>
  Object.fromEntries(languages.map((language) => [language, build(language)])) as Record<Language, Value>

/** Uses one line in every language: a name, a number, what a parent typed. */
export const toUntranslatedWording = (line: string): Wording => buildWording(() => line)

/** The BCP 47 tag of a language as Canada writes it: `fr-CA`. */
export const getLocaleTag = (language: Language): string => `${language}-CA`

/** What a language calls itself: `Français`. */
export const getOwnLanguageName = (language: Language): string =>
  languageNameWordingByLanguage[language][language]

/** The name of a language in the middle of a line: `French`, `français`. */
export function getLanguageNameWithinLine(named: Language, language: Language): string {
  const name = languageNameWordingByLanguage[named][language]
  return typography[language].capitalisesLanguageNames ? name : name.toLocaleLowerCase(language)
}

/** Adds a colon as the language sets it: `Child 1:`, `Enfant 1 :`. */
export const appendColon = (text: string, language: Language): string =>
  `${text}${typography[language].beforeColon}:`

/** Puts a text in the quotation marks of the language: `“text”`, `« text »`. */
export function quoteText(text: string, language: Language): string {
  const [opening, closing] = typography[language].quotationMarks
  return `${opening}${text}${closing}`
}

/** Formats an ISO 8601 date: `April 1, 2019`, `1er avril 2019`. */
export const formatLongDate = (iso: string, language: Language): string =>
  getLongDateFormat(language)
    .format(new Date(`${iso}T00:00:00Z`))
    .replace(/^1 /, `${typography[language].firstDayOfMonth} `)

/** Creates a format when it is first needed, and once: creating one takes as long as writing dozens of dates. */
function getLongDateFormat(language: Language): Intl.DateTimeFormat {
  const created = longDateFormats.get(language)
  if (created) return created
  const format = new Intl.DateTimeFormat(getLocaleTag(language), { dateStyle: 'long', timeZone: 'UTC' })
  longDateFormats.set(language, format)
  return format
}
const longDateFormats = new Map<Language, Intl.DateTimeFormat>()

/** Puts a path in the language's part of the site: `/fees/` in English, `/fr/fees/` in French. */
export const localisePath = (language: Language, path: string): string =>
  language === defaultLanguage ? path : `/${language}${path}`

/** What every path in a language begins with: nothing for the first one, `/fr` for French. */
export const allLanguagePathPrefixes: readonly string[] = languages.map((language) =>
  localisePath(language, ''),
)

/** Splits a path into its language and its path in English: `/fr/intake/` gives `fr` and `/intake/`. */
export function splitLanguagePath(path: string): { language: Language; path: string } {
  const other = getOtherLanguages(defaultLanguage).find(
    (language) => path === `/${language}` || path.startsWith(`/${language}/`),
  )
  return other
    ? { language: other, path: path.slice(other.length + 1) || '/' }
    : { language: defaultLanguage, path }
}
