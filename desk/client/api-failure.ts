import type { DeskApiError } from '../../worker/desk/api-error.ts'

/** Why a request brought no value: what the worker answered, or that no answer of its came. */
export type ApiFailure = DeskApiError | { readonly code: 'unreachable' }

/** The one error that queries and mutations of the desk throw. */
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
