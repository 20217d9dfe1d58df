import { eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { countTry } from './drafts.ts'
import { parents } from './schema.ts'

/** What a parent may see of their own file. */
export async function readOwnFile(db: Database, accessId: string) {
  const [file] = await ownFile(db, accessId)
  return file
}

/** Counts a try of a private code and looks whether it is one, in one call. */
export async function tryFileCode(
  db: Database,
  { connection, hour }: { connection: string; hour: number },
  accessId: string,
) {
  const [counted, found] = await db.batch([countTry(db, connection, hour), ownFile(db, accessId)])
  return { tries: counted[0]?.tries ?? 0, known: found.length > 0 }
}

const ownFile = (db: Database, accessId: string) =>
  db
    .select({ reference: parents.givenReference, standing: parents.standing })
    .from(parents)
    .where(eq(parents.accessId, accessId))
