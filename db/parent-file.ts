import { and, eq, isNull, sql } from 'drizzle-orm'
import { ownFreeze } from './authorisations.ts'
import type { Database } from './database.ts'
import { countTry } from './drafts.ts'
import { ownRequest, ownSessions } from './parent-appointments.ts'
import { authorisations, files, parents } from './schema.ts'

/**
 * What a parent may see of their own file, in one call: what was decided about it, their own word on the call to the
 * other parent, and their own sessions. Nothing of the other parent.
 */
export async function readOwnFile(db: Database, accessId: string) {
  return ownFileOf(await db.batch(ownFileQueries(db, accessId)))
}

/** The statements that read it, for a batch that asks for more. */
export const ownFileQueries = (db: Database, accessId: string) =>
  [
    db
      .select({
        parentId: parents.id,
        fileId: parents.fileId,
        contact: parents.contact,
        language: parents.language,
        reference: parents.givenReference,
        /** The file's own, for coordinators. */
        fileReference: sql<string>`${files.reference}`.as('file_reference'),
        standing: parents.standing,
        /** How they came themselves: never what the other parent answered. */
        route: sql<typeof files.$inferSelect.route | null>`${parents.route}`.as('own_route'),
        invited: sql<number>`${parents.invitedAt} is not null`.as('invited'),
        booksWith: parents.booksWith,
        jointAgreedAt: parents.jointAgreedAt,
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
    ownSessions(db, accessId),
    ownRequest(db, accessId),
  ] as const

type Read = Awaited<ReturnType<typeof run>>
const run = (db: Database) => db.batch(ownFileQueries(db, ''))

/** What those statements read, put together; nothing when no such file is. */
export function ownFileOf([[file], [authorisation], frozen, sessions, [request]]: Read) {
  return (
    file && {
      ...file,
      route: file.route ?? 'one-parent',
      invited: file.invited === 1,
      authorisation,
      frozen: frozen.length > 0,
      /** Their own sessions, and a time kept for them; the newest first, cancelled ones left out. */
      sessions,
      /** What they asked for when they found no time, while nobody has answered it. */
      request,
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
