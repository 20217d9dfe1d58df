import { desc, type SQL, sql } from 'drizzle-orm'
import { givenFileIdsSql } from './absences.ts'
import { acceptedFileCondition } from './accepted-files.ts'
import { selectFilesThatAsk } from './approvals.ts'
import { type Database, runNamedBatch } from './database.ts'
import { buildFileColumns, initiatingLanguageColumn } from './file-columns.ts'
import { openFileCondition } from './file-stage.ts'
import {
  addParentFacts,
  buildStepColumns,
  type DayQuery,
  selectParentFacts,
  urgencyColumn,
} from './next-steps.ts'
import { sealedMessageCountSql, wasCancelledCondition } from './outbox.ts'
import { relatedFilesJoinSql } from './related-files.ts'
import { files } from './schema.ts'
import { parseSealedContacts, sealedContactsSql } from './sealed-contacts.ts'

/** Who looks at the list, and when. */
export interface FileListQuery extends DayQuery {
  /** Whether they see every file of the practice. */
  readonly isAdministrator: boolean
}

/**
 * Loads, in one call, every open file that a coordinator leads, assists in or was given, and every one that nobody leads,
 * newest first; an administrator’s list has all that are open. With them come the facts by which the desk finds each next
 * step, how many e-mails wait for a key, and the files in which somebody asks this coordinator for their approval. How many
 * files are open does not grow with the years; beyond `MAX_OPEN_FILES`, `more` tells that the oldest are left out.
 */
export async function loadOpenFiles(db: Database, query: FileListQuery) {
  const ids = openFileIdsSql(query)
  const { listed, parentRows, sealed, asking } = await runNamedBatch(db, {
    listed: selectOpenFiles(db, query, ids),
    parentRows: selectParentFacts(
      db,
      query,
      sql`files.id in ${ids} and files.lead_coordinator_id is not null`,
    ),
    sealed: db.select({ count: sealedMessageCountSql(MAX_OPEN_FILES).as('count') }).from(sql`(select 1)`),
    asking: selectFilesThatAsk(db, query.viewerId, query.now),
  })
  return {
    files: addParentFacts(listed.slice(0, MAX_OPEN_FILES), parentRows),
    more: listed.length > MAX_OPEN_FILES,
    /** The messages, about any file or none, that wait because a key is missing. */
    sealedMessages: sealed[0]?.count ?? 0,
    asking,
  }
}

/** More than a practice carries, with all that can wait to be read (`practice.unreadIntakes`). */
const MAX_OPEN_FILES = 500

/** Gives the ids of the open files of somebody’s list. Each part has a limit, so that rows read are bounded. */
const openFileIdsSql = ({ viewerId, isAdministrator, now }: FileListQuery): SQL => {
  const part = (who: SQL) =>
    sql`select * from (select id, created_at from files open where ${who}
      and ${openFileCondition(sql`open.stage`)} limit ${MAX_OPEN_FILES + 1})`
  const parts = isAdministrator
    ? [sql`true`]
    : [
        sql`open.lead_coordinator_id = ${viewerId}`,
        sql`open.legal_coordinator_id = ${viewerId}`,
        sql`open.lead_coordinator_id is null`,
        sql`open.id in ${givenFileIdsSql(viewerId, now)}`,
      ]
  return sql`(select id from (${sql.join(parts.map(part), sql` union `)})
    order by created_at desc limit ${MAX_OPEN_FILES + 1})`
}

const selectOpenFiles = (db: Database, query: FileListQuery, ids: SQL) =>
  db
    .select({
      ...buildListColumns(query),
      ...buildStepColumns(query),
      urgency: urgencyColumn,
      hasRelatedFile: sql<boolean>`exists (select 1 from ${relatedFilesJoinSql}
        where own_token.file_id = files.id and ${acceptedFileCondition(sql`related`)})`
        .mapWith(Boolean)
        .as('has_related_file'),
      sealedContacts: sealedContactsSql(sql`files.id`).mapWith(parseSealedContacts).as('sealed_contacts'),
    })
    .from(files)
    .where(sql`files.id in ${ids}`)
    .orderBy(desc(files.createdAt))

/** What both lists show of a file. */
const buildListColumns = (query: FileListQuery) => ({
  ...buildFileColumns(query),
  isAccepted: sql<boolean>`${acceptedFileCondition()}`.mapWith(Boolean).as('is_accepted'),
  language: initiatingLanguageColumn,
  lastEventAt: sql<number | null>`(select happened_at from audit_events where audit_events.file_id = files.id
    order by sequence desc limit 1)`.as('last_event_at'),
  messageOutcome: sql<'queued' | 'sent' | 'failed' | null>`(select outcome from outbox
    where outbox.file_id = files.id and not ${wasCancelledCondition} order by outbox.created_at desc limit 1)`.as(
    'message_outcome',
  ),
})

/** The file that ends a page, by which the next one is asked for. */
export interface ClosedFilesCursor {
  readonly createdAt: number
  readonly reference: string
}

/**
 * Loads a page of the closed files that a coordinator led or assisted in, newest first; for an administrator of all. `more`
 * tells whether there are older ones. A page reads its own rows, and none of those before.
 */
export async function loadClosedFiles(
  db: Database,
  query: FileListQuery,
  before: ClosedFilesCursor = { createdAt: query.now, reference: '~' },
) {
  const { found } = await runNamedBatch(db, {
    found: db
      .select(buildListColumns(query))
      .from(files)
      .where(sql`files.id in ${closedFileIdsSql(query, before)}`)
      .orderBy(sql`files.created_at desc, files.reference desc`),
  })
  return { files: found.slice(0, CLOSED_FILES_A_PAGE), more: found.length > CLOSED_FILES_A_PAGE }
}

const CLOSED_FILES_A_PAGE = 50

/** Gives the ids of one page and one more. With the plus sign, SQLite walks an index in the order of the list. */
const closedFileIdsSql = (
  { viewerId, isAdministrator }: FileListQuery,
  { createdAt, reference }: ClosedFilesCursor,
): SQL => {
  const newestFirst = sql`order by created_at desc, reference desc limit ${CLOSED_FILES_A_PAGE + 1}`
  const part = (who: SQL) => sql`select * from (select id, created_at, reference from files past where ${who}
    and not ${openFileCondition(sql`+past.stage`)}
    and created_at <= ${createdAt} and (created_at < ${createdAt} or reference < ${reference}) ${newestFirst})`
  const parts = isAdministrator
    ? [sql`true`]
    : [sql`past.lead_coordinator_id = ${viewerId}`, sql`past.legal_coordinator_id = ${viewerId}`]
  return sql`(select id from (${sql.join(parts.map(part), sql` union `)}) ${newestFirst})`
}
