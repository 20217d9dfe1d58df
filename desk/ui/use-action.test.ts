import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createElement } from 'react'
import { expect, it, vi } from 'vitest'
import { renderAtDesk } from '../app/render-at-desk.fixture.tsx'
import { ApiError } from '../client/api-failure.ts'
import { type DeskAction, useAction } from './use-action.tsx'

/** Gives an action as a page would get it. */
function getAction(submit: () => Promise<unknown>) {
  let given: { action: DeskAction; queryClient: QueryClient } | undefined
  const Page = () => {
    given = { action: useAction({ submit }), queryClient: useQueryClient() }
    return null
  }
  renderAtDesk(createElement(Page))
  if (!given) throw new Error('The page was not rendered')
  return given
}

/** Counts how often the page stopped following what it had sent. */
function countAbandoned(queryClient: QueryClient) {
  const listener = vi.fn()
  queryClient.getMutationCache().subscribe(({ type }) => {
    if (type === 'observerRemoved') listener()
  })
  return listener
}

it('follows a request that runs to its end, whatever is chosen meanwhile', async () => {
  const request = Promise.withResolvers<unknown>()
  const submit = vi.fn(() => request.promise)
  const { action, queryClient } = getAction(submit)
  const abandoned = countAbandoned(queryClient)
  action.run()
  action.forgetRefusal()
  expect(abandoned).not.toHaveBeenCalled()
  request.reject(new ApiError({ code: 'unreachable' }))
  await vi.waitFor(() => expect(queryClient.isMutating()).toBe(0))
  action.forgetRefusal()
  expect(abandoned).toHaveBeenCalledTimes(1)
})
