import { sql } from 'drizzle-orm'
import { acceptedFileCondition } from './accepted-files.ts'
import { type Database, runNamedBatch } from './database.ts'
import { waitingFileCondition } from './file-stage.ts'
import { assembleParentFile, buildParentFileQueries } from './parent-file.ts'
import { files } from './schema.ts'
import { selectLettersToParent } from './sent-letters.ts'

/**
 * Loads, in one call, what a parent may see of their own file, with the letters to them, how many families stand before
 * them in the waiting list, and how long (ms) the last ones waited whose files were accepted since.
 *
 * The parent’s place counts from when they sent their own form, so that it stays the same when their file is merged into
 * that of the other parent, which counts as any other family’s. Who joined a file knows that it is there, and has the place
 * that it has, also where their form opened a file of its own.
 */
export async function loadParentFileAndWaitingList(db: Database, accessCodeHash: string, now: number) {
  const { before, waits, letters, ...rows } = await runNamedBatch(db, {
    ...buildParentFileQueries(db, accessCodeHash, now),
    before: db
      .select({ count: sql<number>`count(*)`.as('families_before') })
      .from(files)
      .where(
        sql`lead_coordinator_id is null and ${waitingFileCondition()} and +created_at < (select
          coalesce(place_created_at,
            case when invitation_accepted_at is null then min(sent_at) else joined.created_at end)
          from parents cross join submissions on submissions.parent_id = parents.id and added_page is null
          cross join files joined on joined.id = parents.file_id
          where access_code_hash = ${accessCodeHash} and parents.status = 'waiting')`,
      ),
    waits: db
      .select({ wait: sql<number>`left_waiting_at - created_at`.as('waited') })
      .from(files)
      .where(sql`left_waiting_at > 0 and ${acceptedFileCondition()}`)
      .orderBy(sql`left_waiting_at desc`)
      .limit(COUNTED_WAITS),
    letters: selectLettersToParent(db, accessCodeHash),
  })
  const own = assembleParentFile(rows)
  return own && { own, familiesBefore: before[0]?.count ?? 0, waits: waits.map(({ wait }) => wait), letters }
}
export type OpenedFile = NonNullable<Awaited<ReturnType<typeof loadParentFileAndWaitingList>>>
export type WaitingList = Pick<OpenedFile, 'familiesBefore' | 'waits'>

/** The families whose waits tell what is usual: enough to tell it, and few enough to be of late. */
const COUNTED_WAITS = 20
