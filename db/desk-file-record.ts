import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
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
  /** The sequence number before which a page of the record ends. */
  readonly before?: number | undefined
}

/**
 * Loads a page of a file’s record, newest first, and everybody who acted on the file. It has one event more than a page
 * when there are older ones.
 */
export async function loadDeskFileRecord(db: Database, query: DeskFileQuery, filter: RecordFilter) {
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    events: selectAuditEvents(db, query.reference, filter),
    actors: db
      .selectDistinct({ actor: auditEvents.actor })
      .from(auditEvents)
      .where(eq(auditEvents.fileId, fileIdSql(query.reference))),
  })
  const [file] = header
  return file && { file, ...rows }
}

const selectAuditEvents = (
  db: Database,
  reference: string,
  { actor, actions, from, until, side, folder, before }: RecordFilter,
) =>
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
        before === undefined ? undefined : lt(auditEvents.sequence, before),
        actor === undefined ? undefined : eq(auditEvents.actor, actor),
        actions && inArray(auditEvents.action, [...actions]),
        side === undefined ? undefined : sql`detail ->> 'side' = ${side}`,
        folder === undefined
          ? undefined
          : sql`(detail ->> 'noteFolder' = ${folder}
              or (${folder} = 'screening' and action in ('screening_noted', 'screening_amended')))`,
        from === undefined ? undefined : gte(auditEvents.happenedAt, from),
        until === undefined ? undefined : lt(auditEvents.happenedAt, until),
      ),
    )
    .orderBy(desc(auditEvents.sequence))
    .limit(MAX_LISTED_AUDIT_EVENTS + 1)
