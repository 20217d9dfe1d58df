import { type SQL, sql } from 'drizzle-orm'
import type { AuditAction } from '../content/record/audit-actions.ts'

/**
 * What happens in a file without changing what a decision rests on: it was read, or a second person was asked and answered,
 * which the decision asks about by itself; or a coordinator reminds themselves, or writes a draft that they alone see.
 */
export const actionsWithoutChange: readonly AuditAction[] = [
  'summary_read',
  'overview_read',
  'contact_rules_read',
  'phone_number_read',
  'answers_read',
  'safety_answers_read',
  'other_contact_read',
  'call_sheet_read',
  'approval_requested',
  'approval_given',
  'approval_declined',
  'reminder_added',
  'reminder_finished',
  'reminder_removed',
  'reminder_reopened',
  'notes_read',
  'note_drafted',
  'note_draft_deleted',
  'letter_read',
  'data_exported',
]

/** The number of the newest event of `files`, by which a page tells later what it showed. */
export const lastEventSql = sql<number>`coalesce((select max(sequence) from audit_events where file_id = files.id), 0)`

/**
 * Holds while a file is as a page showed it, whose newest event then had the number `seen`. It belongs in the statement that
 * decides, so that nobody decides over what another tab or person just did.
 */
export const unchangedSinceCondition = (fileId: string, seen: number): SQL =>
  sql`not exists (select 1 from audit_events where file_id = ${fileId} and sequence > ${seen}
    and action not in (${sql.join(
      actionsWithoutChange.map((action) => sql`${action}`),
      sql`, `,
    )}))`
