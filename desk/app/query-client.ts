import { focusManager, QueryClient } from '@tanstack/react-query'

/**
 * The cache of what the desk has asked for. Nothing is asked for again by itself, and nothing is tried again: a page
 * shows what it was opened with until an action makes it stale.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: false,
        // A request without a network fails, and says so; it does not wait.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  })

/** Somebody returns to a page also from another window, without its having been hidden. */
export function watchWindowFocus(): void {
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
