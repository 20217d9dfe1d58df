import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import { type ApiError, isAccessEnded } from './api-failure.ts'
import { getFilePartQueryKey, isHiddenOnLockedFile } from './file-key.ts'

/**
 * Makes queries stale and loads again those that the page shows: first what tells which panels there are, then the
 * panels that a locked file hides, unless the file is locked now or can no longer be read. Gives whether all of them were
 * answered. A page closes by itself when the answer is that the file can no longer be read, so that counts as one.
 */
export async function reloadStaleQueries(
  queryClient: QueryClient,
  keys: readonly QueryKey[],
): Promise<boolean> {
  const stale = keys.flatMap((queryKey) => queryClient.getQueryCache().findAll({ queryKey }))
  const hideable = stale.filter(({ queryKey }) => isHiddenOnLockedFile(queryKey))
  const others = stale.filter((query) => !hideable.includes(query))
  const areOthersReloaded = await reloadQueries(queryClient, others, () => true)
  // Become stale only now, or a panel that the new header shows would load them a second time.
  const areHideableReloaded = await reloadQueries(queryClient, hideable, ({ queryKey }) =>
    areFilePanelsShown(queryClient, queryKey),
  )
  return areOthersReloaded && areHideableReloaded
}

/** Makes queries stale and loads again those of them that the page shows. Gives whether all of these were answered. */
async function reloadQueries(
  queryClient: QueryClient,
  queries: readonly Query[],
  isShown: (query: Query) => boolean,
): Promise<boolean> {
  const shown = queries.filter((query) => query.isActive() && isShown(query))
  for (const query of queries) query.invalidate()
  await queryClient.refetchQueries({ predicate: (query) => shown.includes(query) })
  return shown.every(({ state }) => state.status !== 'error' || isAccessEnded(state.error as ApiError | null))
}

/** Whether the header of a part's file was loaded last without a failure to read it, and says that it is not locked. */
function areFilePanelsShown(queryClient: QueryClient, [, reference]: QueryKey): boolean {
  const header = queryClient.getQueryState<{ locked: boolean }, ApiError>(
    getFilePartQueryKey(String(reference), 'header'),
  )
  return header?.data?.locked !== true && !isAccessEnded(header?.error ?? null)
}
