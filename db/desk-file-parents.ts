import { eq, type SQL, sql } from 'drizzle-orm'
import { selectAvailability } from './availability.ts'
import { batchNamed, type Database } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { parents } from './schema.ts'

/** A file with its parents, for an action that writes to one of them. */
export async function loadDeskFileParents(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, ...rows } = await batchNamed(db, {
    header: selectDeskFileHeader(db, query),
    parents: selectParentsOfFile(db, reference),
  })
  const [file] = header
  return file && { file, ...rows }
}

/** The same with the availability that whoever leads saved, for booking an appointment. */
export async function loadDeskFileForBooking(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, ...rows } = await batchNamed(db, {
    header: selectDeskFileHeader(db, query),
    parents: selectParentsOfFile(db, reference),
    availabilityRows: selectLeadAvailability(db, reference),
  })
  const [file] = header
  return file && { file, ...rows }
}

/** The parents of a file, the initiating one first; what has an envelope of its own is left out. */
export const selectParentsOfFile = (db: Database, reference: string) =>
  db
    .select({
      id: parents.id,
      side: parents.side,
      language: parents.language,
      sealedContactRules: parents.sealedContactRules,
      issuedReference: parents.issuedReference,
      status: parents.status,
      invitationAcceptedAt: parents.invitationAcceptedAt,
      bookingCoordinatorId: parents.bookingCoordinatorId,
      jointConsentedAt: parents.jointConsentedAt,
    })
    .from(parents)
    .where(eq(parents.fileId, fileIdSql(reference)))
    .orderBy(parents.side)

/** The availability that whoever leads a file saved. */
export const selectLeadAvailability = (db: Database, reference: string) =>
  selectAvailability(db, sql`(select lead_coordinator_id from files where reference = ${reference})`)

/** The id of the file with a reference. */
export const fileIdSql = (reference: string): SQL =>
  sql`(select id from files where reference = ${reference})`

/** The ids of a file's parents. */
export const parentIdsSql = (reference: string): SQL => sql`(select parents.id from files
  cross join parents on parents.file_id = files.id where files.reference = ${reference})`
