import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, request } from '../client/api-client.ts'

export type CoordinatorAvailability = InferResponseType<
  (typeof deskClient.availability)[':coordinatorId']['$get'],
  200
>

export const availabilityQuery = (coordinatorId: string) =>
  queryOptions({
    queryKey: ['availability', coordinatorId],
    queryFn: () => request(deskClient.availability[':coordinatorId'].$get({ param: { coordinatorId } })),
  })

/** Since when there is a secret address of one's own calendar; null when there is none. */
export const calendarFeedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: () => request(deskClient['calendar-feed'].$get()),
})
