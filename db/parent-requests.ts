import { and, eq, sql } from 'drizzle-orm'
import { accessCodeSignsCondition } from './access-codes.ts'
import {
  type AuditEvent,
  type AuditRow,
  mutateWithAuditGivenLastRow,
  previousStatementChangedCondition,
} from './audit.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type Database, toBatchItem } from './database.ts'
import { openFileCondition } from './file-stage.ts'
import { type FormVersion, insertFormVersionStatement } from './form-versions.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { parents, timeRequests } from './schema.ts'

/**
 * Creates a parent’s time request in place of the one that was read. Gives false when the file no longer allows one, or
 * when another request was created since.
 */
export function replaceTimeRequest(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  row: Pick<typeof timeRequests.$inferInsert, 'id' | 'parentId' | 'sealedPreferences'> & {
    /** The version of the form, to which the row refers. */
    readonly formVersion: FormVersion
    readonly replaces: string | undefined
  },
  messages: readonly BoundedMessage[],
): Promise<boolean> {
  const { id, parentId, formVersion, sealedPreferences, replaces = '' } = row
  const inserted = hasRowCondition(timeRequests, id)
  const possible = sql`${parentMayRequestCondition(parentId)}
    and not exists (select 1 from time_requests where parent_id = ${parentId} and ended_at is null and id <> ${replaces})`
  return mutateWithAuditGivenLastRow(
    db,
    event,
    lastRow,
    [
      insertFormVersionStatement(db, formVersion),
      toBatchItem(
        db,
        sql`update time_requests set ended_at = ${event.happenedAt}
          where id = ${replaces} and parent_id = ${parentId} and ended_at is null and ${possible}`,
      ),
      insertRowIfStatement(
        db,
        timeRequests,
        { id, parentId, createdAt: event.happenedAt, formVersionHash: formVersion.hash, sealedPreferences },
        possible,
      ),
      ...queueBoundedMessagesStatements(db, event.fileId, messages, event.happenedAt, inserted),
    ],
    inserted,
  )
}

/**
 * Records that a parent consents to a joint appointment, or withdraws that consent. Gives false when nothing would
 * change, and to a consent with an access code that was replaced and not confirmed.
 */
export function setJointConsent(
  db: Database,
  event: AuditEvent,
  lastRow: AuditRow | undefined,
  { parentId, consents }: { readonly parentId: string; readonly consents: boolean },
  messages: readonly BoundedMessage[],
): Promise<boolean> {
  const changes = sql`(joint_consented_at is null) = ${consents ? 1 : 0} and ${parentMayRequestCondition(parentId)}
    and ${consents ? accessCodeSignsCondition(parentId) : sql`true`}`
  const jointConsentedAt = consents ? event.happenedAt : null
  return mutateWithAuditGivenLastRow(
    db,
    event,
    lastRow,
    [
      ...queueBoundedMessagesStatements(
        db,
        event.fileId,
        messages,
        event.happenedAt,
        sql`exists (select 1 from parents where id = ${parentId} and ${changes})`,
      ),
      db
        .update(parents)
        .set({ jointConsentedAt })
        .where(and(eq(parents.id, parentId), changes)),
    ],
    previousStatementChangedCondition,
  )
}

const parentMayRequestCondition = (parentId: string) => sql`exists (select 1 from parents requester
  cross join files on files.id = requester.file_id
  where requester.id = ${parentId} and ${openFileCondition()} and requester.status = 'received')`
