import type { QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Language } from '../../forms/language.ts'
import { ApiError } from '../client/api-failure.ts'
import { AnnouncerProvider } from '../ui/announcer.tsx'
import { DeskProviders } from './desk-providers.tsx'
import { createQueryClient } from './query-client.ts'

/**
 * Renders a part of the desk to HTML, with given values as the results of its queries. An `ApiError` makes its query one
 * that could not be loaded, or not loaded again when a value for it comes before.
 */
export function renderAtDesk(
  part: ReactNode,
  answers: readonly (readonly [QueryKey, unknown])[] = [],
  language: Language = 'en',
): string {
  const queryClient = createQueryClient()
  for (const [queryKey, value] of answers) {
    if (!(value instanceof ApiError)) queryClient.setQueryData(queryKey, value)
    else
      queryClient.getQueryCache().build(queryClient, { queryKey }).setState({ status: 'error', error: value })
  }
  return renderToStaticMarkup(
    <DeskProviders queryClient={queryClient} language={language}>
      <AnnouncerProvider>{part}</AnnouncerProvider>
    </DeskProviders>,
  )
}
