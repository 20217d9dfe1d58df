import type { QueryClient } from '@tanstack/react-query'
import type { PageData } from '../../worker/desk/page-data.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { openFilesQuery } from '../files/queries.ts'
import { todayQuery } from '../today/queries.ts'

const queryKeys = {
  me: signedInCoordinatorAndColleaguesQuery.queryKey,
  today: todayQuery.queryKey,
  files: openFilesQuery.queryKey,
} as const satisfies Record<keyof PageData, unknown>

/**
 * Takes what came with the page out of it, as the answers of the queries that would ask for it. Tells whether a list is
 * among it.
 */
export function movePageDataToCache(queryClient: QueryClient, page: Document): boolean {
  const element = page.getElementById('page-data')
  const data = JSON.parse(element?.textContent || '{}') as Partial<PageData>
  element?.remove()
  for (const [name, answer] of Object.entries(data))
    queryClient.setQueryData(queryKeys[name as keyof PageData], answer)
  return 'today' in data || 'files' in data
}
