import { and, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'
import { files, outbox, submissions } from './schema.ts'

/** The files a coordinator leads and those nobody leads yet, newest first; an administrator sees all of them. */
export const listFiles = (db: Database, who: { id: string; administrator: boolean }, until: number) => {
  const openedBy = lte(files.openedAt, until)
  const newestFirst = desc(sql`opened_at`)
  if (who.administrator) return fileRows(db).where(openedBy).orderBy(newestFirst).limit(LISTED)
  const own = fileRows(db).where(and(eq(files.leadCoordinator, who.id), openedBy))
  const unassigned = fileRows(db).where(and(isNull(files.leadCoordinator), openedBy))
  return unionAll(own, unassigned).orderBy(newestFirst).limit(LISTED)
}

/** A page of the desk's list. */
const LISTED = 200

const fileRows = (db: Database) =>
  db
    .select({
      reference: files.reference,
      route: files.route,
      stage: files.stage,
      leadCoordinator: files.leadCoordinator,
      openedAt: sql<number>`${files.openedAt}`.as('opened_at'),
      mailOutcome: sql<'queued' | 'sent' | 'failed' | null>`(${db
        .select({ outcome: outbox.outcome })
        .from(outbox)
        .where(eq(outbox.fileId, files.id))
        .orderBy(desc(outbox.createdAt))
        .limit(1)})`.as('mail_outcome'),
    })
    .from(files)
    .$dynamic()

/** A file and the intake it began with, sealed as stored. */
export async function readFile(db: Database, reference: string) {
  const [row] = await db
    .select({
      id: files.id,
      reference: files.reference,
      route: files.route,
      stage: files.stage,
      leadCoordinator: files.leadCoordinator,
      openedAt: files.openedAt,
      submission: {
        id: submissions.id,
        answers: submissions.answers,
        hasSafety: sql<number>`${submissions.safety} is not null`,
        hasOtherContact: sql<number>`${submissions.otherContact} is not null`,
      },
    })
    .from(files)
    .innerJoin(submissions, eq(submissions.fileId, files.id))
    .where(eq(files.reference, reference))
    .orderBy(submissions.sentAt)
    .limit(1)
  return row
}
