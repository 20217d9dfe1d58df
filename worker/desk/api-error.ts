import type { Context } from 'hono'
import { validator } from 'hono/validator'
import type * as z from 'zod/mini'
import type { AppointmentWarning } from '../../content/booking/appointment-warnings.ts'
import type { Objection } from '../../content/file/overrides.ts'
import type { Wording } from '../../forms/language.ts'
import type { HttpErrorCode } from '../http/error-code.ts'

/** What speaks against a decision. A number stands beside where there is one: files carried, families who wait. */
export interface ObjectionFact {
  readonly objection: Objection
  /** The name of the coordinator in whom it lies. */
  readonly name: string
  readonly count?: number
  readonly limit?: number
  readonly province?: string
}

/** An answer that the form refuses or asks about, in the words that a parent would read. */
export interface AnswerToMend {
  /** Which of the posted items it is in, from 0. */
  readonly item: number
  readonly field: string
  readonly wording: Wording
  /** Set when the answer counts if it is left as it is. */
  readonly isDoubt?: true | undefined
}

/** An error of the desk's API. The desk switches over every code (desk/client/failure-wording.ts). */
export type DeskApiError =
  /** An error that any address of the portal may answer with. */
  | { readonly code: HttpErrorCode }
  /** The file is locked: its related files must be reviewed first. */
  | { readonly code: 'conflict_review_needed' }
  /** Nobody took the file yet: whoever takes it may read it. */
  | { readonly code: 'file_not_taken' }
  /** What the page shows is no longer the newest, or no longer allows the action. */
  | { readonly code: 'stale' }
  /** Something speaks against the decision. It is made once it overrides all of this, with a reason. */
  | {
      readonly code: 'override_needed'
      readonly objections: readonly ObjectionFact[]
      /** The names of those who could be the second person and are asked then; empty if a reason is enough. */
      readonly askedOf: readonly string[]
    }
  /** The decision was not made: one of those named has to approve it first, and was asked. */
  | { readonly code: 'approval_requested'; readonly askedOf: readonly string[] }
  /** Somebody else has the slot. */
  | { readonly code: 'slot_taken' }
  /** Nothing was booked or moved: the time is unusual in these respects. It is done once they are accepted. */
  | { readonly code: 'unusual_time'; readonly warnings: readonly AppointmentWarning[] }
  /** Nothing was added: these answers are to be mended first. */
  | { readonly code: 'answers_to_mend'; readonly problems: readonly AnswerToMend[] }
  /** The body does not have the expected shape at these paths: `weekly.0.until`. */
  | { readonly code: 'invalid'; readonly paths: readonly string[] }

/** Answers with an error, under the HTTP status of its code. */
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
    case 'file_not_taken':
    case 'stale':
    case 'override_needed':
    case 'approval_requested':
    case 'slot_taken':
    case 'unusual_time':
      return 409
    case 'invalid':
    case 'answers_to_mend':
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
    case 'busy':
      return 503
    default:
      return code satisfies never
  }
}

/**
 * Validates that a body is JSON of a shape. Otherwise answers `invalid` with the paths that do not fit. A test reads the
 * schema of every route, and tries what lies outside of its bounds.
 */
export const createJsonBodyValidator = <T extends z.ZodMiniType>(schema: T) =>
  Object.assign(
    validator('json', (value, c) => parseOrRespond(schema, value, c)),
    { schema },
  )

/** Validates the parameters of an address in the same way. One that is empty counts as missing. */
export const createQueryValidator = <T extends z.ZodMiniType>(schema: T) =>
  Object.assign(
    validator('query', (value, c) =>
      parseOrRespond(schema, Object.fromEntries(Object.entries(value).filter(([, text]) => text !== '')), c),
    ),
    { schema },
  )

function parseOrRespond<T extends z.ZodMiniType>(schema: T, value: unknown, c: Pick<Context, 'json'>) {
  const result = schema.safeParse(value)
  return result.success
    ? (result.data as z.infer<T>)
    : respondWithDeskError(c, { code: 'invalid', paths: getInvalidPaths(result.error) })
}

/** The paths at which a value does not fit its schema, each once. */
export const getInvalidPaths = ({ issues }: z.core.$ZodError): string[] => [
  ...new Set(issues.map(({ path }) => path.join('.'))),
]
