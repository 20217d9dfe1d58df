import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { ApiError } from '../client/api-failure.ts'

/**
 * The result of saving: the revision that was saved, the paths that are invalid, or the revision that somebody else
 * saved in the meantime.
 */
export type AvailabilitySaveResult =
  | { readonly revision: number }
  /** The paths of the values that cannot be saved: `weekly.0.until`. */
  | { readonly invalidPaths: readonly string[] }
  | { readonly newerRevision: number }

/**
 * Saves availability rules in place of the revision that was loaded. Throws an `ApiError` for any failure that the form
 * cannot explain.
 */
export async function submitAvailability(
  coordinatorId: string,
  revision: number,
  rules: unknown,
): Promise<AvailabilitySaveResult> {
  const client = deskClient.availability[':coordinatorId']
  const param = { coordinatorId }
  try {
    return await parseResponseOrThrowApiError(client.$put({ param, json: { revision, rules } }))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.failure.code === 'invalid') return { invalidPaths: error.failure.paths }
    if (error.failure.code !== 'stale') throw error
    // Returns the newer revision, so that saving again replaces the other change on purpose.
    return { newerRevision: (await parseResponseOrThrowApiError(client.$get({ param }))).revision }
  }
}
