import { computeRetentionTerm } from '../../content/file/retention-term.ts'
import { practice } from '../../content/practice.ts'
import type { AuditEvent } from '../../db/audit.ts'
import { eraseFileAtEndOfTerm } from '../../db/erasures.ts'
import {
  deleteOldMessages,
  listFilesToErase,
  listFilesWithoutTerm,
  setRetentionTerm,
} from '../../db/retentions.ts'
import type { Environment } from '../environment.ts'
import { log } from '../log.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { loadRetentionFacts } from './retention-facts.ts'

/**
 * Makes one bounded step of what the retention settings ask: computes the terms of files that were closed, or of all of them
 * when the settings changed, erases a few whose term has ended, and deletes old messages.
 */
export async function retentionStep(env: Pick<Environment, 'db' | 'keys'>, now: number): Promise<void> {
  const rulesHash = await sha256Hex(JSON.stringify(practice.retention))
  await setTerms(env, rulesHash)
  for (const { fileId } of await listFilesToErase(env.db, now, rulesHash, MAX_ERASURES_PER_STEP)) {
    const event: AuditEvent = {
      ...{ fileId, actor: 'system', action: 'data_erased', happenedAt: now },
      detail: { ground: 'term-ended' },
    }
    if (await eraseFileAtEndOfTerm(env.db, event, crypto.randomUUID(), rulesHash))
      log('file_erased', { file: fileId })
  }
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - practice.retention.sentMessageMonths)
  await deleteOldMessages(env.db, oldest.getTime(), MAX_MESSAGES_DELETED_PER_STEP)
}

/** Unsealing the answers of a file takes some milliseconds, and erasing one a batch of some thirty statements. */
const MAX_TERMS_PER_STEP = 20
const MAX_ERASURES_PER_STEP = 5
const MAX_MESSAGES_DELETED_PER_STEP = 200

async function setTerms(env: Pick<Environment, 'db' | 'keys'>, rulesHash: string): Promise<void> {
  const closed = await listFilesWithoutTerm(env.db, rulesHash, MAX_TERMS_PER_STEP)
  let unreadable = 0
  for (const file of closed) {
    const { facts, isUnreadable } = await loadRetentionFacts(env, file)
    if (isUnreadable) unreadable++
    const expiresAt = computeRetentionTerm(facts, practice.retention)
    await setRetentionTerm(env.db, file, { expiresAt, rulesHash })
  }
  if (closed.length > 0) log('retention_terms_set', { files: closed.length, unreadable })
}
