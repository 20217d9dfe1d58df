import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from './api-client.ts'

export type SignedInCoordinator = InferResponseType<typeof deskClient.me.$get, 200>

/** The coordinator who is signed in, and every coordinator of the practice. */
export const signedInCoordinatorAndColleaguesQuery = queryOptions({
  queryKey: ['signed-in-coordinator'],
  queryFn: () => parseResponseOrThrowApiError(deskClient.me.$get()),
})
