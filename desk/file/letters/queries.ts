import { queryOptions } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFilePartQueryKey } from '../../client/file-key.ts'

type Letters = InferResponseType<typeof fileClient.letters.$get, 200>
export type LetterReader = Letters['readers'][number]
export type SentLetter = Letters['letters'][number]
export type PostedLetter = InferRequestType<typeof fileClient.letters.$post>['json']

/** The letters that were sent, without what they say, and each template filled in for each parent who came. */
export const lettersQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'letters'),
    queryFn: () => parseResponseOrThrowApiError(fileClient.letters.$get({ param: { reference } })),
  })

type WaitingLetters = InferResponseType<(typeof fileClient)['waiting-letters']['$get'], 200>
export type WaitingLetterReader = WaitingLetters['readers'][number]

/** Whether each parent of a file on the waiting list was told that they wait, and can be. */
export const waitingLettersQuery = (reference: string) =>
  queryOptions({
    queryKey: getFilePartQueryKey(reference, 'waiting-letters'),
    queryFn: () => parseResponseOrThrowApiError(fileClient['waiting-letters'].$get({ param: { reference } })),
  })
