import { expect, it, vi } from 'vitest'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { openFilesQuery } from '../files/queries.ts'
import { todayQuery } from '../today/queries.ts'
import { movePageDataToCache } from './page-data.ts'
import { createQueryClient } from './query-client.ts'

function takeFrom(json: string | undefined) {
  const element = json === undefined ? null : { textContent: json, remove: vi.fn() }
  const queryClient = createQueryClient()
  const hasList = movePageDataToCache(queryClient, { getElementById: () => element } as unknown as Document)
  const answers = [signedInCoordinatorAndColleaguesQuery, todayQuery, openFilesQuery].map(({ queryKey }) =>
    queryClient.getQueryData(queryKey),
  )
  return { hasList, answers, remove: element?.remove }
}

it('takes what came with the page out of it, in place of the answers to its first questions', () => {
  const list = takeFrom('{"me":{"id":"a"},"files":{"files":[]}}')
  expect(list).toMatchObject({ hasList: true, answers: [{ id: 'a' }, undefined, { files: [] }] })
  expect(list.remove).toHaveBeenCalledOnce()
  expect(takeFrom('{"me":{"id":"a"}}')).toMatchObject({
    hasList: false,
    answers: [{ id: 'a' }, undefined, undefined],
  })
})

it.each([undefined, ''])('asks for everything when nothing came: %j', (json) => {
  expect(takeFrom(json)).toMatchObject({ hasList: false, answers: [undefined, undefined, undefined] })
})
