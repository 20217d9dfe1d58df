import { defaultLanguage, type Language, languages } from '../../forms/language.ts'

/** `…/content/pages/fr/fees.md` → `fees`. */
export const pageNameFromFile = (file: URL | undefined): string | undefined =>
  /\/([^/]+)\.md$/.exec(file?.pathname ?? '')?.[1]

/** The language of the folder a page is in. */
export function pageLanguageFromFile(file: URL | undefined): Language {
  const folder = /\/([^/]+)\/[^/]+\.md$/.exec(file?.pathname ?? '')?.[1]
  return languages.find((language) => language === folder) ?? defaultLanguage
}
