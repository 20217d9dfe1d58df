import type { InferResponseType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

export type SearchResult = InferResponseType<typeof deskClient.search.$post, 200>
export type SearchHit = SearchResult['hits'][number]

/** Finds files. The worker records that somebody searched, and the query stands in the body alone. */
export const findFiles = (query: string): Promise<SearchResult> =>
  parseResponseOrThrowApiError(deskClient.search.$post({ json: { query } }))
