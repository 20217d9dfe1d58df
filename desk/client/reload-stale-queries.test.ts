import { QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { createQueryClient } from '../app/query-client.ts'
import { ApiError } from './api-failure.ts'
import { getFilePartQueryKey, getFileQueryKeyPrefix } from './file-key.ts'
import { reloadStaleQueries } from './reload-stale-queries.ts'

const REFERENCE = 'K7Q4-9MX2'

/** Shows three parts of a file that is not locked. Gives what is asked, and an end to the showing. */
async function showFile(answer: (part: string) => Promise<unknown>) {
  const queryClient = createQueryClient()
  const asked: string[] = []
  let isLoaded = false
  const leaves = (['header', 'related-files', 'calls'] as const).map((part) =>
    new QueryObserver(queryClient, {
      queryKey: getFilePartQueryKey(REFERENCE, part) as readonly unknown[],
      queryFn: () => {
        if (!isLoaded) return { locked: false }
        asked.push(part)
        return answer(part)
      },
    }).subscribe(() => {}),
  )
  await expect.poll(() => queryClient.isFetching()).toBe(0)
  isLoaded = true
  return { queryClient, asked, leave: () => void leaves.map((leave) => leave()) }
}

it('does not ask for the panels that a locked file hides when an action locked it', async () => {
  for (const locked of [true, false]) {
    const { queryClient, asked, leave } = await showFile(async () => ({ locked }))
    expect(await reloadStaleQueries(queryClient, [getFileQueryKeyPrefix(REFERENCE)])).toBe(true)
    expect(asked).toEqual(['header', 'related-files', ...(locked ? [] : ['calls'])])
    // They are stale, so that they are loaded when they are shown again.
    expect(queryClient.getQueryState(getFilePartQueryKey(REFERENCE, 'calls'))?.isInvalidated).toBe(locked)
    leave()
  }
})

it.each(['header', 'calls'])(
  'tells when the %s could not be loaded again, and keeps what was',
  async (failing) => {
    const { queryClient, leave } = await showFile(async (part) => {
      if (part === failing) throw new ApiError({ code: 'unreachable' })
      return { locked: false }
    })
    expect(await reloadStaleQueries(queryClient, [getFileQueryKeyPrefix(REFERENCE)])).toBe(false)
    expect(queryClient.getQueryData(getFilePartQueryKey(REFERENCE, 'calls'))).toEqual({ locked: false })
    leave()
  },
)

it('takes an action that took the file away for done: the page closes by itself', async () => {
  const { queryClient, asked, leave } = await showFile(async () => {
    throw new ApiError({ code: 'not_found' })
  })
  expect(await reloadStaleQueries(queryClient, [getFileQueryKeyPrefix(REFERENCE)])).toBe(true)
  expect(asked).toEqual(['header', 'related-files'])
  leave()
})
