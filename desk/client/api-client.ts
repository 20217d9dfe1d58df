import { DetailedError, hc, parseResponse } from 'hono/client'
import type { DeskApi } from '../../worker/desk/api.ts'
import { ApiError, type ApiFailure } from './api-failure.ts'

// With this header, Access answers 401 when a session has expired. Without it, Access redirects to another origin,
// which fetch cannot follow. Source: developers.cloudflare.com, "Session management", AJAX.
export const deskClient = hc<DeskApi>('/desk/api', { headers: { 'X-Requested-With': 'XMLHttpRequest' } })
export const fileClient = deskClient.files[':reference']

/** Gives the value that the worker responds with; throws an `ApiError` when there is none. */
export const parseResponseOrThrowApiError: typeof parseResponse = async (sent) => {
  try {
    return await parseResponse(sent)
  } catch (error) {
    throw new ApiError(toApiFailure(error))
  }
}

/** Reads the failure that the worker answered. Access answers before the worker; its 401 becomes `signed_out`. */
function toApiFailure(error: unknown): ApiFailure {
  if (!(error instanceof DetailedError)) return { code: 'unreachable' }
  const answered: Partial<ApiFailure> | undefined = error.detail?.data
  if (answered?.code !== undefined) return answered as ApiFailure
  return { code: error.statusCode === 401 ? 'signed_out' : 'unreachable' }
}
