import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

export type CoordinatorAvailability = InferResponseType<
  (typeof deskClient.availability)[':coordinatorId']['$get'],
  200
>

export const availabilityQuery = (coordinatorId: string) =>
  queryOptions({
    queryKey: ['availability', coordinatorId],
    queryFn: () =>
      parseResponseOrThrowApiError(
        deskClient.availability[':coordinatorId'].$get({ param: { coordinatorId } }),
      ),
  })

export type Absence = InferResponseType<
  (typeof deskClient.absences)[':coordinatorId']['$get'],
  200
>['absences'][number]

/** The days on which a coordinator is away, from now on. */
export const absencesQuery = (coordinatorId: string) =>
  queryOptions({
    queryKey: ['absences', coordinatorId],
    queryFn: () =>
      parseResponseOrThrowApiError(deskClient.absences[':coordinatorId'].$get({ param: { coordinatorId } })),
  })

/** Whether the coordinator who is signed in gets e-mail at once or once a day. */
export const mailRhythmQuery = queryOptions({
  queryKey: ['mail-rhythm'],
  queryFn: () => parseResponseOrThrowApiError(deskClient['mail-rhythm'].$get()),
})

/** The instant at which the secret address of the coordinator's own calendar was created; null when there is none. */
export const calendarFeedCreatedAtQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: () => parseResponseOrThrowApiError(deskClient['calendar-feed'].$get()),
})
