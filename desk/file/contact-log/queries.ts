import { queryOptions } from '@tanstack/react-query'
import type { InferRequestType, InferResponseType } from 'hono/client'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFilePartQueryKey } from '../../client/file-key.ts'

type ContactLog = InferResponseType<(typeof fileClient)['contact-log']['$get'], 200>
export type LogEntry = ContactLog['entries'][number]
export type LoggedContact = Extract<LogEntry, { type: 'contact' }>
export type LoggedNote = Extract<LogEntry, { type: 'note' }>
export type NewLoggedContact = InferRequestType<typeof fileClient.contacts.$post>['json']
export type NewNote = InferRequestType<typeof fileClient.notes.$post>['json']
export type NoteReading = InferRequestType<typeof fileClient.readings.notes.$post>['json']

/** A page of a file’s contact log: contacts and notes, newest first, without what the notes say. */
export const contactLogQuery = (reference: string, before = '') =>
  queryOptions({
    queryKey: [...getFilePartQueryKey(reference, 'contact-log'), before],
    queryFn: () =>
      parseResponseOrThrowApiError(
        fileClient['contact-log'].$get({ param: { reference }, query: before ? { before } : {} }),
      ),
  })
