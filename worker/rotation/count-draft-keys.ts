import { UNUSED_ACCESS_CODE_DAYS } from '../../content/retention.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { endAccessCode, listUnusedAccessCodes } from '../../db/access-codes.ts'
import type { Database } from '../../db/database.ts'
import { findRowUnderOlderDraftKey, listDraftsWithOlderKeys } from '../../db/key-usage.ts'
import { getSealedValuePrefix } from '../privacy/seal.ts'
import { cursorAfter, type Rotation } from './rotation.ts'

/**
 * Looks for what still needs an older key of drafts. Nothing here can be brought under the newest: only a parent’s code or
 * token opens it. Access codes change when they are used, and end when nobody uses them; the rest expires.
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
    if (isLastOfCleanPass) await endUnusedAccessCodes(db, kid, limit, now)
    const hasOther = isLastOfCleanPass && (await findRowUnderOlderDraftKey(db, kid, now))
    return { cursor: next, resealed: 0, unreadable: older + (hasOther ? 1 : 0) }
  },
}

async function endUnusedAccessCodes(db: Database, kid: string, limit: number, now: number): Promise<void> {
  const newestSince = now - UNUSED_ACCESS_CODE_DAYS * DAY_MS
  for (const code of await listUnusedAccessCodes(db, kid, newestSince, limit)) {
    const { fileId, parentId, side, accessCodeHash } = code
    const event = { fileId, actor: 'system', action: 'access_code_ended', detail: { side } } as const
    await endAccessCode(db, { ...event, happenedAt: now }, parentId, accessCodeHash)
  }
}
