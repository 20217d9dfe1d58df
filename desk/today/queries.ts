import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

/** The coordinator's files with the facts of their next steps, and what the practice promises. */
export type Day = InferResponseType<typeof deskClient.today.$get, 200>
export type DayFile = Day['files'][number]

export const todayQueryKey = ['today'] as const

const loadDay = () => parseResponseOrThrowApiError(deskClient.today.$get())

/** The day as a file’s page needs it for its next step, asked again once the file has a newer event. */
export const dayOfFileQuery = (reference: string, lastEvent: number) =>
  queryOptions({ queryKey: [...todayQueryKey, reference, lastEvent], queryFn: loadDay })

/** Asked again every minute and on each return, so that what was done elsewhere leaves the page. */
export const todayQuery = queryOptions({
  queryKey: todayQueryKey,
  queryFn: loadDay,
  refetchInterval: 60_000,
  refetchOnWindowFocus: 'always',
})
