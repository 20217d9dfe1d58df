import { computeRetentionTerm } from '../../content/file/retention-term.ts'
import { practice } from '../../content/practice.ts'
import { deleteOldMessages, listFilesWithoutTerm, setRetentionTerm } from '../../db/retentions.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { loadRetentionFacts } from './retention-facts.ts'

/**
 * Makes one bounded step of what the retention settings ask: deletes old messages, and computes the terms of files that were
 * closed, or of all of them when the settings changed. It erases nothing as long as nobody at the desk can hold a file back.
 */
export async function retentionStep(env: Pick<Environment, 'db' | 'keys'>, now: number): Promise<void> {
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - practice.retention.sentMessageMonths)
  await deleteOldMessages(env.db, oldest.getTime(), MAX_MESSAGES_DELETED_PER_STEP)
  await setTerms(env, await sha256Hex(JSON.stringify(practice.retention)), now)
}

/** Unsealing the answers of a file takes some milliseconds. */
const MAX_TERMS_PER_STEP = 20
const MAX_MESSAGES_DELETED_PER_STEP = 200

async function setTerms(
  env: Pick<Environment, 'db' | 'keys'>,
  rulesHash: string,
  now: number,
): Promise<void> {
  const closed = await listFilesWithoutTerm(env.db, rulesHash, MAX_TERMS_PER_STEP)
  let set = 0
  let unreadable = 0
  for (const file of closed)
    try {
      const { facts, isUnreadable } = await loadRetentionFacts(env, file)
      if (isUnreadable) unreadable++
      const expiresAt = computeRetentionTerm(facts, practice.retention)
      await setRetentionTerm(env.db, file, { expiresAt, rulesHash, termSetAt: now })
      set++
    } catch (error) {
      // The terms of the other files don’t wait for one.
      log('scheduled_error', getErrorLogFields(error))
    }
  if (set > 0) log('retention_terms_set', { files: set, unreadable })
}
