import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Language } from '../../forms/language.ts'
import { LanguageProvider } from '../ui/language.tsx'

interface Props {
  readonly queryClient: QueryClient
  readonly language: Language
  readonly children: ReactNode
}

/** Provides every part of the desk with the language and the query cache. */
export function DeskProviders({ queryClient, language, children }: Props) {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider language={language}>{children}</LanguageProvider>
    </QueryClientProvider>
  )
}
