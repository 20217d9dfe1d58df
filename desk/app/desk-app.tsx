import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { accessWatchOptions } from '../client/access-watch.ts'
import { isAccessEnded } from '../client/api-failure.ts'
import type { DeskRoute } from '../client/routes.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { AnnouncerProvider } from '../ui/announcer.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { deskPagesByName } from './pages.tsx'

/** The desk: shows the page that the route names. */
export function DeskApp({ route: { page, reference, query } }: { route: DeskRoute }) {
  const { Page } = deskPagesByName[page]
  const shownPage = <Page reference={reference ?? ''} query={query} />
  return (
    <ErrorBoundary>
      <AnnouncerProvider>
        {/* A page of a file asks whether that file may still be read, which tells of the end of the sign-in, too. */}
        <Suspense>
          {reference === undefined ? <WhileSignedIn>{shownPage}</WhileSignedIn> : shownPage}
        </Suspense>
      </AnnouncerProvider>
    </ErrorBoundary>
  )
}

/** Clears a page within fifteen seconds after its reader signed out, in another window for example. */
export function WhileSignedIn({ children }: { children: ReactNode }) {
  const { data, error } = useQuery({ ...signedInCoordinatorAndColleaguesQuery, ...accessWatchOptions })
  return data && isAccessEnded(error) ? <LoadFailure error={error} /> : children
}
