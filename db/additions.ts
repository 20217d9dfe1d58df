import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { MAX_ADDED_PAGES } from '../content/limits.ts'
import { actsAsLeadCondition } from './absences.ts'
import { type AuditEvent, type AuditRow, mutateWithAuditGivenLastRow, selectLastAuditRow } from './audit.ts'
import { placeContactHoldStatement } from './authorisations.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type Database, runNamedBatch } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { type FormVersion, insertFormVersionStatement } from './form-versions.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import {
  insertMatchTokensOfSubmissionStatement,
  type NewMatchToken,
  relatesToMoreFilesCondition,
} from './match-tokens.ts'
import { assembleParentFile, buildParentFileQueries } from './parent-file.ts'
import { type contactHolds, files, parents, submissions } from './schema.ts'
import { insertSearchTokensStatement } from './search-tokens.ts'

/** A page that is added to an intake that was sent, sealed, with what follows from it. */
export interface Addition {
  readonly row: typeof submissions.$inferInsert & { readonly addedPage: string }
  readonly formVersion: FormVersion
  /** The id of the newest version of the page that the writer knew of; empty when there was none. */
  readonly revision: string
  /** The match tokens of what it tells, with the sides as the parent sees them. */
  readonly tokens?: readonly NewMatchToken[]
  /** The search tokens of what it tells. */
  readonly searchTokens?: readonly string[]
  /** The parent’s name as the desk shows it from now on, sealed; as before if left out. */
  readonly sealedDisplayName?: string | undefined
  /** The contact hold to place, if it speaks of an order that may forbid contact. */
  readonly contactHold?: typeof contactHolds.$inferInsert | undefined
  /** The contact rules that apply from now on, sealed; as before if left out. */
  readonly sealedContactRules?: string | undefined
}

/**
 * Adds a page to a parent’s intake, with all that follows from it, and keeps every earlier version of it. Gives false
 * when somebody added a version that the writer did not know of, when the file does not take the page any more, or when
 * it has as many as it takes.
 */
export function addPageToIntake(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  addition: Addition,
  messages: readonly BoundedMessage[] = [],
): Promise<boolean> {
  const { row, formVersion, tokens = [], searchTokens = [], contactHold } = addition
  const { sealedContactRules, sealedDisplayName } = addition
  const added = hasRowCondition(submissions, row.id)
  return mutateWithAuditGivenLastRow(
    db,
    event,
    lastRow,
    [
      insertFormVersionStatement(db, formVersion),
      insertRowIfStatement(
        db,
        submissions,
        row,
        sql`${maySayMoreCondition(addition)} and ${isNewestKnownCondition(addition)}`,
      ),
      // Before the tokens are there, the file tells which of them are new.
      db
        .update(files)
        .set({ conflictsReviewedAt: null })
        .where(and(eq(files.id, event.fileId), added, relatesToMoreFilesCondition(tokens))),
      insertMatchTokensOfSubmissionStatement(db, row.id, tokens),
      ...(contactHold ? [placeContactHoldStatement(db, contactHold, added)] : []),
      insertSearchTokensStatement(db, event.fileId, searchTokens, added),
      ...(sealedContactRules === undefined && sealedDisplayName === undefined
        ? []
        : [
            db
              .update(parents)
              .set({ sealedContactRules, sealedDisplayName })
              .where(and(eq(parents.id, row.parentId), added)),
          ]),
      ...(event.action === 'urgency_raised'
        ? [
            db
              .update(parents)
              .set({ urgency: 'soon' })
              .where(and(eq(parents.id, row.parentId), added)),
          ]
        : []),
      ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, added),
    ],
    added,
  )
}

/** Lists the sealed parts in which a parent told how the other one can be reached. */
export const listOtherContactParts = (db: Database, parentId: string) =>
  db
    .select({ id: submissions.id, sealed: sql<string>`${submissions.sealedOtherContact}` })
    .from(submissions)
    .where(and(eq(submissions.parentId, parentId), isNotNull(submissions.sealedOtherContact)))

/** Holds while the file is open, the parent has not withdrawn from it, and whoever writes may do so. */
const maySayMoreCondition = ({ row: { parentId, fileId, writtenBy, sentAt } }: Addition): SQL => sql`exists (
  select 1 from parents cross join files on files.id = parents.file_id
  where parents.id = ${parentId} and files.id = ${fileId} and ${openFileCondition()} and parents.status <> 'closed'
    ${writtenBy ? sql`and (legal_coordinator_id = ${writtenBy} or ${actsAsLeadCondition(writtenBy, sentAt)})` : sql``})
  and (select count(*) from submissions where parent_id = ${parentId}) <= ${MAX_ADDED_PAGES}`

/** Holds while the writer knows the newest version of the page. A parent sees only what they added themselves. */
const isNewestKnownCondition = ({ row: { parentId, addedPage, writtenBy }, revision }: Addition): SQL =>
  sql`coalesce((select newest.id from submissions newest where newest.parent_id = ${parentId}
    and newest.added_page = ${addedPage} ${writtenBy ? sql`` : sql`and newest.written_by is null`}
    order by newest.rowid desc limit 1), '') = ${revision}`

/**
 * Loads, in one call, a parent’s own file with the newest version of each page that they added themselves, and nothing of
 * what it holds, and the last audit row.
 */
export async function loadParentFileForAdditions(db: Database, accessCodeHash: string, now: number) {
  const { addedPages, lastAuditRows, ...rows } = await runNamedBatch(db, {
    ...buildParentFileQueries(db, accessCodeHash, now),
    addedPages: selectPagesAddedByParent(db, accessCodeHash),
    lastAuditRows: selectLastAuditRow(
      db,
      sql`(select file_id from parents where access_code_hash = ${accessCodeHash})`,
    ),
  })
  const own = assembleParentFile(rows)
  return own && { own, addedPages, lastAuditRow: lastAuditRows[0] }
}
export type ParentFileForAdditions = NonNullable<Awaited<ReturnType<typeof loadParentFileForAdditions>>>

const selectPagesAddedByParent = (db: Database, accessCodeHash: string) =>
  db
    .select({
      page: sql<string>`${submissions.addedPage}`.as('page'),
      /** The revision of the page. */
      id: sql<string>`${submissions.id}`.as('newest_id'),
      idempotencyKey: submissions.idempotencyKey,
      addedAt: submissions.sentAt,
      // SQLite takes the other columns from the row of the maximum. A newer row has a greater number.
      number: sql<number>`max(submissions.rowid)`.as('row_number'),
    })
    .from(submissions)
    .where(
      sql`${submissions.parentId} = (select parents.id from parents where access_code_hash = ${accessCodeHash})
        and ${submissions.addedPage} is not null and ${submissions.writtenBy} is null`,
    )
    .groupBy(submissions.addedPage)
