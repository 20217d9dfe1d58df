import { afterEach, expect, it, vi } from 'vitest'
import { createQueryClient } from '../app/query-client.ts'
import { answersReadingQuery, type FileHeader, fileHeaderQuery } from './queries.ts'

afterEach(() => vi.unstubAllGlobals())

it('makes the header of a file stale, since reading its answers may accept it', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ parents: [] }))
  const queryClient = createQueryClient()
  const { queryKey } = fileHeaderQuery('F11E-F11E')
  queryClient.setQueryData(queryKey, {} as FileHeader)
  await queryClient.fetchQuery(answersReadingQuery('F11E-F11E', 'en'))
  expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true)
})
