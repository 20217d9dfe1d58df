import { and, eq, gt, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { AuditRow } from './audit.ts'
import { type Database, isConstraint } from './database.ts'
import { draftRows, stillKept } from './drafts.ts'
import {
  auditEvents,
  draftSections,
  drafts,
  files,
  matchTokens,
  outbox,
  parents,
  submissions,
} from './schema.ts'

/** Everything needed to decide on an intake, in one call. */
export async function readBeforeSending(
  db: Database,
  draftId: string,
  coordinators: readonly string[],
  now: number,
) {
  const [sections, sent, loads] = await db.batch([
    draftRows(db, draftId),
    sentQuery(db, draftId),
    openFilesQuery(db, coordinators),
  ])
  return {
    sections: stillKept(sections, now),
    /** Set when this draft was already sent. */
    sent: sent[0],
    /** How many open files each coordinator leads, by id. */
    openFiles: new Map(loads.map(({ coordinator, open }) => [coordinator, open])),
  }
}

/** The reference of what was sent from a draft, if it was sent after that moment. */
export async function readSent(db: Database, draftId: string, after: number) {
  const [sent] = await sentQuery(db, draftId, after)
  return sent
}

const sentQuery = (db: Database, draftId: string, after = 0) =>
  db
    .select({ reference: files.reference })
    .from(submissions)
    .innerJoin(files, eq(files.id, submissions.fileId))
    .where(and(eq(submissions.idempotencyKey, draftId), gt(submissions.sentAt, after)))

const openFilesQuery = (db: Database, coordinators: readonly string[]) =>
  db
    .select({
      coordinator: sql<string>`value`,
      open: sql<number>`(
        select count(*) from ${files} where ${files.leadCoordinator} = value and ${files.stage} in ('new', 'open'))`,
    })
    .from(sql`json_each(${JSON.stringify(coordinators)})`)

/** A new file as it will stand. */
export interface NewFile {
  readonly file: typeof files.$inferInsert
  readonly parents: (typeof parents.$inferInsert)[]
  readonly submission: typeof submissions.$inferInsert
  readonly tokens: (typeof matchTokens.$inferInsert)[]
  readonly mail: (typeof outbox.$inferInsert)[]
  readonly audit: AuditRow
  /** The draft it was made from, as it stood when read. */
  readonly draft: { readonly id: string; readonly revision: number }
}

/**
 * Opens a file, all of it or nothing, and removes the draft. False when another request was faster: the draft
 * was sent already, or changed since it was read, or the reference is taken. Then read again.
 */
export async function openFile(db: Database, made: NewFile): Promise<boolean> {
  const { file, draft } = made
  // The guard: no row for the file, so the rows that refer to it fail and the whole batch is undone.
  const unchanged = sql`(select coalesce(sum(revision), 0) from draft_sections where draft_id = ${draft.id}) = ${draft.revision}`
  const rest: BatchItem<'sqlite'>[] = [
    db.insert(parents).values(made.parents),
    db.insert(submissions).values(made.submission),
    ...made.tokens.map((token) => db.insert(matchTokens).values(token).onConflictDoNothing()),
    ...made.mail.map((mail) => db.insert(outbox).values(mail)),
    db.insert(auditEvents).values(made.audit),
    db.delete(draftSections).where(eq(draftSections.draftId, draft.id)),
    db.delete(drafts).where(eq(drafts.id, draft.id)),
  ]
  try {
    await db.batch([
      db.insert(files).select(sql`
        select ${file.id}, ${file.reference}, ${file.route}, ${file.stage}, ${file.leadCoordinator ?? null}, ${file.openedAt}
        where ${unchanged}`),
      ...rest,
    ])
    return true
  } catch (error) {
    if (isConstraint(error)) return false
    throw error
  }
}
