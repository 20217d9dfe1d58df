import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

export type ShownOperations = InferResponseType<typeof deskClient.operations.$get, 200>
export type ShownFacts = ShownOperations['facts']

/** How the portal runs; asked again each minute while the page is open, since the scheduled work runs once a minute. */
export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: () => parseResponseOrThrowApiError(deskClient.operations.$get()),
  refetchInterval: 60_000,
})
