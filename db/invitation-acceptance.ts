import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type AuditRow, insertAuditRowStatement } from './audit.ts'
import { placeContactHoldStatement } from './authorisations.ts'
import { batchable, type Database, isWriteConflict } from './database.ts'
import { draftUnchangedCondition } from './drafts.ts'
import { invitationFileIdSql, type OpenInvitation, selectOpenInvitations } from './invitations.ts'
import { queueRoutedMessagesStatement, type RoutedMessages } from './lead-routing.ts'
import {
  auditEvents,
  type contactHolds,
  draftSections,
  drafts,
  files,
  invitations,
  type matchTokens,
  parents,
  type submissions,
} from './schema.ts'

/** Two queries for a batch: the invitation that a draft was begun with, and the last audit row of its file. */
export const invitationAcceptanceQueries = (db: Database, draftId: string) => {
  const invitationIdSql = sql`(select invitation_id from drafts where id = ${draftId})`
  return [
    selectOpenInvitations(db, eq(invitations.id, invitationIdSql)),
    db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.fileId, invitationFileIdSql(invitationIdSql)))
      .orderBy(sql`sequence desc`)
      .limit(1),
  ] as const
}

/** The invitation that a draft's intake accepts, and the last audit row of its file. */
export type AcceptableInvitation = OpenInvitation & { readonly lastAuditRow: AuditRow | undefined }

/** The other parent's intake as it will be stored in the file they are invited into. */
export interface InvitationAcceptance {
  readonly invitation: OpenInvitation
  readonly parent: Required<
    Pick<
      typeof parents.$inferInsert,
      | 'language'
      | 'sealedContactRules'
      | 'issuedReference'
      | 'status'
      | 'accessCodeHash'
      | 'route'
      | 'invitationAcceptedAt'
    >
  >
  readonly submission: typeof submissions.$inferInsert
  /** As its writer sees the sides. */
  readonly tokens: readonly Omit<typeof matchTokens.$inferInsert, 'fileId'>[]
  readonly contactHold: typeof contactHolds.$inferInsert | undefined
  readonly mail: RoutedMessages
  readonly audit: AuditRow
  /** The draft it was made from, as it stood when read. */
  readonly draft: { readonly id: string; readonly revision: number }
}

/**
 * Accepts an invitation: its file gets the other parent, all of it or nothing, and the draft is deleted. Nothing when another
 * request was faster: the draft was sent already or changed since it was read, the file was closed, the invitation
 * ended, something else was recorded. Then read again.
 */
export async function acceptInvitation(
  db: Database,
  { invitation, parent, submission, tokens, contactHold, mail, audit, draft }: InvitationAcceptance,
): Promise<{ lead: string | null } | undefined> {
  const { fileId } = invitation
  // Everything depends on the submission, and that on the whole condition.
  const submitted = sql`exists (select 1 from submissions where id = ${submission.id})`
  try {
    const results = await db.batch([
      batchable(db, insertSubmissionSql(db, invitation, submission, parent.issuedReference, draft)),
      db
        .update(invitations)
        .set({ acceptedAt: submission.sentAt })
        .where(and(eq(invitations.id, invitation.id), submitted)),
      db
        .update(parents)
        .set({
          ...parent,
          bookingCoordinatorId: sql`(select lead_coordinator_id from files where id = ${fileId})`,
        })
        .where(and(eq(parents.id, invitation.parentId), submitted)),
      batchable(db, insertSwappedMatchTokensSql(fileId, tokens, submitted)),
      // More people are in it now, to be looked for in other files.
      db
        .update(files)
        .set({ conflictsReviewedAt: null })
        .where(and(eq(files.id, fileId), submitted)),
      queueRoutedMessagesStatement(db, fileId, mail, submitted),
      insertAuditRowStatement(db, audit, submitted),
      db.delete(draftSections).where(and(eq(draftSections.draftId, draft.id), submitted)),
      db.delete(drafts).where(and(eq(drafts.id, draft.id), submitted)),
      db
        .select({ lead: files.leadCoordinatorId })
        .from(files)
        .where(and(eq(files.id, fileId), submitted)),
      ...(contactHold ? [placeContactHoldStatement(db, contactHold, submitted)] : []),
    ])
    return results[9][0]
  } catch (error) {
    if (isWriteConflict(error)) return undefined
    throw error
  }
}

const insertSubmissionSql = (
  db: Database,
  invitation: OpenInvitation,
  row: InvitationAcceptance['submission'],
  reference: InvitationAcceptance['parent']['issuedReference'],
  draft: InvitationAcceptance['draft'],
) => sql`
  insert into submissions
    (id, file_id, parent_id, form, version, sealed_answers, sealed_safety, sealed_other_contact, idempotency_key, sent_at)
  select ${row.id}, ${row.fileId}, ${row.parentId}, ${row.form}, ${row.version}, ${row.sealedAnswers},
    ${row.sealedSafety ?? null}, ${row.sealedOtherContact ?? null}, ${row.idempotencyKey}, ${row.sentAt}
  where ${draftUnchangedCondition(draft)} and exists ${selectOpenInvitations(db, eq(invitations.id, invitation.id))}
    and not exists (select 1 from files where reference = ${reference ?? null})`

/** Who writes is the other parent of the file, and whom they write about the one who came first. */
const insertSwappedMatchTokensSql = (
  fileId: string,
  tokens: InvitationAcceptance['tokens'],
  condition: SQL,
) => sql`
  insert into match_tokens (token, kind, file_id, side)
  select value ->> 'token', value ->> 'kind', ${fileId},
    case value ->> 'side' when 'initiating' then 'other' when 'other' then 'initiating' else value ->> 'side' end
  from json_each(${JSON.stringify(tokens)}) where ${condition}
  on conflict do nothing`
