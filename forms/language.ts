/** The languages every page, question and e-mail exists in. */
export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** A sentence in every language: leaving one out does not compile. */
export type Wording = Readonly<Record<Language, string>>

/** What each language is called in each. */
export const languageNames: Readonly<Record<Language, Wording>> = {
  en: { en: 'English', fr: 'Anglais' },
  fr: { en: 'French', fr: 'Français' },
}

/** Where the pages of a language live: English at `/`, French at `/fr/`. */
export const localisedPath = (language: Language, path: string): string =>
  language === 'en' ? path : `/${language}${path}`

/** Splits a path into its language and the same path in English: `/fr/intake/` → `fr`, `/intake/`. */
export function splitLanguagePath(path: string): { language: Language; path: string } {
  const other = languages.find((language) => path === `/${language}` || path.startsWith(`/${language}/`))
  return other ? { language: other, path: path.slice(other.length + 1) || '/' } : { language: 'en', path }
}
