import { DetailedError, hc, type InferResponseType, parseResponse } from 'hono/client'
import type { Language } from '../content/language.ts'
import type { DeskApi } from '../worker/desk/api.ts'

/** What the worker answered, or why there is nothing to show. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** `signedOut` 401, `refused` 403, `missing` 404, `unavailable` anything else, the network included. */
export type Failure = 'signedOut' | 'refused' | 'missing' | 'unavailable'

export type ListedFile = InferResponseType<typeof client.files.$get, 200>['files'][number]
export type OpenedFile = InferResponseType<(typeof client.files)[':reference']['$get'], 200>

/** Who is signed in. */
export const readMe = () => answerTo(parseResponse(client.me.$get()))

/** The files they lead and those nobody leads yet, newest first. */
export const readFiles = () => answerTo(parseResponse(client.files.$get()))

/** One file with its questions in a language. The worker records that it was opened. */
export const readFile = (reference: string, language: Language) =>
  answerTo(parseResponse(client.files[':reference'].$get({ param: { reference }, query: { language } })))

// With this header Access answers 401 once a session has run out; without it, it redirects to another origin, which
// fetch cannot follow. Source: developers.cloudflare.com, "Session management", AJAX.
const client = hc<DeskApi>('/desk/api', { headers: { 'X-Requested-With': 'XMLHttpRequest' } })

async function answerTo<Value>(reply: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await reply }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

function failureOf(error: unknown): Failure {
  switch (error instanceof DetailedError && error.statusCode) {
    case 401:
      return 'signedOut'
    case 403:
      return 'refused'
    case 404:
      return 'missing'
    default:
      return 'unavailable'
  }
}
