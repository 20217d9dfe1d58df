import { and, eq, gt, gte, isNull, lt, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Database, isConstraint, statement } from './database.ts'
import { codeTries, draftSections, drafts } from './schema.ts'

export interface DraftSection {
  readonly draftId: string
  /** The section's slug; for one of many, `children/<id>`. */
  readonly section: string
  /** Sealed. */
  readonly typed: string
  readonly keptUntil: number
}

/** Begins a draft with its first section, and with an invitation if there is one, in one call. */
export async function beginDraft(
  db: Database,
  form: string,
  row: DraftSection,
  now: number,
  invitationId?: string,
) {
  // Of an invitation that is no more, nothing is kept.
  const invited = invitationId && sql`(select id from invitations where id = ${invitationId})`
  await db.batch([
    db
      .insert(drafts)
      .values({ id: row.draftId, form, startedAt: now, ...(invited && { invitationId: invited }) }),
    db.insert(draftSections).values({ ...row, revision: 1 }),
  ])
}

/**
 * Saves a section into a draft that is still kept; false when it is not, or when the list it belongs to holds `most`
 * already. One statement, so nothing can come between.
 */
export async function saveSection(
  db: Database,
  row: DraftSection,
  now: number,
  most?: number,
): Promise<boolean> {
  const { meta } = await db.run(savedRow(row, now, most))
  return meta.changes > 0
}

/**
 * Saves the section that says whose device it is: from now on the whole draft is kept for that long, and a code given
 * for it before opens nothing, whoever asked for it.
 */
export async function saveDevice(db: Database, row: DraftSection, now: number): Promise<boolean> {
  const { draftId, keptUntil } = row
  const [saved] = await db.batch([
    statement(db, savedRow(row, now)),
    db
      .update(draftSections)
      .set({ keptUntil })
      .where(and(eq(draftSections.draftId, draftId), gt(draftSections.keptUntil, now))),
    db.update(drafts).set({ resumeId: null, resumeToken: null }).where(eq(drafts.id, draftId)),
  ])
  return (saved as { meta: { changes: number } }).meta.changes > 0
}

/**
 * Moves a draft to another id, with its sections sealed anew and the invitation it was begun with: what opened the old
 * one opens nothing. False, and nothing moved, when another request was faster: it was saved into since it was read,
 * or it was sent or deleted. Then read again.
 */
export async function moveDraft(
  db: Database,
  from: { readonly id: string; readonly revision: number },
  rows: readonly DraftSection[],
  now: number,
): Promise<boolean> {
  const [{ draftId: id } = { draftId: '' }] = rows
  try {
    await db.batch([
      // No row when the draft changed: the sections that refer to it then fail and all is undone.
      statement(
        db,
        sql`
        insert into drafts (id, form, started_at, invitation_id)
        select ${id}, form, ${now}, invitation_id from drafts where id = ${from.id} and ${unchanged(from)}`,
      ),
      ...rows.map((row) => db.insert(draftSections).values({ ...row, revision: 1 })),
      db.delete(draftSections).where(eq(draftSections.draftId, from.id)),
      db.delete(drafts).where(eq(drafts.id, from.id)),
    ])
    return true
  } catch (error) {
    if (isConstraint(error)) return false
    throw error
  }
}

/** Whether a draft is as it was read: every save of a section adds to the sum of its revisions. */
export const unchanged = ({ id, revision }: { readonly id: string; readonly revision: number }): SQL => sql`
  (select coalesce(sum(revision), 0) from draft_sections where draft_id = ${id}) = ${revision}`

/** The sum of the revisions of a draft's sections. */
export const revisionOf = (sections: readonly { readonly revision: number }[]): number =>
  sections.reduce((sum, { revision }) => sum + revision, 0)

const savedRow = ({ draftId, section, typed, keptUntil }: DraftSection, now: number, most?: number): SQL => {
  const list = section.slice(0, section.indexOf('/') + 1)
  const room = sql`(${most ?? null} is null
    or exists (select 1 from draft_sections where draft_id = ${draftId} and section = ${section} and typed <> '')
    or ${most ?? 0} > (select count(*) from draft_sections
      where draft_id = ${draftId} and section > ${list} and section < ${`${list}~`} and typed <> ''))`
  return sql`
    insert into draft_sections (draft_id, section, typed, revision, kept_until)
    select ${draftId}, ${section}, ${typed}, 1, ${keptUntil}
    where exists (select 1 from draft_sections where draft_id = ${draftId} and kept_until > ${now}) and ${room}
    on conflict (draft_id, section)
    do update set typed = excluded.typed, revision = revision + 1, kept_until = excluded.kept_until`
}

/** Takes one of many out of a draft. Its row stays, empty, so that a send under way notices the change. */
export const removeItem = (db: Database, draftId: string, section: string) =>
  db
    .update(draftSections)
    .set({ typed: '', revision: sql`revision + 1` })
    .where(and(eq(draftSections.draftId, draftId), eq(draftSections.section, section)))

/** Deletes a draft, now and wholly. */
export const deleteDraft = (db: Database, draftId: string) =>
  db.batch([
    db.delete(draftSections).where(eq(draftSections.draftId, draftId)),
    db.delete(drafts).where(eq(drafts.id, draftId)),
  ])

/** The same, unless a resume code was given for it: then its parent means to come back. */
export const deleteUnlessCoded = (db: Database, draftId: string) => {
  const uncoded = sql`exists (select 1 from drafts where id = ${draftId} and resume_id is null)`
  return db.batch([
    db.delete(draftSections).where(and(eq(draftSections.draftId, draftId), uncoded)),
    db.delete(drafts).where(and(eq(drafts.id, draftId), isNull(drafts.resumeId))),
  ])
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
      keptUntil: draftSections.keptUntil,
    })
    .from(draftSections)
    .where(eq(draftSections.draftId, draftId))

/** The rows of a draft, or none when its time has passed. */
export const stillKept = <Row extends { keptUntil: number }>(
  rows: readonly Row[],
  now: number,
): readonly Row[] => (rows.some(({ keptUntil }) => keptUntil > now) ? rows : [])

/** Gives a draft a resume code in place of any it had; false when the draft is gone. */
export async function setResumeCode(
  db: Database,
  draftId: string,
  { resumeId, resumeToken }: { resumeId: string; resumeToken: string },
  now: number,
): Promise<boolean> {
  const kept = sql`exists (select 1 from draft_sections where draft_id = ${draftId} and kept_until > ${now})`
  const { meta } = await db
    .update(drafts)
    .set({ resumeId, resumeToken })
    .where(and(eq(drafts.id, draftId), kept))
  return meta.changes > 0
}

/** Counts a try of a resume code and looks for its draft, in one call: what was counted and what was found. */
export async function tryResumeCode(
  db: Database,
  { connection, hour }: { connection: string; hour: number },
  resumeId: string,
  now: number,
) {
  const [counted, found] = await db.batch([
    countTry(db, connection, hour),
    db
      .select({ id: drafts.id, resumeToken: drafts.resumeToken })
      .from(drafts)
      .where(
        and(
          eq(drafts.resumeId, resumeId),
          sql`exists (select 1 from draft_sections where draft_id = ${drafts.id} and kept_until > ${now})`,
        ),
      ),
  ])
  return { tries: counted[0]?.tries ?? 0, draft: found[0] }
}

/** One more code tried from a connection in an hour. */
export const countTry = (db: Database, connection: string, hour: number) =>
  db
    .insert(codeTries)
    .values({ connection, hour, tries: 1 })
    .onConflictDoUpdate({
      target: [codeTries.connection, codeTries.hour],
      set: { tries: sql`${codeTries.tries} + 1` },
    })
    .returning({ tries: codeTries.tries })

/** Counts one more under each of several names, in one call, and gives the counts. */
export async function countTries(db: Database, names: readonly string[], hour: number): Promise<number[]> {
  const counted = await db.batch(
    names.map((name) => countTry(db, name, hour)) as unknown as [ReturnType<typeof countTry>],
  )
  return counted.map(([row]) => row?.tries ?? 0)
}

/** Deletes what is no longer counted: tries of hours gone by. */
export const forgetTries = (db: Database, hour: number) =>
  db.delete(codeTries).where(lt(codeTries.hour, hour))

/** Deletes drafts whose time has passed. */
export async function forgetExpiredDrafts(db: Database, now: number): Promise<void> {
  const later = alias(draftSections, 'later')
  const stale = db
    .select({ id: draftSections.draftId })
    .from(draftSections)
    .where(
      and(
        lt(draftSections.keptUntil, now),
        notExists(
          db
            .select({ one: sql`1` })
            .from(later)
            .where(and(eq(later.draftId, draftSections.draftId), gte(later.keptUntil, now))),
        ),
      ),
    )
    .limit(FORGET_AT_ONCE)
  const ids = (await stale).map(({ id }) => id)
  for (const id of new Set(ids)) {
    const stillStale = sql`not exists (select 1 from draft_sections where draft_id = ${id} and kept_until >= ${now})`
    await db.batch([
      db.delete(draftSections).where(and(eq(draftSections.draftId, id), stillStale)),
      db.delete(drafts).where(and(eq(drafts.id, id), stillStale)),
    ])
  }
}

/** The cron runs every minute, so a few at a time keep up. */
const FORGET_AT_ONCE = 50
