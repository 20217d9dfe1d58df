import { computeRetentionTerm } from '../../content/file/retention-term.ts'
import { practice } from '../../content/practice.ts'
import type { AuditEvent } from '../../db/audit.ts'
import { eraseFileAtEndOfTerm } from '../../db/erasures.ts'
import {
  deleteOldMessages,
  listFilesToErase,
  listFilesWithoutTerm,
  type RetentionRules,
  setRetentionTerm,
} from '../../db/retentions.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { loadRetentionFacts } from './retention-facts.ts'

/**
 * Makes one bounded step of what the retention settings ask: deletes old messages, and computes the terms of files that were
 * closed, or of all of them when the settings changed, and erases a few whose term has ended, once the desk showed for long
 * enough that they would go. Where nobody is privacy officer it erases nothing, since nobody could hold a file back.
 */
export async function retentionStep(env: Pick<Environment, 'db' | 'keys'>, now: number): Promise<void> {
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - practice.retention.messageMonths)
  await deleteOldMessages(env.db, { before: oldest.getTime(), now }, MAX_MESSAGES_DELETED_PER_STEP)
  const { closedFiles, untakenFileMonths, previewDays } = practice.retention
  const hash = await sha256Hex(JSON.stringify({ closedFiles, untakenFileMonths, version: FACTS_VERSION }))
  const faults = await setTerms(env, hash, now)
  if (practice.coordinators.some(({ privacyOfficer }) => privacyOfficer))
    faults.push(...(await eraseFilesAtEndOfTerm(env.db, { hash, previewDays }, now)))
  throwFirstAndLogOthers(faults)
}

/** Changes with how the facts of a file are read, so that every term is computed anew. */
const FACTS_VERSION = 2

/** Unsealing the answers of a file takes some milliseconds, and erasing one a batch of some thirty statements. */
const MAX_TERMS_PER_STEP = 20
const MAX_ERASURES_PER_STEP = 5
const MAX_MESSAGES_DELETED_PER_STEP = 200

/** More than are erased, so that files that can’t be erased hold up no other. */
const MAX_FILES_TRIED_PER_STEP = 100

/** Throws the first fault, so that the job is recorded as failing; the scheduled work logs that one. */
function throwFirstAndLogOthers([first, ...others]: readonly unknown[]): void {
  for (const fault of others) log('scheduled_error', getErrorLogFields(fault))
  if (first !== undefined) throw first
}

/** Computes the terms of some files, each for itself, and gives the faults. */
async function setTerms(
  env: Pick<Environment, 'db' | 'keys'>,
  rulesHash: string,
  now: number,
): Promise<unknown[]> {
  const closed = await listFilesWithoutTerm(env.db, rulesHash, MAX_TERMS_PER_STEP)
  const faults: unknown[] = []
  let set = 0
  let unreadable = 0
  for (const file of closed)
    try {
      const { facts, isUnreadable } = await loadRetentionFacts(env, file)
      if (isUnreadable) unreadable++
      const expiresAt = computeRetentionTerm(facts, practice.retention)
      await setRetentionTerm(env.db, file, { expiresAt, rulesHash }, now)
      set++
    } catch (error) {
      faults.push(error)
    }
  if (set > 0) log('retention_terms_set', { files: set, unreadable })
  return faults
}

/** Erases a few files, each for itself, and gives the faults. */
async function eraseFilesAtEndOfTerm(
  db: Environment['db'],
  rules: RetentionRules,
  now: number,
): Promise<unknown[]> {
  const faults: unknown[] = []
  let erased = 0
  for (const { fileId } of await listFilesToErase(db, now, rules, MAX_FILES_TRIED_PER_STEP)) {
    if (erased === MAX_ERASURES_PER_STEP) break
    try {
      const event: AuditEvent = {
        ...{ fileId, actor: 'system', action: 'data_erased', happenedAt: now },
        detail: { ground: 'term-ended' },
      }
      if (await eraseFileAtEndOfTerm(db, event, crypto.randomUUID(), rules)) erased++
    } catch (error) {
      faults.push(error)
    }
  }
  if (erased > 0) log('files_erased', { files: erased })
  return faults
}
