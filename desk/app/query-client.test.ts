import { focusManager, MutationObserver, onlineManager, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { ApiError } from '../client/api-failure.ts'
import { getFileQueryKeyPrefix } from '../client/file-key.ts'
import { answersReadingQuery, authorisationsAndCallsQuery, fileHeaderQuery } from '../file/queries.ts'
import { createQueryClient } from './query-client.ts'

const REFERENCE = 'K7Q4-9MX2'

afterEach(() => {
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

/** Shows a query with a new client, and counts the responses. */
async function showQuery() {
  const queryClient = createQueryClient()
  queryClient.mount()
  const queryFn = vi.fn(async () => 'answer')
  const leave = new QueryObserver(queryClient, {
    ...answersReadingQuery(REFERENCE, 'en'),
    queryFn: queryFn as never,
  }).subscribe(() => {})
  await expect.poll(() => queryClient.isFetching()).toBe(0)
  return { queryClient, queryFn, leave }
}

it('asks for a reading once: not when somebody returns, nor the network, nor after an action on the file', async () => {
  const { queryClient, queryFn, leave } = await showQuery()
  expect(queryFn).toHaveBeenCalledTimes(1)
  focusManager.setFocused(false)
  focusManager.setFocused(true)
  onlineManager.setOnline(false)
  onlineManager.setOnline(true)
  await queryClient.invalidateQueries({ queryKey: getFileQueryKeyPrefix(REFERENCE) })
  expect(queryFn).toHaveBeenCalledTimes(1)
  leave()
})

it('asks once for a reading that fails, although another panel that shows it comes later', async () => {
  const queryClient = createQueryClient()
  const queryFn = vi.fn(() => Promise.reject(new ApiError({ code: 'unreachable' })))
  const reading = { ...answersReadingQuery(REFERENCE, 'en'), queryFn: queryFn as never }
  const panel = new QueryObserver(queryClient, reading)
  const leave = panel.subscribe(() => {})
  await expect.poll(() => panel.getCurrentResult().isLoadingError).toBe(true)
  const later = new QueryObserver(queryClient, reading)
  const leaveLater = later.subscribe(() => {})
  expect(later.getCurrentResult()).toMatchObject({ isLoadingError: true, isFetching: false })
  expect(queryFn).toHaveBeenCalledTimes(1)
  leave()
  leaveLater()
})

it('forgets a reading as soon as it is not shown any more', async () => {
  const { queryClient, leave } = await showQuery()
  const { queryKey } = answersReadingQuery(REFERENCE, 'en')
  expect(queryClient.getQueryData(queryKey)).toBe('answer')
  leave()
  await expect.poll(() => queryClient.getQueryCache().find({ queryKey })).toBeUndefined()
})

it('names what is asked about a file so that an action on it makes all of it stale, and no other file', async () => {
  const queryClient = createQueryClient()
  const parts = [fileHeaderQuery(REFERENCE).queryKey, authorisationsAndCallsQuery(REFERENCE).queryKey]
  const other = fileHeaderQuery('0THE-RRRR').queryKey
  for (const key of [...parts, other]) queryClient.setQueryData(key as readonly unknown[], {})
  await queryClient.invalidateQueries({ queryKey: getFileQueryKeyPrefix(REFERENCE) })
  for (const key of parts) expect(queryClient.getQueryState(key)?.isInvalidated).toBe(true)
  expect(queryClient.getQueryState(other)?.isInvalidated).toBe(false)
})

it('forgets what an action returned once it was handed over: a code is not kept for a page to show again', async () => {
  const queryClient = createQueryClient()
  const action = new MutationObserver(queryClient, { mutationFn: async () => 'VX9Z-DTAZ-KGJK-4KCC' })
  const leave = action.subscribe(() => {})
  expect(await action.mutate()).toBe('VX9Z-DTAZ-KGJK-4KCC')
  action.reset()
  await expect.poll(() => queryClient.getMutationCache().getAll()).toEqual([])
  leave()
})
