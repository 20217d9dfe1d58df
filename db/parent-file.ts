import { and, eq, isNull, sql } from 'drizzle-orm'
import { selectParentContactHold } from './authorisations.ts'
import { batchNamed, type Database, type NamedResults } from './database.ts'
import { incrementCodeAttempts } from './drafts.ts'
import { selectParentAppointments, selectParentTimeRequest } from './parent-appointments.ts'
import { authorisations, files, parents } from './schema.ts'

/**
 * What a parent may see of their own file, in one call: what was decided about it, their own authorisation to call the
 * other parent, and their own appointments. Nothing of the other parent.
 */
export async function loadParentFile(db: Database, accessCodeHash: string) {
  return assembleParentFile(await batchNamed(db, parentFileQueries(db, accessCodeHash)))
}

/** The queries of `loadParentFile`, for a batch that asks for more. */
export const parentFileQueries = (db: Database, accessCodeHash: string) => ({
  file: db
    .select({
      parentId: parents.id,
      fileId: parents.fileId,
      sealedContactRules: parents.sealedContactRules,
      language: parents.language,
      reference: parents.issuedReference,
      /** The file's own, for coordinators. */
      fileReference: sql<string>`${files.reference}`.as('file_reference'),
      status: parents.status,
      /** How they came themselves: never what the other parent answered. */
      route: sql<typeof files.$inferSelect.route | null>`${parents.route}`.as('own_route'),
      cameByInvitation: sql<number>`${parents.invitationAcceptedAt} is not null`.as('came_by_invitation'),
      bookingCoordinatorId: parents.bookingCoordinatorId,
      jointConsentedAt: parents.jointConsentedAt,
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
  contactHolds: selectParentContactHold(db, accessCodeHash),
  appointments: selectParentAppointments(db, accessCodeHash),
  timeRequest: selectParentTimeRequest(db, accessCodeHash),
})

/** The rows of `parentFileQueries`, put together; nothing when there is no such file. */
export function assembleParentFile({
  file: [file],
  authorisation: [authorisation],
  contactHolds,
  appointments,
  timeRequest: [timeRequest],
}: NamedResults<ReturnType<typeof parentFileQueries>>) {
  return (
    file && {
      ...file,
      route: file.route ?? 'one-parent',
      cameByInvitation: file.cameByInvitation === 1,
      authorisation,
      hasContactHold: contactHolds.length > 0,
      /** Their own appointments, and a slot held for them; the newest first, cancelled ones left out. */
      appointments,
      /** Their time request, while nobody has answered it. */
      timeRequest,
    }
  )
}
export type ParentFile = NonNullable<Awaited<ReturnType<typeof loadParentFile>>>

/** Counts an attempt at a private code and looks whether it is one, in one call. */
export async function countAttemptAndFindParent(
  db: Database,
  { connectionHash, hour }: { connectionHash: string; hour: number },
  accessCodeHash: string,
) {
  const [counted, found] = await db.batch([
    incrementCodeAttempts(db, connectionHash, hour),
    db.select({ id: parents.id }).from(parents).where(eq(parents.accessCodeHash, accessCodeHash)),
  ])
  return { attempts: counted[0]?.attempts ?? 0, exists: found.length > 0 }
}
