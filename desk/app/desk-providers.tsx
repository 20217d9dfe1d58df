import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Language } from '../../forms/language.ts'
import { LanguageProvider } from '../ui/language.tsx'

interface Props {
  readonly queryClient: QueryClient
  readonly language: Language
  readonly children: ReactNode
}

/** What every part of the desk reads from its surroundings: the language, and the cache of what was asked for. */
export function DeskProviders({ queryClient, language, children }: Props) {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider language={language}>{children}</LanguageProvider>
    </QueryClientProvider>
  )
}
