/** How often an open page asks whether its reader may still see it, so that the answer comes within fifteen seconds. */
const ACCESS_CHECK_SECONDS = 12

/** The options of a query that is asked repeatedly while the page is visible, and whenever somebody returns to it. */
export const accessWatchOptions = {
  refetchInterval: ACCESS_CHECK_SECONDS * 1000,
  refetchOnWindowFocus: 'always',
} as const
