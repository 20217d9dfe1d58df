import { and, eq, sql } from 'drizzle-orm'
import { type AuditRow, insertAuditRowStatement } from './audit.ts'
import { placeContactHoldStatement } from './authorisations.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type Database, isWriteConflictError, runNamedBatch } from './database.ts'
import { draftUnchangedCondition } from './drafts.ts'
import { filePlaceColumns } from './file-place.ts'
import { type FormVersion, insertFormVersionStatement } from './form-versions.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { entryFileIdSql, entryIdOfDraftSql, type OpenInvitation, selectOpenEntries } from './invitations.ts'
import { insertMatchTokensStatement, type NewMatchToken } from './match-tokens.ts'
import {
  auditEvents,
  type contactHolds,
  draftSections,
  drafts,
  files,
  invitations,
  joiningCodes,
  parents,
  submissions,
} from './schema.ts'
import { insertSearchTokensStatement } from './search-tokens.ts'

/** Gives two queries for a batch: the invitation with which a draft was begun, and the last audit row of its file. */
export const selectDraftEntryAndLastAuditRow = (db: Database, draftId: string) => {
  const entryIdSql = entryIdOfDraftSql(draftId)
  return {
    openInvitations: selectOpenEntries(db, ({ id }) => eq(id, entryIdSql)),
    lastAuditRows: db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.fileId, entryFileIdSql(entryIdSql)))
      .orderBy(sql`sequence desc`)
      .limit(1),
  }
}

/** The invitation that the intake of a draft accepts, with the last audit row of its file. */
export type AcceptableInvitation = OpenInvitation & { readonly lastAuditRow: AuditRow | undefined }

/** The other parent’s intake, as it is stored in the file into which they are invited. */
export interface InvitationAcceptance {
  readonly invitation: OpenInvitation
  readonly parent: Required<
    Pick<
      typeof parents.$inferInsert,
      | 'language'
      | 'sealedContactRules'
      | 'sealedDisplayName'
      | 'issuedReference'
      | 'accessCodeHash'
      | 'route'
      | 'invitationAcceptedAt'
      | 'urgency'
    >
  >
  readonly submission: typeof submissions.$inferInsert
  /** The version of the form to which the submission refers, unless it was stored when the draft was read. */
  readonly formVersion: FormVersion | undefined
  /** The match tokens, with the sides as the writer sees them. */
  readonly tokens: readonly NewMatchToken[]
  readonly searchTokens: readonly string[]
  readonly contactHold: typeof contactHolds.$inferInsert | undefined
  readonly mail: readonly BoundedMessage[]
  readonly audit: AuditRow
  /** The draft from which the intake is made, as it was read. */
  readonly draft: { readonly id: string; readonly revision: number }
}

/**
 * Accepts an invitation: its file gets the other parent’s intake, in full or not at all, and the draft is deleted.
 * Gives undefined when another request was faster: the draft was sent already or changed since it was read, the file
 * was closed, the invitation ended, or another audit event was recorded. The caller then reads again.
 */
export async function acceptInvitationWithIntake(
  db: Database,
  {
    invitation,
    parent,
    submission,
    formVersion,
    tokens,
    searchTokens,
    contactHold,
    mail,
    audit,
    draft,
  }: InvitationAcceptance,
): Promise<{ lead: string | null } | undefined> {
  const { fileId, parentId } = invitation
  const place = filePlaceColumns(sql`${parentId}`)
  const acceptable = sql`${draftUnchangedCondition(draft)}
    and exists ${selectOpenEntries(db, ({ id }) => eq(id, invitation.id))}
    and not exists (select 1 from files where reference = ${parent.issuedReference})`
  // Every later statement depends on the submission, which depends on the whole condition.
  const submitted = hasRowCondition(submissions, submission.id)
  try {
    const { accepted } = await runNamedBatch(db, {
      formVersion: formVersion && insertFormVersionStatement(db, formVersion),
      submission: insertRowIfStatement(db, submissions, submission, acceptable),
      entries: [invitations, joiningCodes].map((code) =>
        db
          .update(code)
          .set({ acceptedAt: submission.sentAt })
          .where(and(eq(code.id, invitation.id), submitted)),
      ),
      parent: db
        .update(parents)
        .set({
          ...parent,
          status: sql`(select ${place.status.sql} from files where files.id = ${fileId})`,
          bookingCoordinatorId: sql`(select ${place.bookingCoordinatorId.sql} from files where files.id = ${fileId})`,
        })
        .where(and(eq(parents.id, parentId), submitted)),
      matchTokens: insertMatchTokensStatement(db, fileId, tokens, { condition: submitted, swapsSides: true }),
      searchTokens: insertSearchTokensStatement(db, fileId, searchTokens, submitted),
      // The file has more people now, so conflicts must be reviewed again.
      file: db
        .update(files)
        .set({ conflictsReviewedAt: null })
        .where(and(eq(files.id, fileId), submitted)),
      messages: queueBoundedMessagesStatements(db, fileId, mail, submission.sentAt, submitted),
      auditEvent: insertAuditRowStatement(db, audit, submitted),
      contactHold: contactHold && placeContactHoldStatement(db, contactHold, submitted),
      draftSections: db.delete(draftSections).where(and(eq(draftSections.draftId, draft.id), submitted)),
      draft: db.delete(drafts).where(and(eq(drafts.id, draft.id), submitted)),
      accepted: db
        .select({ lead: files.leadCoordinatorId })
        .from(files)
        .where(and(eq(files.id, fileId), submitted)),
    })
    return accepted[0]
  } catch (error) {
    if (isWriteConflictError(error)) return undefined
    throw error
  }
}
