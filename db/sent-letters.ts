import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { MAX_LISTED_MESSAGES } from '../content/limits.ts'
import {
  type AuditEvent,
  type AuditRow,
  mutateWithAudit,
  readWithAudit,
  selectLastAuditRow,
} from './audit.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { fileIdSql, parentIdsSql } from './desk-file-parents.ts'
import { readableFileCondition } from './desk-file-readings.ts'
import { openFileCondition, waitingFileCondition } from './file-stage.ts'
import { contactHoldCondition, firstReasonSql, noReasonHoldsCondition } from './gate.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { files, outbox, parents, sentLetters } from './schema.ts'
import { sharedEmailTokensSql } from './shared-contacts.ts'

/** Declares why no letter can be sent to the parent `reader` of `files`, whatever the means. */
const buildLetterRefusalConditionsByReason = () => ({
  closed: sql`(not ${openFileCondition()})`,
  'on-hold': contactHoldCondition(sql`files.id`),
  withdrawn: sql`(reader.application_withdrawn_at is not null)`,
})

export type LetterRefusalReason = keyof ReturnType<typeof buildLetterRefusalConditionsByReason>

/**
 * Loads the letters panel: for each parent who came what a letter to them needs, and the letters that were sent, newest
 * first, without what they say; and the last audit row.
 */
export async function loadDeskFileLetters(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, lastAuditRows, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    lastAuditRows: selectLastAuditRow(db, fileIdSql(reference)),
    readers: selectReaders(db, reference),
    letters: db
      .select({
        id: sentLetters.id,
        side: parents.side,
        template: sentLetters.template,
        delivery: sentLetters.delivery,
        sentBy: sentLetters.sentBy,
        sentAt: sentLetters.sentAt,
      })
      .from(sentLetters)
      .innerJoin(parents, eq(parents.id, sentLetters.parentId))
      .where(sql`${sentLetters.parentId} in ${parentIdsSql(reference)}`)
      .orderBy(desc(sentLetters.sentAt), sql`sent_letters.rowid desc`)
      .limit(MAX_LISTED_MESSAGES),
  })
  const [file] = header
  return file && { file, ...rows, lastAuditRow: lastAuditRows[0] }
}

const selectReaders = (db: Database, reference: string) => {
  const reader = alias(parents, 'reader')
  return db
    .select({
      id: reader.id,
      side: reader.side,
      language: reader.language,
      sealedDisplayName: reader.sealedDisplayName,
      sealedContactRules: reader.sealedContactRules,
      sharedEmailTokens: sql<string>`(${sharedEmailTokensSql(sql`reader.id`)})`.as('shared_email_tokens'),
      refusalReason: firstReasonSql(buildLetterRefusalConditionsByReason()).as('refusal_reason'),
      /** The id of the newest letter to them; null for none. */
      newestLetterId: sql<string | null>`${newestLetterIdSql(sql`reader.id`)}`.as('newest_letter_id'),
    })
    .from(files)
    .innerJoin(reader, eq(reader.fileId, files.id))
    .where(sql`${files.reference} = ${reference} and reader.status is not null`)
    .orderBy(reader.side)
}

const newestLetterIdSql = (parentId: SQL): SQL => sql`(select id from sent_letters
  where sent_letters.parent_id = ${parentId} order by sent_at desc, rowid desc limit 1)`

/** A letter to send, with what its sender had seen. */
export interface NewLetter {
  readonly row: Omit<typeof sentLetters.$inferInsert, 'sentBy' | 'sentAt'>
  /** The id of the newest letter to the parent that the sender had seen; null for none. */
  readonly seen: string | null
  /** The neutral e-mail that says that something is there to read, with all by which its address was found safe. */
  readonly notice:
    | {
        readonly message: typeof outbox.$inferInsert
        readonly sealedContactRules: string | null
        readonly sharedEmailTokens: string
      }
    | undefined
}

/**
 * Sends a letter to a parent who came. Gives false, and sends nothing, when it was sent before or another was sent since;
 * when the file is closed, contact is on hold or the parent withdrew; when what the parent says about reaching them, or
 * whom their address belongs to, is not what it was; and when whoever sends it may not any more, as `senderCondition` has it.
 */
export function sendLetter(
  db: Database,
  event: AuditEvent,
  { row, seen, notice }: NewLetter,
  senderCondition: SQL,
): Promise<boolean> {
  const { fileId, actor, happenedAt } = event
  const possible = sql`${senderCondition}
    and not ${hasRowCondition(sentLetters, row.id)}
    and exists (select 1 from parents reader cross join files on files.id = reader.file_id
      where reader.id = ${row.parentId} and files.id = ${fileId} and reader.status is not null
        and ${newestLetterIdSql(sql`reader.id`)} is ${seen}
        and ${noReasonHoldsCondition(buildLetterRefusalConditionsByReason())}
        ${
          notice
            ? sql`and reader.sealed_contact_rules is ${notice.sealedContactRules}
              and (${sharedEmailTokensSql(sql`reader.id`)}) is ${notice.sharedEmailTokens}`
            : sql``
        })`
  return mutateWithAudit(db, event, [
    ...(notice ? [insertRowIfStatement(db, outbox, notice.message, possible)] : []),
    insertRowIfStatement(db, sentLetters, { ...row, sentBy: actor, sentAt: happenedAt }, possible),
  ])
}

/** Holds for a file on the waiting list that nobody took, until its parent was sent the letter that says that they wait. */
export const isUntoldWaitingFileCondition = (fileId: string, parentId: string): SQL =>
  sql`(exists (select 1 from files where files.id = ${fileId} and lead_coordinator_id is null and ${waitingFileCondition()})
    and not exists (select 1 from sent_letters where parent_id = ${parentId} and template = 'waitlisted'))`

/** Reads, with an audit event, a letter of a file, sealed as stored. Gives undefined when nobody leads the file any more. */
export const readSealedLetterWithAudit = (
  db: Database,
  event: AuditEvent,
  id: string,
  lastAuditRow: AuditRow | undefined,
) =>
  readWithAudit(
    db,
    event,
    readableFileCondition(event.fileId),
    db
      .select({ id: sentLetters.id, sealedText: sentLetters.sealedText })
      .from(sentLetters)
      .innerJoin(parents, eq(parents.id, sentLetters.parentId))
      .where(and(eq(sentLetters.id, id), eq(parents.fileId, event.fileId))),
    lastAuditRow,
  )

/** The most letters that a parent finds in “Your file”. */
const MAX_LETTERS_TO_PARENT = 10

/** Selects the letters that a parent reads in “Your file”, newest first. */
export const selectLettersToParent = (db: Database, accessCodeHash: string) =>
  db
    .select({ id: sentLetters.id, sealedText: sentLetters.sealedText, sentAt: sentLetters.sentAt })
    .from(parents)
    .innerJoin(sentLetters, eq(sentLetters.parentId, parents.id))
    .where(and(eq(parents.accessCodeHash, accessCodeHash), eq(sentLetters.delivery, 'your-file')))
    .orderBy(desc(sentLetters.sentAt))
    .limit(MAX_LETTERS_TO_PARENT)
