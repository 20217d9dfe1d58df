import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect } from 'react'
import { accessWatchOptions } from '../client/access-watch.ts'
import { isAccessEnded } from '../client/api-failure.ts'
import { useCurrentRoute } from '../client/current-route.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { AnnouncerProvider } from '../ui/announcer.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { BrokenPage } from './broken-page.tsx'
import { formatPageTitle } from './page-title.ts'
import { deskPagesByName } from './pages.tsx'

/** The desk: shows the page that the address names. */
export function DeskApp({ deskTitle }: { deskTitle: string }) {
  const route = useCurrentRoute()
  const { page, reference, query } = route
  const { Page } = deskPagesByName[page].code
  const shownPage = <Page reference={reference ?? ''} query={query} page={page} />
  useEffect(() => {
    document.title = formatPageTitle(route, deskTitle)
  }, [route, deskTitle])
  return (
    <ErrorBoundary broken={<BrokenPage />}>
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
