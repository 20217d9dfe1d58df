import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { deskClient, fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

/** The coordinator's files with the facts of their next steps, and what the practice promises. */
export type Day = InferResponseType<typeof deskClient.today.$get, 200>
export type DayFile = Day['files'][number]

export const todayQueryKey = ['today'] as const

/** What decides the next step of a file, asked again once the file has a newer event. */
export const nextStepQuery = (reference: string, lastEvent: number) =>
  queryOptions({
    queryKey: ['next-step', reference, lastEvent],
    queryFn: () => parseResponseOrThrowApiError(fileClient['next-step'].$get({ param: { reference } })),
  })

/** Asked again every minute and on each return, so that what was done elsewhere leaves the page. */
export const todayQuery = queryOptions({
  queryKey: todayQueryKey,
  queryFn: () => parseResponseOrThrowApiError(deskClient.today.$get()),
  refetchInterval: 60_000,
  refetchOnWindowFocus: 'always',
})
