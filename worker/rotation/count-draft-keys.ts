import { findRowUnderOlderDraftKey, listDraftsWithOlderKeys } from '../../db/key-usage.ts'
import { getSealedValuePrefix } from '../privacy/seal.ts'
import { cursorAfter, type Rotation } from './rotation.ts'

/**
 * Looks for what still needs an older key of drafts. Nothing here can be brought under the newest: only a parent’s code or
 * token opens it. Access codes change when they are used, and the rest expires.
 */
export const countDraftKeys: Rotation = {
  column: 'drafts.id',
  purpose: 'draft',
  async rotateRows({ db }, { kid, cursor, unreadable }, limit, now) {
    const drafts = await listDraftsWithOlderKeys(
      db,
      { kid, sealedPrefix: getSealedValuePrefix(kid) },
      cursor,
      limit,
    )
    const older = drafts.filter(({ needsOlderKey }) => needsOlderKey).length
    const next = cursorAfter(drafts, limit)
    const isLastOfCleanPass = next === undefined && unreadable + older === 0
    const hasOther = isLastOfCleanPass && (await findRowUnderOlderDraftKey(db, kid, now))
    return { cursor: next, resealed: 0, unreadable: older + (hasOther ? 1 : 0) }
  },
}
