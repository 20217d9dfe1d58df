import { useSyncExternalStore } from 'react'
import { type DeskRoute, parseDeskRoute } from './routes.ts'

const listeners = new Set<() => void>()
let route: DeskRoute | undefined

/** The page that the address bar asks for, as it is now. */
export const useCurrentRoute = (): DeskRoute => useSyncExternalStore(subscribe, readRoute, readRoute)

/** Shows another page of the desk without loading it from the server, from its top; Back leads back. */
export function showPage(path: string): void {
  showSamePage(path)
  scrollTo(0, 0)
}

/** Shows the same page as another address asks for it, and stays where the reader is; Back leads back. */
export function showSamePage(path: string): void {
  history.pushState(null, '', path)
  readAddress()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', readAddress)
  return () => listeners.delete(listener)
}

function readRoute(): DeskRoute {
  route ??= parseDeskRoute(location.pathname, location.search)
  return route
}

function readAddress(): void {
  route = parseDeskRoute(location.pathname, location.search)
  for (const listener of listeners) listener()
}
