import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { buildNamedStandInsColumn } from './absences.ts'
import { selectActiveParentContactHold } from './authorisations.ts'
import { type AttemptConnection, findRowsOrCountWrongCode } from './code-attempts.ts'
import { type Database, type NamedResults, runNamedBatch } from './database.ts'
import { isScreenedCondition } from './gate.ts'
import { selectParentAppointments, selectParentTimeRequest } from './parent-appointments.ts'
import { authorisations, files, parents } from './schema.ts'

/**
 * Loads, in one call, what a parent may see of their own file: what was decided about it, their own authorisation to
 * call the other parent, and their own appointments. It loads nothing about the other parent.
 */
export async function loadParentFile(db: Database, accessCodeHash: string, now: number) {
  return assembleParentFile(await runNamedBatch(db, buildParentFileQueries(db, accessCodeHash, now)))
}

/** Gives the queries of `loadParentFile`, for a batch that asks for more. */
export const buildParentFileQueries = (db: Database, accessCodeHash: string, now: number) => ({
  file: db
    .select({
      parentId: parents.id,
      fileId: parents.fileId,
      sealedContactRules: parents.sealedContactRules,
      sealedDisplayName: parents.sealedDisplayName,
      language: parents.language,
      reference: parents.issuedReference,
      /** The reference of the file itself, which coordinators use. */
      fileReference: sql<string>`${files.reference}`.as('file_reference'),
      /** Who is named to stand in for the lead, if they are away. It tells the parent nothing. */
      standInIds: buildNamedStandInsColumn(now),
      status: parents.status,
      applicationWithdrawnAt: parents.applicationWithdrawnAt,
      /** The route in the parent’s own answer, never in that of the other parent. */
      route: sql<typeof files.$inferSelect.route | null>`${parents.route}`.as('own_route'),
      cameByInvitation: sql<number>`${parents.invitationAcceptedAt} is not null`.as('came_by_invitation'),
      /** Whether a talk with this parent alone leaves the way open. It says nothing of the other parent’s. */
      isScreened: sql<number>`${isScreenedCondition(parents.id)}`.as('is_screened'),
      bookingCoordinatorId: parents.bookingCoordinatorId,
      jointConsentedAt: parents.jointConsentedAt,
      accessCodeReplacedAt: parents.accessCodeReplacedAt,
      accessCodeReplacedBy: parents.accessCodeReplacedBy,
      accessCodeConfirmedAt: parents.accessCodeConfirmedAt,
      accessCodeConfirmedBy: parents.accessCodeConfirmedBy,
      accessCodeConfirmedThrough: parents.accessCodeConfirmedThrough,
    })
    .from(parents)
    .innerJoin(files, eq(files.id, parents.fileId))
    .where(eq(parents.accessCodeHash, accessCodeHash)),
  authorisation: db
    .select({
      id: authorisations.id,
      requestedBy: authorisations.requestedBy,
      grantedAt: authorisations.grantedAt,
      expiresAt: authorisations.expiresAt,
      withdrawnAt: authorisations.withdrawnAt,
      declinedAt: authorisations.declinedAt,
      supersededAt: authorisations.supersededAt,
    })
    .from(parents)
    .innerJoin(authorisations, eq(authorisations.parentId, parents.id))
    .where(and(eq(parents.accessCodeHash, accessCodeHash), isNull(authorisations.supersededAt))),
  contactHolds: selectActiveParentContactHold(db, accessCodeHash),
  appointments: selectParentAppointments(db, accessCodeHash),
  timeRequest: selectParentTimeRequest(db, accessCodeHash),
})

/** Assembles the rows of `buildParentFileQueries`; gives undefined when there is no such file. */
export function assembleParentFile({
  file: [file],
  authorisation: [authorisation],
  contactHolds,
  appointments,
  timeRequest: [timeRequest],
}: NamedResults<ReturnType<typeof buildParentFileQueries>>) {
  return (
    file && {
      ...file,
      route: file.route ?? 'one-parent',
      cameByInvitation: file.cameByInvitation === 1,
      isScreened: file.isScreened === 1,
      authorisation,
      hasContactHold: contactHolds.length > 0,
      /** The parent’s own appointments and the slot held for them, newest first, without cancelled ones. */
      appointments: appointments.filter(({ cancelledAt }) => cancelledAt === null),
      /** Those that were booked and then cancelled, by whomever, newest first. */
      cancelledAppointments: appointments.filter(
        ({ cancelledAt, heldUntil }) => cancelledAt !== null && heldUntil === null,
      ),
      /** The parent’s open time request. */
      timeRequest,
    }
  )
}
export type ParentFile = NonNullable<Awaited<ReturnType<typeof loadParentFile>>>

/**
 * Finds the parent with this access code, hashed under each key, or counts the code as wrong, in one call. A hash under an
 * older key is replaced by that under the newest.
 */
export const findParentOrCountWrongCode = (
  db: Database,
  connection: AttemptConnection,
  hashes: readonly [string, ...string[]],
) =>
  findRowsOrCountWrongCode(
    db,
    connection,
    selectParentByAccessCode(db, hashes),
    upgradeAccessCodeHashStatement(db, hashes),
  )

/** Selects the parent with this access code, hashed under each key. */
export const selectParentByAccessCode = (db: Database, hashes: readonly string[]) =>
  db
    .select({ id: parents.id, accessCodeHash: sql<string>`${parents.accessCodeHash}`.as('code_hash') })
    .from(parents)
    .where(inArray(parents.accessCodeHash, [...hashes]))

/** Replaces the hash of an access code under an older key by that under the newest; undefined when there is one key. */
export const upgradeAccessCodeHashStatement = (
  db: Database,
  [newestHash, ...olderHashes]: readonly [string, ...string[]],
) =>
  olderHashes.length > 0
    ? db
        .update(parents)
        .set({ accessCodeHash: newestHash })
        .where(inArray(parents.accessCodeHash, olderHashes))
    : undefined
