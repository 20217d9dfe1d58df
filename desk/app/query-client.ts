import { focusManager, QueryClient } from '@tanstack/react-query'

/**
 * Creates the cache of the desk's queries. It never refetches or retries on its own: a page shows what it loaded until
 * an action makes that stale.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: false,
        // Nor when a panel is shown later: each post of a reading may be recorded, although its answer was lost.
        retryOnMount: false,
        // Without a network, a request fails with a message instead of waiting.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  })

/** Also counts the focus of the window as a return to the page: a page behind another window was never hidden. */
export function setQueryFocusListener(): void {
  focusManager.setEventListener((onReturn) => {
    const listener = () => onReturn()
    addEventListener('focus', listener)
    document.addEventListener('visibilitychange', listener)
    return () => {
      removeEventListener('focus', listener)
      document.removeEventListener('visibilitychange', listener)
    }
  })
}
