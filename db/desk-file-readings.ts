import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { intakeFormIds } from '../content/intake-form-ids.ts'
import { type AuditEvent, type AuditRow, mutateWithAuditGivenLastRow, selectLastAuditRow } from './audit.ts'
import { type Database, runNamedBatch } from './database.ts'
import { selectOpenTimeRequests } from './desk-file-appointments.ts'
import { selectOrderReadings } from './desk-file-contact-holds.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { fileIdSql, parentIdsSql, selectParentsOfFile } from './desk-file-parents.ts'
import { canTransitionCondition, openFileCondition } from './file-stage.ts'
import { selectFormVersionsOfFile, selectFormVersionsOfIntakes } from './form-versions.ts'
import { authorisations, parents, submissions } from './schema.ts'
import { selectScreenings } from './screenings.ts'

/**
 * Loads what the parents of a file wrote, sealed as stored: their intakes, their contact rules, the evidence of the
 * latest authorisation each granted, their time requests, and the versions of the forms that were asked. It also loads
 * the last audit row, which the audit event of the reading follows.
 */
export async function loadSealedFileAnswersAndLastAuditRow(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    intakes: selectIntakes(db, reference),
    additions: selectAdditions(db, reference),
    parents: selectParentsOfFile(db, reference),
    evidence: selectLatestEvidence(db, reference),
    timeRequests: selectOpenTimeRequests(db, reference),
    formVersions: selectFormVersionsOfFile(db, reference),
    orderReadings: selectOrderReadings(db, reference),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
  })
  const [file] = header
  return file && { file, ...rows, lastAuditRow: lastAuditRows[0] }
}

/** Loads the sealed intakes of a file with its parents and its last audit row, for what is told before it has a lead. */
export async function loadSealedIntakesAndLastAuditRow(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    intakes: selectIntakes(db, reference),
    parents: selectParentsOfFile(db, reference),
    formVersions: selectFormVersionsOfIntakes(db, reference),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
  })
  const [file] = header
  return file && { file, ...rows, lastAuditRow: lastAuditRows[0] }
}

/**
 * Loads what the overview tells of what the parents of a file wrote, sealed as stored: their intakes, what was added to
 * them, their contact rules, and the versions of the forms that were asked, with the last audit row.
 */
export async function loadSealedOverviewAndLastAuditRow(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    intakes: selectIntakes(db, reference),
    additions: selectAdditions(db, reference),
    parents: selectParentsOfFile(db, reference),
    formVersions: selectFormVersionsOfIntakes(db, reference),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
  })
  const [file] = header
  return file && { file, ...rows, lastAuditRow: lastAuditRows[0] }
}

/**
 * Loads what the parents of a file wrote about safety and what was noted when they were screened, sealed as stored, with
 * the versions of the form that were asked and the last audit row.
 */
export async function loadSealedFileSafetyAnswersAndLastAuditRow(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    intakes: selectSafetyAnswers(db, reference),
    additions: selectAdditions(db, reference),
    screenings: selectScreenings(db, reference),
    formVersions: selectFormVersionsOfIntakes(db, reference),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
  })
  const [file] = header
  return file && { file, ...rows, lastAuditRow: lastAuditRows[0] }
}

/** Selects the intakes of a file, sealed as stored. */
export const selectIntakes = (db: Database, reference: string) =>
  db
    .select({
      id: submissions.id,
      side: parents.side,
      sealedAnswers: submissions.sealedAnswers,
      hasSafetyAnswers: sql<boolean>`${submissions.sealedSafety} is not null`
        .mapWith(Boolean)
        .as('has_safety_answers'),
      hasOtherContact: sql<boolean>`${submissions.sealedOtherContact} is not null`
        .mapWith(Boolean)
        .as('has_other_contact'),
    })
    .from(submissions)
    .innerJoin(parents, eq(parents.id, submissions.parentId))
    .where(isIntakeOfFileCondition(reference))
    .orderBy(parents.side, submissions.sentAt)

const selectSafetyAnswers = (db: Database, reference: string) =>
  db
    .select({ id: submissions.id, side: parents.side, sealedSafety: submissions.sealedSafety })
    .from(submissions)
    .innerJoin(parents, eq(parents.id, submissions.parentId))
    .where(isIntakeOfFileCondition(reference))
    .orderBy(parents.side, submissions.sentAt)

const isIntakeOfFileCondition = (reference: string) =>
  and(
    eq(submissions.fileId, fileIdSql(reference)),
    inArray(submissions.form, [...intakeFormIds]),
    isNull(submissions.addedPage),
  )

/** Selects the pages that were added to the intakes of a file, sealed as stored, every version, newest first. */
const selectAdditions = (db: Database, reference: string) =>
  db
    .select({
      id: submissions.id,
      side: parents.side,
      page: sql<string>`${submissions.addedPage}`.as('page'),
      writtenBy: submissions.writtenBy,
      addedAt: submissions.sentAt,
      sealedAnswers: submissions.sealedAnswers,
      sealedSafety: submissions.sealedSafety,
    })
    .from(submissions)
    .innerJoin(parents, eq(parents.id, submissions.parentId))
    .where(and(eq(submissions.fileId, fileIdSql(reference)), isNotNull(submissions.addedPage)))
    .orderBy(desc(sql`submissions.rowid`))

/** Selects the evidence of the latest authorisation that each parent of a file granted. */
const selectLatestEvidence = (db: Database, reference: string) =>
  db
    .select({ id: authorisations.id, side: parents.side, sealedEvidence: authorisations.sealedEvidence })
    .from(parents)
    .innerJoin(
      authorisations,
      eq(
        authorisations.id,
        sql`(select latest.id from authorisations latest
          where latest.parent_id = ${parents.id} and latest.granted_at is not null
          order by latest.created_at desc, latest.rowid desc limit 1)`,
      ),
    )
    .where(sql`${parents.id} in ${parentIdsSql(reference)}`)
    .orderBy(parents.side)

/**
 * Records that something which a parent wrote was read. Gives false, and records nothing, when nobody leads the file any
 * more.
 */
export const recordReading = (db: Database, event: AuditEvent, lastAuditRow: AuditRow | undefined) =>
  mutateWithAuditGivenLastRow(db, event, lastAuditRow, [], readableFileCondition(event.fileId))

/** Holds unless the file is one that nobody has taken, which nobody reads. */
export const readableFileCondition = (
  fileId: string,
) => sql`exists (select 1 from files where files.id = ${fileId}
  and not (files.lead_coordinator_id is null and (${openFileCondition()} or ${canTransitionCondition('restore')})))`
