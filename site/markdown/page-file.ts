import { defaultLanguage, type Language, languages } from '../../forms/language.ts'

/** The name of a page from its file: `…/content/pages/fr/fees.md` gives `fees`. */
export const getPageNameFromFile = (file: URL | undefined): string | undefined =>
  /\/([^/]+)\.md$/.exec(file?.pathname ?? '')?.[1]

/** The language of a page from the folder of its file. */
export function getPageLanguageFromFile(file: URL | undefined): Language {
  const folder = /\/([^/]+)\/[^/]+\.md$/.exec(file?.pathname ?? '')?.[1]
  return languages.find((language) => language === folder) ?? defaultLanguage
}
