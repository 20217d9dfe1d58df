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

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
  }
}
