import { createContext, type ReactNode, useContext } from 'react'
import type { Language, Wording } from '../../forms/language.ts'

const LanguageContext = createContext<Language | undefined>(undefined)

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext)
  if (!language) throw new Error('No language is provided')
  return language
}

/** Gives a function that picks the text of a wording in the language of the page. */
export function useWordingText(): (wording: Wording) => string {
  const language = useLanguage()
  return (wording) => wording[language]
}
