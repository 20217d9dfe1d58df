import { desc, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { selectLastAuditRow } from './audit.ts'
import { type Database, runNamedBatch } from './database.ts'
import { selectContactGateFactsOfParents } from './desk-file-gate.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { fileIdSql, parentIdsSql, selectParentsOfFile } from './desk-file-parents.ts'
import { attemptConcernsGranterCondition, relatedCallAttemptsJoinSql } from './family-call-attempts.ts'
import { authorisations, callAttempts, callReopenings, invitations } from './schema.ts'

/**
 * Loads the calls panel: the authorisations of each parent, newest first, with the call attempts and invitations of
 * each, the call attempts in related files that bear on this one, when calls were reopened, and why the other parent
 * cannot be called.
 */
export async function loadDeskFileCallsPanel(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    parents: selectParentsOfFile(db, reference),
    contactGates: selectContactGateFactsOfParents(db, query),
    authorisations: selectAuthorisations(db, reference),
    callAttempts: selectCallAttempts(db, reference),
    relatedCallAttempts: selectRelatedCallAttempts(db, reference),
    callReopenings: selectCallReopenings(db, reference),
    invitations: selectInvitations(db, reference),
  })
  const [file] = header
  return file && { file, ...rows }
}

/** Loads a file with its parents, their authorisations and the last audit row, for an action on an authorisation. */
export async function loadDeskFileWithAuthorisationsAndLastAuditRow(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    parents: selectParentsOfFile(db, reference),
    authorisations: selectAuthorisations(db, reference),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
  })
  const [file] = header
  return file && { file, ...rows, lastAuditRow: lastAuditRows[0] }
}

/** Leaves out the contact details and the evidence, which is read only under the gate (db/call-attempts.ts). */
const selectAuthorisations = (db: Database, reference: string) => {
  const { sealedEvidence, sealedOtherContact, idempotencyKey, ...columns } = getTableColumns(authorisations)
  return db
    .select({ ...columns, hasEvidence: sql<number>`sealed_evidence is not null`.as('has_evidence') })
    .from(authorisations)
    .where(sql`${authorisations.parentId} in ${parentIdsSql(reference)}`)
    .orderBy(desc(authorisations.createdAt), sql`rowid desc`)
}

const selectCallAttempts = (db: Database, reference: string) =>
  db
    .select()
    .from(callAttempts)
    .where(sql`${callAttempts.authorisationId} in ${authorisationIdsSql(reference)}`)
    .orderBy(desc(callAttempts.attemptedAt))

/** Selects which file, when and how it ended, and nothing of what that file holds; the last recorded first. */
const selectRelatedCallAttempts = (db: Database, reference: string) =>
  db
    .selectDistinct({
      id: sql<string>`related_attempt.id`.as('attempt_id'),
      parentId: sql<string>`granter.id`.as('parent_id'),
      reference: sql<string>`related.reference`.as('related_reference'),
      attemptedAt: sql<CallAttemptRow['attemptedAt']>`related_attempt.attempted_at`.as('attempted_at'),
      recordedAt: sql<CallAttemptRow['recordedAt']>`related_attempt.recorded_at`.as('recorded_at'),
      outcome: sql<CallAttemptRow['outcome']>`related_attempt.outcome`.as('outcome'),
    })
    .from(
      sql`files cross join parents granter on granter.file_id = files.id cross join ${relatedCallAttemptsJoinSql}`,
    )
    .where(
      sql`files.reference = ${reference} and granter.status is not null and ${attemptConcernsGranterCondition}`,
    )
    .orderBy(sql`related_attempt.recorded_at desc`)
    .limit(MAX_RELATED_CALL_ATTEMPTS)

type CallAttemptRow = typeof callAttempts.$inferSelect

/** The most attempts of related files in the panel, which shows the newest. */
const MAX_RELATED_CALL_ATTEMPTS = 50

const selectCallReopenings = (db: Database, reference: string) =>
  db
    .select()
    .from(callReopenings)
    .where(sql`${callReopenings.parentId} in ${parentIdsSql(reference)}`)
    .orderBy(desc(callReopenings.reopenedAt))

const selectInvitations = (db: Database, reference: string) => {
  const { codeHash, locatorHash, ...columns } = getTableColumns(invitations)
  return db
    .select(columns)
    .from(invitations)
    .where(sql`${invitations.authorisationId} in ${authorisationIdsSql(reference)}`)
    .orderBy(desc(invitations.createdAt))
}

const authorisationIdsSql = (reference: string): SQL => sql`(select authorisations.id from files
  cross join parents on parents.file_id = files.id
  cross join authorisations on authorisations.parent_id = parents.id where files.reference = ${reference})`
