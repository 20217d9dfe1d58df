import { queryOptions } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { deskClient, type fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

export type ShownRetention = InferResponseType<typeof deskClient.retentions.$get, 200>['files'][number]
export type NewRetentionHold = InferRequestType<(typeof fileClient)['retention-hold']['$post']>['json']

/** The closed files that will be erased soon, and those that are held back. */
export const retentionsQuery = queryOptions({
  queryKey: ['retentions'],
  queryFn: () => parseResponseOrThrowApiError(deskClient.retentions.$get()),
})
