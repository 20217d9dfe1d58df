import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { MAX_LISTED_AUDIT_EVENTS } from '../content/limits.ts'
import type { AuditAction } from '../content/record/audit-actions.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { fileIdSql } from './desk-file-parents.ts'
import { auditEvents } from './schema.ts'

/** Which events of a file’s record are asked for. What is left out does not limit them. */
export interface RecordFilter {
  /** `parent`, `system`, or a coordinator’s id. */
  readonly actor?: string | undefined
  readonly actions?: readonly AuditAction[] | undefined
  /** The span in milliseconds; `until` is not in it. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  /** The parent whom an event is about, as its facts say. */
  readonly side?: string | undefined
  /** What a note belongs to; talks with a parent alone belong to screening. */
  readonly folder?: string | undefined
  /** Whether events that name no parent, or no folder, come along with those of the asked one. */
  readonly withUnattributed?: boolean
  /** The sequence number before which a page of the record ends. */
  readonly before?: number | undefined
}

/**
 * Loads a page of a file’s record, newest first, and everybody who acted on the file. It has one event more than a page
 * when there are older ones. `unattributed` counts, on all pages, the events that fit but name no parent, or no folder,
 * where one is asked for.
 */
export async function loadDeskFileRecord(db: Database, query: DeskFileQuery, filter: RecordFilter) {
  const { header, unattributed, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    events: selectAuditEvents(db, query.reference, filter),
    unattributed: db
      .select({ count: sql<number>`count(*)`.as('count') })
      .from(auditEvents)
      .where(and(eq(auditEvents.fileId, fileIdSql(query.reference)), ...buildUnattributedConditions(filter))),
    actors: db
      .selectDistinct({ actor: auditEvents.actor })
      .from(auditEvents)
      .where(eq(auditEvents.fileId, fileIdSql(query.reference))),
  })
  const [file] = header
  return file && { file, ...rows, unattributed: unattributed[0]?.count ?? 0 }
}

const selectAuditEvents = (db: Database, reference: string, filter: RecordFilter) =>
  db
    .select({
      sequence: auditEvents.sequence,
      actor: auditEvents.actor,
      action: auditEvents.action,
      detail: auditEvents.detail,
      happenedAt: auditEvents.happenedAt,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.fileId, fileIdSql(reference)),
        filter.before === undefined ? undefined : lt(auditEvents.sequence, filter.before),
        ...(filter.withUnattributed ? buildWideConditions(filter) : buildExactConditions(filter)),
      ),
    )
    .orderBy(desc(auditEvents.sequence))
    .limit(MAX_LISTED_AUDIT_EVENTS + 1)

/** Holds for events of who acted, of what they did, and of when. */
const buildCommonConditions = ({ actor, actions, from, until }: RecordFilter) => [
  actor === undefined ? undefined : eq(auditEvents.actor, actor),
  actions && inArray(auditEvents.action, [...actions]),
  from === undefined ? undefined : gte(auditEvents.happenedAt, from),
  until === undefined ? undefined : lt(auditEvents.happenedAt, until),
]

/** Holds for events about the parent and in the folder that are asked for. */
const buildExactConditions = (filter: RecordFilter) => [
  ...buildCommonConditions(filter),
  ...listAttributes(filter).map(({ column, asked }) => sql`${column} = ${asked}`),
]

/** Holds for the same events, and for those that name no parent, or no folder. */
const buildWideConditions = (filter: RecordFilter) => [
  ...buildCommonConditions(filter),
  ...listAttributes(filter).map(({ column, asked }) => sql`coalesce(${column}, ${asked}) = ${asked}`),
]

/** Holds for the events by which the two differ; for none where neither a parent nor a folder is asked for. */
const buildUnattributedConditions = (filter: RecordFilter) => {
  const isMissing = listAttributes(filter).map(({ column }) => sql`${column} is null`)
  return [
    ...buildWideConditions(filter),
    isMissing.length > 0 ? sql`(${sql.join(isMissing, sql` or `)})` : sql`false`,
  ]
}

/**
 * Lists what an event may name or not, of what is asked for: a parent, and a folder. Talks with a parent alone belong to
 * screening.
 */
const listAttributes = ({ side, folder }: RecordFilter): { column: SQL; asked: string }[] => [
  ...(side === undefined ? [] : [{ column: sql`(detail ->> 'side')`, asked: side }]),
  ...(folder === undefined ? [] : [{ column: folderSql, asked: folder }]),
]

const folderSql = sql`(case when action in ('screening_noted', 'screening_amended') then 'screening'
  else detail ->> 'noteFolder' end)`
