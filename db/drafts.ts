import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'
import { draftSections, drafts } from './schema.ts'

/** The practice keeps an unfinished form this long after the last save. */
export const DRAFT_DAYS = 28

export interface DraftSection {
  readonly draftId: string
  readonly section: string
  /** Sealed. */
  readonly typed: string
}

/** Begins a draft with its first section, in one call. */
export async function beginDraft(
  db: Database,
  form: string,
  { draftId, section, typed }: DraftSection,
  now: number,
) {
  await db.batch([
    db.insert(drafts).values({ id: draftId, form, startedAt: now }),
    db.insert(draftSections).values({ draftId, section, typed, revision: 1, savedAt: now }),
  ])
}

/** Saves a section into a draft that is still kept; false when it is not. One statement, so nothing can come between. */
export async function saveSection(
  db: Database,
  { draftId, section, typed }: DraftSection,
  now: number,
): Promise<boolean> {
  const { meta } = await db.run(sql`
    insert into draft_sections (draft_id, section, typed, revision, saved_at)
    select ${draftId}, ${section}, ${typed}, 1, ${now}
    where exists (select 1 from draft_sections where draft_id = ${draftId} and saved_at > ${keptSince(now)})
    on conflict (draft_id, section)
    do update set typed = excluded.typed, revision = revision + 1, saved_at = excluded.saved_at`)
  return meta.changes > 0
}

/** Every section of a draft that is still kept; none when it expired, was sent or never was. */
export async function readDraft(db: Database, draftId: string, now: number) {
  return stillKept(await draftRows(db, draftId), now)
}

/** The query of `readDraft`, for a batch. */
export const draftRows = (db: Database, draftId: string) =>
  db
    .select({
      section: draftSections.section,
      typed: draftSections.typed,
      revision: draftSections.revision,
      savedAt: draftSections.savedAt,
    })
    .from(draftSections)
    .where(eq(draftSections.draftId, draftId))

/** The rows of a draft, or none when its last save is too long ago. */
export const stillKept = <Row extends { savedAt: number }>(
  rows: readonly Row[],
  now: number,
): readonly Row[] => (rows.some(({ savedAt }) => savedAt > keptSince(now)) ? rows : [])

/** Deletes drafts whose last save is more than 28 days old. */
export async function forgetExpiredDrafts(db: Database, now: number): Promise<void> {
  const later = alias(draftSections, 'later')
  const stale = db
    .select({ id: draftSections.draftId })
    .from(draftSections)
    .where(
      and(
        lt(draftSections.savedAt, keptSince(now)),
        notExists(
          db
            .select({ one: sql`1` })
            .from(later)
            .where(and(eq(later.draftId, draftSections.draftId), sql`${later.savedAt} >= ${keptSince(now)}`)),
        ),
      ),
    )
    .limit(FORGET_AT_ONCE)
  const ids = (await stale).map(({ id }) => id)
  for (const id of new Set(ids)) {
    await db.batch([
      db.delete(draftSections).where(eq(draftSections.draftId, id)),
      db.delete(drafts).where(eq(drafts.id, id)),
    ])
  }
}

/** The cron runs every minute, so a few at a time keep up. */
const FORGET_AT_ONCE = 50

const keptSince = (now: number) => now - DRAFT_DAYS * 86_400_000
