import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { fileListQueryKey } from '../client/file-list-key.ts'

export type ListedFile = InferResponseType<typeof deskClient.files.$get, 200>['files'][number]

export type ApprovalRequest = InferResponseType<typeof deskClient.files.$get, 200>['asking'][number]

/**
 * The files that the coordinator leads or assists in and those that nobody leads, newest first, and the waiting list in
 * its order.
 */
export const visibleFilesAndWaitingListQuery = queryOptions({
  queryKey: fileListQueryKey,
  queryFn: () => parseResponseOrThrowApiError(deskClient.files.$get()),
})
