import { and, desc, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { MAX_WRONG_CODES_PER_INVITATION } from '../content/limits.ts'
import { accessCodeSignsCondition } from './access-codes.ts'
import {
  type AuditEvent,
  type AuditRow,
  mutateWithAuditGivenLastRow,
  previousStatementChangedCondition,
  selectLastAuditRow,
} from './audit.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type Database, runNamedBatch } from './database.ts'
import { filePlaceColumns } from './file-place.ts'
import { openFileCondition } from './file-stage.ts'
import { ownOrRelatedContactHoldCondition } from './gate.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { assembleParentFile, buildParentFileQueries } from './parent-file.ts'
import { files, joiningCodes, parents, submissions } from './schema.ts'

/**
 * Loads a parent’s own file with the newest code that they gave the other parent and the last audit row, in one call.
 * Whether the code was used, or how it ended otherwise, is not read: no page of theirs may tell.
 */
export async function loadParentFileWithJoiningCode(db: Database, accessCodeHash: string, now: number) {
  const { joiningCode, lastAuditRow, ...rows } = await runNamedBatch(db, {
    ...buildParentFileQueries(db, accessCodeHash, now),
    joiningCode: db
      .select({
        id: joiningCodes.id,
        codeHash: joiningCodes.codeHash,
        expiresAt: joiningCodes.expiresAt,
        showsChildren: joiningCodes.showsChildren,
        showsDocument: joiningCodes.showsDocument,
      })
      .from(parents)
      .innerJoin(joiningCodes, eq(joiningCodes.parentId, parents.id))
      .where(and(eq(parents.accessCodeHash, accessCodeHash), givenConditionAt(now)))
      .orderBy(desc(joiningCodes.createdAt))
      .limit(1),
    lastAuditRow: selectLastAuditRow(
      db,
      sql`(select file_id from parents where access_code_hash = ${accessCodeHash})`,
    ),
  })
  const own = assembleParentFile(rows)
  return own && { own, joiningCode: joiningCode[0], lastAuditRow: lastAuditRow[0] }
}

/** Holds for a code that its parent gave and did not take back, while its time lasts. */
const givenConditionAt = (now: number) =>
  and(isNull(joiningCodes.takenBackAt), gt(joiningCodes.expiresAt, now))

/**
 * Creates the code that a parent gives the other one. Gives false when they have one already; when they did not come by
 * consent; while their own answers leave an order in doubt; and to an access code that signs nothing.
 */
export function giveJoiningCode(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  row: typeof joiningCodes.$inferInsert,
): Promise<boolean> {
  const { parentId, createdAt } = row
  const hasNone = sql`not exists (select 1 from joining_codes
    where parent_id = ${parentId} and ${givenConditionAt(createdAt)})`
  return mutateWithAuditGivenLastRow(
    db,
    event,
    lastRow,
    [insertRowIfStatement(db, joiningCodes, row, sql`${hasNone} and ${mayGiveCodeCondition(parentId)}`)],
    hasRowCondition(joiningCodes, row.id),
  )
}

/**
 * Holds while a parent may give the other one a code. It asks for the parent’s own facts only: were it to ask for those of
 * the other one, its answer would tell them.
 */
const mayGiveCodeCondition = (parentId: string): SQL => sql`(${accessCodeSignsCondition(parentId)}
  and exists (select 1 from parents giver cross join files on files.id = giver.file_id
    where giver.id = ${parentId} and giver.route = 'consent' and giver.invitation_accepted_at is null
      and ${isForGiverCondition()}))`

/** Holds while nothing that the giver knows of shuts a code: their part of the file is open, and they report no order. */
const isForGiverCondition = (): SQL => sql`giver.status in ('waiting', 'received') and ${openFileCondition()}
  and not exists (select 1 from contact_holds where parent_id = giver.id and lifted_at is null)`

/** Takes back every code that a parent gave. Gives false when there is none. */
export const takeBackJoiningCodes = (
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  parentId: string,
): Promise<boolean> =>
  mutateWithAuditGivenLastRow(
    db,
    event,
    lastRow,
    [
      db
        .update(joiningCodes)
        .set({
          takenBackAt: event.happenedAt,
          endedAt: sql`coalesce(ended_at, ${event.happenedAt})`,
        })
        .where(and(eq(joiningCodes.parentId, parentId), givenConditionAt(event.happenedAt))),
    ],
    previousStatementChangedCondition,
  )

/** Records that the other parent declines, and ends the code. Gives false when it was used or has ended. */
export function declineJoiningCode(
  db: Database,
  event: AuditEvent,
  id: string,
  messages: readonly BoundedMessage[],
): Promise<boolean> {
  const unused = and(eq(joiningCodes.id, id), isNull(joiningCodes.endedAt), isNull(joiningCodes.acceptedAt))
  return mutateWithAuditGivenLastRow(
    db,
    event,
    undefined,
    [
      ...queueBoundedMessagesStatements(
        db,
        event.fileId,
        messages,
        event.happenedAt,
        sql`exists ${selectGivenJoiningCodes(db, unused, event.happenedAt)}`,
      ),
      db
        .update(joiningCodes)
        .set({ declinedAt: event.happenedAt, endedAt: event.happenedAt })
        .where(and(unused, sql`exists ${selectGivenJoiningCodes(db, unused, event.happenedAt)}`)),
    ],
    previousStatementChangedCondition,
  )
}

/**
 * Selects the codes with which a form can be begun. Only what the giver knows shuts one: they can try it themselves, and
 * would learn from the answer that the other parent used it, declined it or reported an order. Whether the form joins the
 * file is decided when it is sent.
 */
export const selectGivenJoiningCodes = (db: Database, condition: SQL | undefined, now: number) =>
  selectJoiningCodes(
    db,
    and(
      condition,
      givenConditionAt(now),
      lt(joiningCodes.wrongCodes, MAX_WRONG_CODES_PER_INVITATION),
      isForGiverCondition(),
    ),
  )

/**
 * Selects the codes with which the other parent’s form can join a file. Such a code was not used, taken back or ended; its
 * file is not closed, the other parent has sent nothing, and nobody has to read an order in this file or a related one.
 */
export const selectOpenJoiningCodes = (db: Database, condition: SQL | undefined) =>
  selectJoiningCodes(
    db,
    and(
      condition,
      isNull(joiningCodes.endedAt),
      isNull(joiningCodes.acceptedAt),
      openFileCondition(),
      sql`not ${ownOrRelatedContactHoldCondition()}`,
      sql`not exists (select 1 from ${submissions} where ${submissions.parentId} = other.id)`,
    ),
  )

/** Selects codes with their files and with the row of the other parent in each. */
export const selectJoiningCodes = (db: Database, condition: SQL | undefined) => {
  const giver = alias(parents, 'giver')
  const other = alias(parents, 'other')
  return db
    .select({
      id: joiningCodes.id,
      fileId: sql<string>`${files.id}`.as('invitation_file'),
      reference: files.reference,
      ...filePlaceColumns(other.id),
      parentId: sql<string>`${other.id}`.as('other_parent'),
      isOfParent: sql<0 | 1>`1`.as('is_of_parent'),
    })
    .from(joiningCodes)
    .innerJoin(giver, eq(giver.id, joiningCodes.parentId))
    .innerJoin(files, eq(files.id, giver.fileId))
    .innerJoin(other, and(eq(other.fileId, files.id), sql`${other.id} <> ${giver.id}`))
    .where(condition)
}

/**
 * Loads what the giver of a code wrote, sealed as stored, with what they let the other parent see of it; nothing unless
 * they let something be seen and a form can be begun with the code.
 */
export const loadSharedAnswers = async (db: Database, joiningCodeId: string, now: number) => {
  const [shared] = await db
    .select({
      id: submissions.id,
      sealedAnswers: submissions.sealedAnswers,
      showsChildren: joiningCodes.showsChildren,
      showsDocument: joiningCodes.showsDocument,
    })
    .from(joiningCodes)
    .innerJoin(submissions, eq(submissions.parentId, joiningCodes.parentId))
    .where(
      and(
        eq(joiningCodes.id, joiningCodeId),
        isNull(submissions.addedPage),
        sql`(shows_children or shows_document)`,
        sql`exists ${selectGivenJoiningCodes(db, eq(joiningCodes.id, joiningCodeId), now)}`,
      ),
    )
    .orderBy(desc(submissions.sentAt))
    .limit(1)
  return shared
}
