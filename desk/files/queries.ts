import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { fileListQueryKey } from '../client/file-list-key.ts'

export type OpenFileList = InferResponseType<typeof deskClient.files.$get, 200>
export type OpenListedFile = OpenFileList['files'][number]
export type ApprovalRequest = OpenFileList['asking'][number]
export type ClosedListedFile = InferResponseType<
  (typeof deskClient)['closed-files']['$get'],
  200
>['files'][number]

/** Every open file that the coordinator may see, newest first, and the waiting list in its order. */
export const openFilesQuery = queryOptions({
  queryKey: [...fileListQueryKey, 'open'],
  queryFn: () => parseResponseOrThrowApiError(deskClient.files.$get()),
})

/** The file behind which a page of the closed files begins: when it came in (ms), and its reference. */
export interface ClosedFilesStart {
  readonly at?: string | undefined
  readonly before?: string | undefined
}

/** A page of the closed files, newest first. */
export const buildClosedFilesQuery = ({ at, before }: ClosedFilesStart) =>
  queryOptions({
    queryKey: [...fileListQueryKey, 'closed', at, before],
    queryFn: () =>
      parseResponseOrThrowApiError(
        deskClient['closed-files'].$get(at && before ? { query: { at, before } } : {}),
      ),
  })
