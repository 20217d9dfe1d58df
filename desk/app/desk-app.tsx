import { Suspense } from 'react'
import type { DeskRoute } from '../client/routes.ts'
import { AnnouncerProvider } from '../ui/announcer.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { deskPagesByName } from './pages.tsx'

/** The desk: shows the page that the route names. */
export function DeskApp({ route: { page, reference = '', query } }: { route: DeskRoute }) {
  const { Page } = deskPagesByName[page]
  return (
    <ErrorBoundary>
      <AnnouncerProvider>
        <Suspense>
          <Page reference={reference} query={query} />
        </Suspense>
      </AnnouncerProvider>
    </ErrorBoundary>
  )
}
