import { defaultLanguage, type Language, languages } from '../forms/language.ts'

/** The `[...lang]` part of an address for each language: nothing for the default language, `fr` for French. */
export const buildStaticPathsPerLanguage = <Rest extends object>(rest: Rest) =>
  languages.map((language) => ({
    params: { lang: language === defaultLanguage ? undefined : language, ...rest },
    props: { language },
  }))

export interface LanguageProps {
  readonly language: Language
}
