import type { Wording } from '../../forms/language.ts'
import type { ApiError } from '../client/api-failure.ts'
import { getFailureWording } from '../client/failure-wording.ts'
import { buildHitCountWording, searchWording } from './wording.ts'

/** What is announced of a search: that it goes on, how much it found, or why it could not. */
export function getSearchStatus(
  data: { readonly hits: readonly unknown[]; readonly more: boolean } | undefined,
  error: ApiError | null,
  isPending: boolean,
): Wording | undefined {
  if (isPending) return searchWording.searching
  if (error?.failure.code === 'too_many_requests') return searchWording.tooOften
  if (error) return getFailureWording(error.failure).title
  return data && buildHitCountWording(data.hits.length, data.more)
}
