import { queryOptions } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'

export type NewCallAttempt = InferRequestType<(typeof fileClient)['call-attempts']['$post']>['json']
export type CallSheetData = InferResponseType<(typeof fileClient.readings)['call-sheet']['$post'], 200>
export type OtherContactAnswers = InferResponseType<
  (typeof fileClient.readings)['other-contact']['$post'],
  200
>

/** The sheet under the latest authorisation. The worker records each reading, so nothing makes this query stale. */
export const callSheetReadingQuery = (reference: string) =>
  queryOptions({
    queryKey: ['call-sheet-reading', reference],
    queryFn: () =>
      parseResponseOrThrowApiError(
        fileClient.readings['call-sheet'].$post({ param: { reference }, json: {} }),
      ),
    gcTime: 0,
  })

/** An open page learns of a withdrawn authorisation within this time. */
export const GATE_CHECK_SECONDS = 15

/**
 * Whether the other parent may be called now. It is asked repeatedly while the page is visible, and whenever somebody returns
 * to the page or to the network.
 */
export const callGateQuery = (reference: string, authorisation: string) =>
  queryOptions({
    queryKey: ['call-gate', reference, authorisation],
    queryFn: () =>
      parseResponseOrThrowApiError(
        fileClient['call-gate'].$get({ param: { reference }, query: { authorisation } }),
      ),
    refetchInterval: GATE_CHECK_SECONDS * 1000,
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
    gcTime: 0,
  })
