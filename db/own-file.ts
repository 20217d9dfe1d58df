import { and, eq, isNull, sql } from 'drizzle-orm'
import { ownFreeze } from './authorisations.ts'
import type { Database } from './database.ts'
import { countTry } from './drafts.ts'
import { authorisations, files, parents } from './schema.ts'

/**
 * What a parent may see of their own file, in one call: what was decided about it, and their own word on the call to
 * the other parent. Nothing of the other parent.
 */
export async function readOwnFile(db: Database, accessId: string) {
  const [[file], [authorisation], frozen] = await db.batch([
    db
      .select({
        parentId: parents.id,
        fileId: parents.fileId,
        contact: parents.contact,
        reference: parents.givenReference,
        /** The file's own, for coordinators. */
        fileReference: sql<string>`${files.reference}`.as('file_reference'),
        standing: parents.standing,
        /** How they came themselves: never what the other parent answered. */
        route: sql<typeof files.$inferSelect.route | null>`${parents.route}`.as('own_route'),
        invited: sql<number>`${parents.invitedAt} is not null`.as('invited'),
      })
      .from(parents)
      .innerJoin(files, eq(files.id, parents.fileId))
      .where(eq(parents.accessId, accessId)),
    db
      .select({
        id: authorisations.id,
        askedBy: authorisations.askedBy,
        grantedAt: authorisations.grantedAt,
        expiresAt: authorisations.expiresAt,
        withdrawnAt: authorisations.withdrawnAt,
        declinedAt: authorisations.declinedAt,
        supersededAt: authorisations.supersededAt,
      })
      .from(parents)
      .innerJoin(authorisations, eq(authorisations.parentId, parents.id))
      .where(and(eq(parents.accessId, accessId), isNull(authorisations.supersededAt))),
    ownFreeze(db, accessId),
  ])
  return (
    file && {
      ...file,
      route: file.route ?? 'one-parent',
      invited: file.invited === 1,
      authorisation,
      frozen: frozen.length > 0,
    }
  )
}
export type OwnFile = NonNullable<Awaited<ReturnType<typeof readOwnFile>>>

/** Counts a try of a private code and looks whether it is one, in one call. */
export async function tryFileCode(
  db: Database,
  { connection, hour }: { connection: string; hour: number },
  accessId: string,
) {
  const [counted, found] = await db.batch([
    countTry(db, connection, hour),
    db.select({ id: parents.id }).from(parents).where(eq(parents.accessId, accessId)),
  ])
  return { tries: counted[0]?.tries ?? 0, known: found.length > 0 }
}
