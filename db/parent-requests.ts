import { and, eq, sql } from 'drizzle-orm'
import { type AuditEvent, type AuditRow, changeOnRecordFrom } from './audit.ts'
import { type Database, statement } from './database.ts'
import { type ForLead, queueForLead } from './lead-routing.ts'
import { type outbox, parents, type timeRequests } from './schema.ts'

type Mail = readonly ForLead<typeof outbox.$inferInsert>[]

/**
 * Keeps what would suit a parent who found no time, in place of the request of theirs that was read. False when the file
 * is not open to it any more, or another request came between.
 */
export function requestTime(
  db: Database,
  event: AuditEvent,
  last: AuditRow | undefined,
  row: Pick<typeof timeRequests.$inferInsert, 'id' | 'parentId' | 'wanted'> & {
    readonly replaces: string | undefined
  },
  mail: Mail,
): Promise<boolean> {
  const { id, parentId, wanted, replaces = '' } = row
  const kept = sql`exists (select 1 from time_requests where id = ${id})`
  const possible = sql`${mayWish(parentId)}
    and not exists (select 1 from time_requests where parent_id = ${parentId} and ended_at is null and id <> ${replaces})`
  return changeOnRecordFrom(
    db,
    event,
    last,
    [
      statement(
        db,
        sql`update time_requests set ended_at = ${event.happenedAt}
          where id = ${replaces} and parent_id = ${parentId} and ended_at is null and ${possible}`,
      ),
      statement(
        db,
        sql`insert into time_requests (id, parent_id, made_at, wanted)
          select ${id}, ${parentId}, ${event.happenedAt}, ${wanted} where ${possible}`,
      ),
      queueForLead(db, event.fileId, mail, kept),
    ],
    kept,
  )
}

/** Keeps that a parent agrees to a joint session, or takes that back; false when it stands so already. */
export function agreeToJoint(
  db: Database,
  event: AuditEvent,
  last: AuditRow | undefined,
  { parentId, agrees }: { readonly parentId: string; readonly agrees: boolean },
  mail: Mail,
): Promise<boolean> {
  const changes = sql`(joint_agreed_at is null) = ${agrees ? 1 : 0} and ${mayWish(parentId)}`
  const jointAgreedAt = agrees ? event.happenedAt : null
  return changeOnRecordFrom(
    db,
    event,
    last,
    [
      queueForLead(
        db,
        event.fileId,
        mail,
        sql`exists (select 1 from parents where id = ${parentId} and ${changes})`,
      ),
      db
        .update(parents)
        .set({ jointAgreedAt })
        .where(and(eq(parents.id, parentId), changes)),
    ],
    // SQLite's count of the rows that the statement before changed.
    sql`changes() > 0`,
  )
}

const mayWish = (parentId: string) => sql`exists (select 1 from parents wishing
  cross join files on files.id = wishing.file_id
  where wishing.id = ${parentId} and files.stage <> 'closed' and wishing.standing = 'received')`
