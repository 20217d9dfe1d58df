import type { Wording } from '../../forms/language.ts'
import { deleteTextDraftsOfOtherFiles, hasTextDraftsOfOtherFiles } from './stored-text-drafts.ts'
import { leaveUnsavedWording } from './wording.ts'

/**
 * Whether a file may be left for the page of another one, or for none. Asks when something that was typed is not saved, and
 * deletes it once somebody leaves.
 */
export function mayLeaveTextDrafts(
  text: (wording: Wording) => string,
  reference: string | undefined,
): boolean {
  if (!hasTextDraftsOfOtherFiles(reference)) return true
  if (!confirm(text(leaveUnsavedWording))) return false
  deleteTextDraftsOfOtherFiles(reference)
  return true
}
