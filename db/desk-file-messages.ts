import { desc, eq, sql } from 'drizzle-orm'
import { MAX_LISTED_MESSAGES } from '../content/limits.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { fileIdSql } from './desk-file-parents.ts'
import { outbox } from './schema.ts'

/**
 * Loads the messages panel: the latest messages about a file, newest first, and whether each was sent. It never loads
 * their content.
 */
export async function loadDeskFileMessagesPanel(db: Database, query: DeskFileQuery) {
  const { reference } = query
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    messages: selectMessages(db, reference),
  })
  const [file] = header
  return file && { file, ...rows }
}

const selectMessages = (db: Database, reference: string) =>
  db
    .select({
      id: outbox.id,
      /** Whether it failed, and could still be sent. */
      isStored: sql<boolean>`${outbox.outcome} = 'failed' and ${outbox.sealedMessage} <> ''`
        .mapWith(Boolean)
        .as('is_stored'),
      kind: outbox.kind,
      outcome: outbox.outcome,
      lastError: outbox.lastError,
      emailProblem: outbox.emailProblem,
      createdAt: outbox.createdAt,
    })
    .from(outbox)
    .where(eq(outbox.fileId, fileIdSql(reference)))
    .orderBy(desc(outbox.createdAt))
    .limit(MAX_LISTED_MESSAGES)
