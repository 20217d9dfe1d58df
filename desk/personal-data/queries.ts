import { queryOptions } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { deskClient, type fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

export type ShownRetention = InferResponseType<typeof deskClient.retentions.$get, 200>['files'][number]
export type NewRetentionHold = InferRequestType<(typeof fileClient)['retention-hold']['$post']>['json']

export type PersonSearchHit = InferResponseType<
  (typeof deskClient)['person-search']['$post'],
  200
>['hits'][number]
export type PersonalData = InferResponseType<(typeof fileClient)['readings']['personal-data']['$post'], 200>
export type ErasedSide = InferRequestType<(typeof fileClient)['erasure']['$post']>['json']['side']

/** The key of every search for a person. */
export const personSearchKey = ['person-search'] as const

/** The files of a person, found once and forgotten with the page. The worker records that somebody searched. */
export const personSearchQuery = (query: string) =>
  queryOptions({
    queryKey: [...personSearchKey, query],
    queryFn: () => parseResponseOrThrowApiError(deskClient['person-search'].$post({ json: { query } })),
    ...{ enabled: query !== '', gcTime: 0 },
  })

/** The closed files that will be erased soon, and those that are held back. */
export const retentionsQuery = queryOptions({
  queryKey: ['retentions'],
  queryFn: () => parseResponseOrThrowApiError(deskClient.retentions.$get()),
})
