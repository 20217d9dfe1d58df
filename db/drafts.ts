import { and, eq, gt, gte, inArray, isNull, lt, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type AttemptConnection, findRowsOrCountWrongCode } from './code-attempts.ts'
import { type Database, isWriteConflictError } from './database.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { entryIdsSql, selectEntryById } from './invitations.ts'
import { draftSections, drafts } from './schema.ts'

export interface DraftSection {
  readonly draftId: string
  /** The section’s slug; for an item of a list, `children/<id>`. */
  readonly section: string
  /** The fields as typed, sealed under the key of the draft. */
  readonly sealedFields: string
  readonly expiresAt: number
  /** The revision of a row that is new. A save over it adds one. */
  readonly revision: number
}

/** What a save depends on besides the draft: what its page showed, and the room in a list. */
export interface SaveConditions {
  /** The revision of the section that the page showed, 0 for none; undefined when the page does not tell. */
  readonly madeFrom?: number | undefined
  /** The number of items that the list takes to which the section belongs. */
  readonly maxItems?: number | undefined
  /** The sum of the revisions of the items that the page of a list showed. */
  readonly listMadeFrom?: number | undefined
}

/** A section as somebody saved it since a page was made; `sealedFields` is '' when the item was removed. */
export type NewerSection = Pick<DraftSection, 'sealedFields' | 'revision'>

/** The result of a save. A newer section is kept as it is; `refused` tells that the SQL’s other conditions fail. */
export type SaveResult = 'saved' | 'refused' | NewerSection

/** A resume code as the database stores it: its keyed hash, and the draft’s token sealed for it. */
export interface ResumeCode {
  readonly resumeCodeHash: string
  readonly sealedResumeToken: string
}

/** An invitation that a draft begins with, and the pages that both parents share. */
interface DraftEntry {
  readonly id: string
  readonly sharedPages?: readonly DraftSection[]
}

/**
 * Creates a draft with its first section, in one call. With an invitation, the draft is bound to it, and begins with the
 * pages that both parents share. May be repeated: nobody else knows the draft’s id, so one that has it is this draft.
 */
export async function insertDraftWithFirstSection(
  db: Database,
  form: string,
  row: DraftSection,
  now: number,
  invitation?: DraftEntry,
): Promise<boolean> {
  try {
    return await tryInsertDraft(db, form, row, now, invitation)
  } catch (error) {
    if (isWriteConflictError(error)) return true
    throw error
  }
}

async function tryInsertDraft(
  db: Database,
  form: string,
  row: DraftSection,
  now: number,
  invitation?: DraftEntry,
): Promise<boolean> {
  const draft = { id: row.draftId, form, createdAt: now }
  if (invitation === undefined) {
    await db.batch([db.insert(drafts).values(draft), db.insert(draftSections).values(row)])
    return true
  }
  const isOpen = sql`exists ${selectEntryById(db, invitation.id, now)}`
  const [, inserted] = await db.batch([
    insertRowIfStatement(db, drafts, { ...draft, ...entryIdsSql(invitation.id) }, isOpen),
    insertRowIfStatement(db, draftSections, row, hasRowCondition(drafts, row.draftId)),
    ...(invitation.sharedPages ?? []).map((page) =>
      insertRowIfStatement(db, draftSections, page, hasRowCondition(drafts, row.draftId)),
    ),
  ])
  return inserted.meta.changes === 1
}

/**
 * Saves a section of a draft that has not expired, unless it was saved since the page was made. Refuses it when the draft
 * has expired, when the list to which the item belongs is full, or when the list changed that the page showed. It is one
 * statement, so nothing can happen in between.
 */
export async function upsertDraftSection(
  db: Database,
  row: DraftSection,
  now: number,
  conditions: SaveConditions = {},
): Promise<SaveResult> {
  return readSaveResult(await upsertDraftSectionStatement(db, row, now, conditions))
}

/**
 * Saves the section that tells whose device this is. The whole draft takes over the expiry of that section, and a
 * resume code issued earlier stops working, whoever asked for it; neither happens when a newer section is kept.
 */
export async function saveDeviceSectionAndDraftExpiry(
  db: Database,
  row: DraftSection,
  now: number,
  conditions: SaveConditions = {},
): Promise<SaveResult> {
  const { draftId, section, expiresAt } = row
  const isSaved = sql`exists (select 1 from draft_sections
    where draft_id = ${draftId} and section = ${section} and ${hasSealedFieldsCondition(row)})`
  const [saved] = await db.batch([
    upsertDraftSectionStatement(db, row, now, conditions),
    db
      .update(draftSections)
      .set({ expiresAt })
      .where(and(eq(draftSections.draftId, draftId), gt(draftSections.expiresAt, now), isSaved)),
    db
      .update(drafts)
      .set({ resumeCodeHash: null, sealedResumeToken: null })
      .where(and(eq(drafts.id, draftId), isSaved)),
  ])
  return readSaveResult(saved)
}

function readSaveResult([row]: readonly { sealedFields: string | null; revision: number }[]): SaveResult {
  if (!row) return 'refused'
  const { sealedFields, revision } = row
  return sealedFields === null ? 'saved' : { sealedFields, revision }
}

/**
 * Moves a draft to another id, with its sections sealed anew and its invitation. The old token stops working. So does
 * the resume code, unless the draft is moved by it: then it opens the draft under the new id, provided that it still
 * opened the old one. The code is stored anew, because it may have been stored under an older key. Gives false, and moves
 * nothing, when another request was faster: a section was saved since the draft was read, or the draft was moved, sent or
 * deleted. The caller then reads it again.
 */
export async function moveDraftToNewId(
  db: Database,
  from: { readonly id: string; readonly revision: number },
  rows: readonly DraftSection[],
  now: number,
  resume?: { readonly foundHash: string; readonly code: ResumeCode },
): Promise<boolean> {
  const [{ draftId: id } = { draftId: '' }] = rows
  const codeCondition = resume ? sql`resume_code_hash = ${resume.foundHash}` : sql`true`
  try {
    await db.batch([
      // Inserts no row when the draft changed. The sections that refer to the row then fail, and the batch is undone.
      insertRowIfStatement(
        db,
        drafts,
        {
          id,
          form: sql`(select form from drafts where id = ${from.id})`,
          createdAt: now,
          invitationId: sql`(select invitation_id from drafts where id = ${from.id})`,
          joiningCodeId: sql`(select joining_code_id from drafts where id = ${from.id})`,
        },
        sql`exists (select 1 from drafts where id = ${from.id} and ${codeCondition})
          and ${draftUnchangedCondition(from)}`,
      ),
      ...rows.map((row) => db.insert(draftSections).values(row)),
      db.delete(draftSections).where(eq(draftSections.draftId, from.id)),
      db.delete(drafts).where(eq(drafts.id, from.id)),
      // Comes after the old row is deleted, because one draft alone may have the code.
      ...(resume ? [db.update(drafts).set(resume.code).where(eq(drafts.id, id))] : []),
    ])
    return true
  } catch (error) {
    if (isWriteConflictError(error)) return false
    throw error
  }
}

/** Holds while a draft is as it was read. Each save of a section adds one to the sum of the revisions. */
export const draftUnchangedCondition = ({
  id,
  revision,
}: {
  readonly id: string
  readonly revision: number
}): SQL => sql`
  (select coalesce(sum(revision), 0) from draft_sections where draft_id = ${id}) = ${revision}`

export const sumRevisionsOfSections = (sections: readonly { readonly revision: number }[]): number =>
  sections.reduce((sum, { revision }) => sum + revision, 0)

/** Gives one row when the draft takes the section: with null when it was saved, else with the newer one. */
const upsertDraftSectionStatement = (
  db: Database,
  row: DraftSection,
  now: number,
  { madeFrom, maxItems, listMadeFrom }: SaveConditions,
) => {
  const { draftId, section } = row
  const listPrefix = section.slice(0, section.indexOf('/') + 1) || `${section}/`
  const inList = sql`draft_id = ${draftId} and section > ${listPrefix} and section < ${`${listPrefix}~`}`
  const hasRoomCondition = sql`(${maxItems ?? null} is null
    or exists (select 1 from draft_sections where draft_id = ${draftId} and section = ${section} and sealed_fields <> '')
    or ${maxItems ?? 0} > (select count(*) from draft_sections where ${inList} and sealed_fields <> ''))`
  const isListUnchangedCondition = sql`(${listMadeFrom ?? null} is null
    or ${listMadeFrom ?? 0} = (select coalesce(sum(revision), 0) from draft_sections where ${inList}))`
  const isUnchangedSql = sql`revision = ${madeFrom ?? null}`
  return insertRowIfStatement(
    db,
    draftSections,
    row,
    sql`exists (select 1 from draft_sections where draft_id = ${draftId} and expires_at > ${now})
      and ${hasRoomCondition} and ${isListUnchangedCondition}`,
  )
    .onConflictDoUpdate({
      target: [draftSections.draftId, draftSections.section],
      set: {
        sealedFields: sql`iif(${isUnchangedSql}, excluded.sealed_fields, sealed_fields)`,
        revision: sql`revision + iif(${isUnchangedSql}, 1, 0)`,
        // A save on a shared device does not shorten the life of a draft that a code opens elsewhere.
        expiresAt: sql`max(expires_at, excluded.expires_at)`,
      },
    })
    .returning({
      sealedFields: sql<string | null>`iif(${hasSealedFieldsCondition(row)}, null, sealed_fields)`,
      revision: draftSections.revision,
    })
}

/** Whether a row has the fields that were sealed just now: a token ends in its tag, which is another for each sealing. */
const hasSealedFieldsCondition = ({ sealedFields }: Pick<DraftSection, 'sealedFields'>): SQL =>
  sql`substr(sealed_fields, ${-SEALED_TAG_LENGTH}) = ${sealedFields.slice(-SEALED_TAG_LENGTH)}`

/** The characters of base64url in which the tag of A256GCM, 128 bits, is written (RFC 7516, 7.1). */
const SEALED_TAG_LENGTH = 22

/**
 * Removes an item of a list from a draft, and with it the pages that ask more about the item, unless it was saved since
 * the page was made: then the row that is given has its fields. An item that is not in the list gives no row. The rows stay,
 * without content, so that a submission under way notices the change.
 */
export async function clearDraftListItem(
  db: Database,
  draftId: string,
  [section, ...following]: readonly [string, ...string[]],
  madeFrom: number | undefined,
) {
  const isCleared = sql`exists (select 1 from draft_sections
    where draft_id = ${draftId} and section = ${section} and sealed_fields = '')`
  const [rows] = await db.batch([
    clearDraftListItemStatement(db, draftId, section, madeFrom),
    db
      .update(draftSections)
      .set({ sealedFields: '', revision: sql`revision + 1` })
      .where(and(eq(draftSections.draftId, draftId), inArray(draftSections.section, following), isCleared)),
  ])
  return rows
}

export const clearDraftListItemStatement = (
  db: Database,
  draftId: string,
  section: string,
  madeFrom: number | undefined,
) => {
  const isUnchangedSql = sql`revision = ${madeFrom ?? null}`
  return db
    .update(draftSections)
    .set({
      sealedFields: sql`iif(${isUnchangedSql}, '', sealed_fields)`,
      revision: sql`revision + iif(${isUnchangedSql}, 1, 0)`,
    })
    .where(and(eq(draftSections.draftId, draftId), eq(draftSections.section, section)))
    .returning({ sealedFields: draftSections.sealedFields, revision: draftSections.revision })
}

export const deleteDraft = (db: Database, draftId: string) =>
  db.batch([
    db.delete(draftSections).where(eq(draftSections.draftId, draftId)),
    db.delete(drafts).where(eq(drafts.id, draftId)),
  ])

/** Deletes a draft, unless it has a resume code: with a code, its parent means to resume it. */
export const deleteDraftWithoutResumeCode = (db: Database, draftId: string) => {
  const uncoded = sql`exists (select 1 from drafts where id = ${draftId} and resume_code_hash is null)`
  return db.batch([
    db.delete(draftSections).where(and(eq(draftSections.draftId, draftId), uncoded)),
    db.delete(drafts).where(and(eq(drafts.id, draftId), isNull(drafts.resumeCodeHash))),
  ])
}

/** Loads the sections of a draft; none when the draft has expired, was sent or never existed. */
export async function loadDraftSections(db: Database, draftId: string, now: number) {
  return pickRowsUnlessDraftExpired(await selectDraftSections(db, draftId), now)
}

/**
 * Selects the rows that `loadDraftSections` reads, for a batch. The caller checks the expiry with `pickRowsUnlessDraftExpired`.
 */
export const selectDraftSections = (db: Database, draftId: string) =>
  db
    .select({
      section: draftSections.section,
      sealedFields: draftSections.sealedFields,
      revision: draftSections.revision,
      expiresAt: draftSections.expiresAt,
    })
    .from(draftSections)
    .where(eq(draftSections.draftId, draftId))

/** Gives the rows of a draft, or none when the draft has expired. */
export const pickRowsUnlessDraftExpired = <Row extends { expiresAt: number }>(
  rows: readonly Row[],
  now: number,
): readonly Row[] => (rows.some(({ expiresAt }) => expiresAt > now) ? rows : [])

/**
 * Stores a resume code for a draft in place of any earlier one, and keeps the draft at least until an instant. Gives false
 * when the draft is missing or has expired.
 */
export async function setResumeCode(
  db: Database,
  draftId: string,
  { resumeCodeHash, sealedResumeToken }: ResumeCode,
  now: number,
  storedUntil = 0,
): Promise<boolean> {
  const notExpired = sql`exists (select 1 from draft_sections where draft_id = ${draftId} and expires_at > ${now})`
  const [{ meta }] = await db.batch([
    db
      .update(drafts)
      .set({ resumeCodeHash, sealedResumeToken })
      .where(and(eq(drafts.id, draftId), notExpired)),
    db
      .update(draftSections)
      .set({ expiresAt: sql`max(expires_at, ${storedUntil})` })
      .where(and(eq(draftSections.draftId, draftId), gt(draftSections.expiresAt, now))),
  ])
  return meta.changes > 0
}

/** A draft that a resume code opens, with its sections. */
export interface ResumableDraft {
  readonly id: string
  readonly form: string
  /** The hash of the code, under the key that the draft was stored with. */
  readonly resumeCodeHash: string
  /** The draft’s token, sealed for the code. */
  readonly sealedResumeToken: string
  readonly sections: readonly Omit<DraftSection, 'draftId'>[]
}

/** Finds the draft that a resume code, hashed under each key, opens, or counts the code as wrong, in one call. */
export async function findDraftOrCountWrongCode(
  db: Database,
  connection: AttemptConnection,
  resumeCodeHashes: readonly string[],
  now: number,
): Promise<{ readonly found: ResumableDraft | undefined; readonly hasTooManyWrongCodes: boolean }> {
  const { rows, hasTooManyWrongCodes } = await findRowsOrCountWrongCode(
    db,
    connection,
    selectDraftByResumeCode(db, resumeCodeHashes, now),
  )
  return { found: assembleResumableDraft(rows), hasTooManyWrongCodes }
}

/** Loads the draft that a resume code opens, when it changed since it was found. */
export const loadDraftByResumeCode = async (db: Database, resumeCodeHash: string, now: number) =>
  assembleResumableDraft(await selectDraftByResumeCode(db, [resumeCodeHash], now))

/** Selects a draft that has not expired by its resume code: a row for each section. */
export const selectDraftByResumeCode = (db: Database, resumeCodeHashes: readonly string[], now: number) =>
  db
    .select({
      id: drafts.id,
      form: drafts.form,
      resumeCodeHash: sql<string>`${drafts.resumeCodeHash}`.as('code_hash'),
      sealedResumeToken: sql<string>`${drafts.sealedResumeToken}`.as('sealed_token'),
      section: draftSections.section,
      sealedFields: draftSections.sealedFields,
      revision: draftSections.revision,
      expiresAt: draftSections.expiresAt,
    })
    .from(drafts)
    .innerJoin(draftSections, eq(draftSections.draftId, drafts.id))
    .where(
      and(
        inArray(drafts.resumeCodeHash, [...resumeCodeHashes]),
        sql`exists (select 1 from draft_sections latest where latest.draft_id = ${drafts.id}
          and latest.expires_at > ${now})`,
      ),
    )

/** Assembles the rows of `selectDraftByResumeCode`; undefined when there are none. */
export const assembleResumableDraft = (
  rows: readonly Awaited<ReturnType<typeof selectDraftByResumeCode>>[number][],
): ResumableDraft | undefined =>
  rows[0] && {
    id: rows[0].id,
    form: rows[0].form,
    resumeCodeHash: rows[0].resumeCodeHash,
    sealedResumeToken: rows[0].sealedResumeToken,
    sections: rows.map(({ section, sealedFields, revision, expiresAt }) => ({
      section,
      sealedFields,
      revision,
      expiresAt,
    })),
  }

/** Deletes the drafts that have expired, with their sections: in bounded steps, as many as a run has time for. */
export async function deleteExpiredDrafts(db: Database, now: number): Promise<void> {
  for (let step = 0; step < MAX_DELETE_STEPS; step++) {
    const expired = await selectExpiredSections(db, now)
    const ids = sql`(select value from json_each(${JSON.stringify([...new Set(expired.map(({ id }) => id))])}))`
    if (expired.length > 0) {
      await db.batch([
        db.delete(draftSections).where(
          sql`draft_id in ${ids} and not exists (select 1 from draft_sections later
            where later.draft_id = draft_sections.draft_id and later.expires_at >= ${now})`,
        ),
        db
          .delete(drafts)
          .where(sql`id in ${ids} and not exists (select 1 from draft_sections where draft_id = drafts.id)`),
      ])
    }
    if (expired.length < DELETE_BATCH_SIZE) return
  }
}

const selectExpiredSections = (db: Database, now: number) => {
  const later = alias(draftSections, 'later')
  return db
    .select({ id: draftSections.draftId })
    .from(draftSections)
    .where(
      and(
        lt(draftSections.expiresAt, now),
        notExists(
          db
            .select({ one: sql`1` })
            .from(later)
            .where(and(eq(later.draftId, draftSections.draftId), gte(later.expiresAt, now))),
        ),
      ),
    )
    .limit(DELETE_BATCH_SIZE)
}

/** The most expired sections that one step reads and deletes. */
const DELETE_BATCH_SIZE = 2000

/** The most steps of one run, each of two calls. */
const MAX_DELETE_STEPS = 25

/**
 * The most expired sections that a run deletes, one a minute: as many as 160 networks save that use up their limit of
 * requests all the time, day and night. More than that are deleted in the runs that follow.
 */
export const MAX_SECTIONS_DELETED_PER_RUN = DELETE_BATCH_SIZE * MAX_DELETE_STEPS
