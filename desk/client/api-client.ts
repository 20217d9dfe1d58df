import type { hc, parseResponse } from 'hono/client'
import type { DeskApi } from '../../worker/desk/api.ts'
import { ApiError, type ApiFailure } from './api-failure.ts'

interface RequestParts {
  readonly param?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly json?: unknown
}

/** Follows names into the API, and sends a request when a name is a method: `client.files[':reference'].header.$get(…)`. */
const buildClient = (path: string): unknown =>
  new Proxy(
    {},
    {
      get: (_, name: string) =>
        name.startsWith('$')
          ? (parts?: RequestParts) => sendRequest(name.slice(1).toUpperCase(), path, parts)
          : buildClient(`${path}/${name}`),
    },
  )

function sendRequest(method: string, path: string, { param = {}, query, json }: RequestParts = {}) {
  const address = path.replace(/:(\w+)/g, (_, name: string) => param[name] ?? '')
  const search = new URLSearchParams(query).toString()
  return fetch(search ? `${address}?${search}` : address, {
    method,
    headers: {
      // With this header, Access answers 401 when a session has expired. Without it, Access redirects to another origin,
      // which fetch cannot follow. Source: developers.cloudflare.com, "Session management", AJAX.
      'X-Requested-With': 'XMLHttpRequest',
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: JSON.stringify(json),
  })
}

/** The worker's API. Its types are those of `hono/client`; its code is ours (decision 164). */
export const deskClient = buildClient('/desk/api') as ReturnType<typeof hc<DeskApi>>
export const fileClient = deskClient.files[':reference']

/** Gives the value that the worker responds with; throws an `ApiError` when there is none. */
export const parseResponseOrThrowApiError = (async (sent: Response | Promise<Response>) => {
  let failure: ApiFailure = { code: 'unreachable' }
  try {
    const response = await sent
    // Access answers before the worker, and not in JSON.
    if (response.status === 401) failure = { code: 'signed_out' }
    const answered = response.status === 204 ? undefined : await response.json()
    if (response.ok) return answered
    if ((answered as Partial<ApiFailure>).code) failure = answered as ApiFailure
  } catch {
    // No answer arrived, or one that the worker did not write.
  }
  throw new ApiError(failure)
}) as typeof parseResponse
