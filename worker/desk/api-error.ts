import type { Context } from 'hono'
import { validator } from 'hono/validator'
import * as z from 'zod'
import type { HttpErrorCode } from '../http/error-code.ts'

/** Why the desk's API did not do what it was asked. The desk switches over every code (desk/client/api-client.ts). */
export type DeskApiError =
  /** What every address of the portal may answer: nobody signed in, somebody else's, nothing there, a fault. */
  | { readonly code: HttpErrorCode }
  /** The file is locked: its related files are reviewed first. */
  | { readonly code: 'conflict_review_needed' }
  /** What the page shows is not the newest any more, or allows this no longer. */
  | { readonly code: 'stale' }
  /** Somebody else has that time. */
  | { readonly code: 'slot_taken' }
  /** The body does not have the shape asked for, at these places: `weekly.0.until`. */
  | { readonly code: 'invalid'; readonly paths: readonly string[] }

/** Answers with an error, under the HTTP status that goes with its code. */
export const respondWithDeskError = (c: Pick<Context, 'json'>, error: DeskApiError) =>
  c.json(error, statusOfDeskError(error))

function statusOfDeskError({ code }: DeskApiError) {
  switch (code) {
    case 'malformed':
      return 400
    case 'signed_out':
      return 401
    case 'not_permitted':
      return 403
    case 'not_found':
      return 404
    case 'conflict_review_needed':
    case 'stale':
    case 'slot_taken':
      return 409
    case 'invalid':
      return 422
    case 'method_not_allowed':
      return 405
    case 'expired':
      return 410
    case 'too_large':
      return 413
    case 'wrong_media_type':
      return 415
    case 'too_many_requests':
      return 429
    case 'error':
      return 500
    default:
      return code satisfies never
  }
}

/** One of the keys of a declaration. */
export const enumOfKeys = <Key extends string>(record: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(record) as [Key])

/** A JSON body of that shape, or the places where it has another one. */
export const parseJsonBody = <T extends z.ZodType>(schema: T) =>
  validator('json', (value, c) => {
    const result = schema.safeParse(value)
    return result.success
      ? (result.data as z.infer<T>)
      : respondWithDeskError(c, { code: 'invalid', paths: invalidPaths(result.error) })
  })

/** Where a value does not fit its schema, each place once. */
export const invalidPaths = ({ issues }: z.ZodError): string[] => [
  ...new Set(issues.map(({ path }) => path.join('.'))),
]
