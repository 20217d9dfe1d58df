import type { DeskApiError } from '../../worker/desk/api-error.ts'

/**
 * The reason why a request gave no value: an error that the worker answered, or `unreachable` when no answer arrived.
 */
export type ApiFailure = DeskApiError | { readonly code: 'unreachable' }

/** The only error that the desk's queries and mutations throw. */
export class ApiError extends Error {
  readonly failure: ApiFailure

  constructor(failure: ApiFailure) {
    super(failure.code)
    this.failure = failure
  }
}

/**
 * Whether a failure says that the coordinator may no longer read what they asked for: they are signed out, no longer at
 * the practice, or the file is not theirs any more.
 */
export const isAccessEnded = (error: ApiError | null): error is ApiError =>
  error !== null && accessEndedCodes.has(error.failure.code)

const accessEndedCodes: ReadonlySet<ApiFailure['code']> = new Set([
  'signed_out',
  'not_permitted',
  'not_found',
])

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}
