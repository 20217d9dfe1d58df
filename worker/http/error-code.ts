import type { ErrorStatus } from '../../content/site/error-pages.ts'

export const errorCodeByStatus = {
  400: 'malformed',
  401: 'signed_out',
  403: 'not_permitted',
  404: 'not_found',
  405: 'method_not_allowed',
  410: 'expired',
  413: 'too_large',
  415: 'wrong_media_type',
  429: 'too_many_requests',
  500: 'error',
  503: 'busy',
} as const satisfies Record<ErrorStatus, string>

/** The error codes that any address of the portal may answer with. */
export type HttpErrorCode = (typeof errorCodeByStatus)[ErrorStatus]
