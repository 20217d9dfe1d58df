import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { EmailProblem } from '../content/mail/email-problems.ts'
import { type AuditEvent, mutateWithAudit, previousStatementChangedCondition } from './audit.ts'
import type { Database } from './database.ts'
import { queueMessagesToLeadStatement, type RoutedMessages } from './lead-routing.ts'
import { files, outbox, parents } from './schema.ts'

/**
 * Finds the message that the provider knows by an id, with the parent to whom it went, in one call; undefined when there
 * is none. A message to somebody else has no parent.
 */
export async function findMessageByProviderId(db: Database, providerId: string) {
  const [message] = await db
    .select({
      id: outbox.id,
      emailProblem: outbox.emailProblem,
      parentId: parents.id,
      side: parents.side,
      sealedContactRules: parents.sealedContactRules,
      fileId: files.id,
      fileReference: files.reference,
    })
    .from(outbox)
    .leftJoin(parents, eq(parents.id, outbox.parentId))
    .leftJoin(files, eq(files.id, parents.fileId))
    .where(eq(outbox.providerId, providerId))
  return message
}

/**
 * Records the trouble with one message, whose address stays, and which coordinator it went to, if any. The first that was
 * reported stays, but that it did not arrive gives way to trouble with its address. Gives false when there was nothing to record.
 */
export async function recordEmailProblem(
  db: Database,
  messageId: string,
  emailProblem: EmailProblem,
  problemOfCoordinatorId: string | null = null,
): Promise<boolean> {
  const { meta } = await db
    .update(outbox)
    .set({ emailProblem, problemOfCoordinatorId })
    .where(mayRecordProblemCondition(messageId, emailProblem))
  return meta.changes === 1
}

const mayRecordProblemCondition = (messageId: string, emailProblem: EmailProblem): SQL | undefined =>
  and(
    eq(outbox.id, messageId),
    emailProblem === 'undelivered'
      ? isNull(outbox.emailProblem)
      : sql`coalesce(${outbox.emailProblem}, 'undelivered') = 'undelivered'`,
  )

/**
 * Records the trouble with a message to a parent, takes the address out of their contact rules, and tells the lead, unless that
 * parent withdrew, in one batch. Nothing queued for that address leaves any more. Gives false, and changes nothing, when
 * the trouble with the message was recorded before, or when the rules are no longer those that were read.
 */
export const recordAddressProblemAndQueueMessages = (
  db: Database,
  event: AuditEvent,
  { messageId, parentId, emailProblem, previousSealedContactRules, sealedContactRules }: AddressProblemRecord,
  messages: RoutedMessages,
): Promise<boolean> => {
  const rulesAsRead = and(
    eq(parents.id, parentId),
    eq(parents.fileId, event.fileId),
    eq(parents.sealedContactRules, previousSealedContactRules),
  )
  const areRulesAsRead = sql`exists (select 1 from parents where ${rulesAsRead})`
  const isNew = sql`${areRulesAsRead} and exists (select 1 from outbox where ${mayRecordProblemCondition(messageId, emailProblem)})`
  return mutateWithAudit(db, event, [
    queueMessagesToLeadStatement(
      db,
      event.fileId,
      messages,
      sql`${isNew} and exists (select 1 from parents where id = ${parentId} and status is not 'closed')`,
    ),
    db
      .update(outbox)
      .set({ emailProblem })
      .where(and(mayRecordProblemCondition(messageId, emailProblem), areRulesAsRead)),
    db.update(parents).set({ sealedContactRules }).where(and(rulesAsRead, previousStatementChangedCondition)),
  ])
}

interface AddressProblemRecord {
  readonly messageId: string
  readonly parentId: string
  readonly emailProblem: EmailProblem
  readonly previousSealedContactRules: string
  readonly sealedContactRules: string
}
