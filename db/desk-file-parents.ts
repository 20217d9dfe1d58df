import { eq, type SQL, sql } from 'drizzle-orm'
import { wasGivenFileCondition } from './absences.ts'
import { selectLastAuditRow } from './audit.ts'
import { selectAvailability } from './availability.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { parseNearbyAppointments, selectNearbyAppointments } from './nearby-appointments.ts'
import { parents } from './schema.ts'
import { sharedEmailTokensColumn } from './shared-contacts.ts'

/** Loads the header of a file and its last audit row, for an action that needs nothing else. */
export async function loadDeskFileAndLastAuditRow(db: Database, query: DeskFileQuery) {
  const { header, lastAuditRows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(query.reference)),
  })
  const [file] = header
  return file && { file, lastAuditRow: lastAuditRows[0] }
}

/** Loads a file with its parents and the last audit row, for an action that writes to one of them. */
export async function loadDeskFileWithParents(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
    parents: selectParentsOfFile(db, reference),
  })
  const [file] = header
  return file && { file, ...rows, lastAuditRow: lastAuditRows[0] }
}

/**
 * Loads a file with its parents, the last audit row, and the availability of the coordinator in whose calendar the viewer
 * books, and the appointments to come of both, for booking an appointment.
 */
export async function loadDeskFileWithParentsAndAvailability(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, upcoming, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
    parents: selectParentsOfFile(db, reference),
    availabilityRows: selectBookingAvailability(db, query),
    upcoming: selectNearbyAppointments(db, {
      coordinatorIds: bookingCoordinatorIdSql(query),
      fileId: fileIdSql(reference),
      now: query.now,
    }),
  })
  const [file] = header
  return (
    file && {
      ...{ file, ...rows, lastAuditRow: lastAuditRows[0] },
      nearbyAppointments: parseNearbyAppointments(upcoming),
    }
  )
}

/**
 * Selects the parents of a file, the initiating parent first, without the columns that have an envelope of their own.
 */
export const selectParentsOfFile = (db: Database, reference: string) =>
  db
    .select({
      id: parents.id,
      side: parents.side,
      language: parents.language,
      /** The route in the parent’s own answer, as “Your file” has it. */
      route: parents.route,
      sealedDisplayName: parents.sealedDisplayName,
      sealedContactRules: parents.sealedContactRules,
      issuedReference: parents.issuedReference,
      status: parents.status,
      invitationAcceptedAt: parents.invitationAcceptedAt,
      bookingCoordinatorId: parents.bookingCoordinatorId,
      jointConsentedAt: parents.jointConsentedAt,
      ...contactTokenColumns,
    })
    .from(parents)
    .where(eq(parents.fileId, fileIdSql(reference)))
    .orderBy(parents.side)

/** The tokens, each as a JSON list, by which the e-mail addresses of a parent are compared. */
const contactTokenColumns = {
  /** Those that were given for the other parent too. */
  sharedEmailTokens: sharedEmailTokensColumn,
  /** Every address that either parent gave for this one. */
  emailTokens:
    sql<string>`(select json_group_array(token) from match_tokens where match_tokens.file_id = parents.file_id
    and match_tokens.side = parents.side and match_tokens.kind = 'reach-email')`.as('email_tokens'),
}

/** Selects the availability of the coordinator in whose calendar the viewer books. */
export const selectBookingAvailability = (db: Database, query: DeskFileQuery) =>
  selectAvailability(db, bookingCoordinatorIdSql(query))

/** Gives the id of the coordinator in whose calendar a file’s viewer books: of the viewer if they stand in, else of the lead. */
export const bookingCoordinatorIdSql = ({ reference, viewerId, now }: DeskFileQuery): SQL =>
  sql`(select iif(${wasGivenFileCondition(viewerId, now)}, ${viewerId}, lead_coordinator_id)
    from files where reference = ${reference})`

export const fileIdSql = (reference: string): SQL =>
  sql`(select id from files where reference = ${reference})`

export const parentIdsSql = (reference: string): SQL => sql`(select parents.id from files
  cross join parents on parents.file_id = files.id where files.reference = ${reference})`
