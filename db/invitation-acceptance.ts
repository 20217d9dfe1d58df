import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type AuditRow, recorded } from './audit.ts'
import { insertFreeze } from './authorisations.ts'
import { type Database, isConstraint, statement } from './database.ts'
import { unchanged } from './drafts.ts'
import { fileInvitedTo, type Usable, usable } from './invitations.ts'
import { type ForLead, queueForLead } from './lead-routing.ts'
import {
  auditEvents,
  draftSections,
  drafts,
  files,
  type freezes,
  invitations,
  type matchTokens,
  type outbox,
  parents,
  type submissions,
} from './schema.ts'

/** What the sending of a draft must know of the invitation it was begun with: two queries for a batch. */
export const joiningQueries = (db: Database, draftId: string) => {
  const invitation = sql`(select invitation_id from drafts where id = ${draftId})`
  return [
    usable(db, eq(invitations.id, invitation)),
    db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.fileId, fileInvitedTo(invitation)))
      .orderBy(sql`sequence desc`)
      .limit(1),
  ] as const
}

/** The file that a draft's intake joins, and the last row of its record. */
export type Joining = Usable & { readonly last: AuditRow | undefined }

/** The other parent's intake as it will stand in the file it joins. */
export interface Joined {
  readonly invitation: Usable
  readonly parent: Required<
    Pick<
      typeof parents.$inferInsert,
      'language' | 'contact' | 'givenReference' | 'standing' | 'accessId' | 'route' | 'invitedAt'
    >
  >
  readonly submission: typeof submissions.$inferInsert
  /** As its writer sees the sides. */
  readonly tokens: readonly Omit<typeof matchTokens.$inferInsert, 'fileId'>[]
  readonly freeze: typeof freezes.$inferInsert | undefined
  readonly mail: readonly ForLead<typeof outbox.$inferInsert>[]
  readonly audit: AuditRow
  /** The draft it was made from, as it stood when read. */
  readonly draft: { readonly id: string; readonly revision: number }
}

/**
 * Joins the file of an invitation as its other parent, all of it or nothing, and removes the draft. Nothing when another
 * request was faster: the draft was sent already or changed since it was read, the file was closed, the invitation
 * ended, something else was recorded. Then read again.
 */
export async function joinByInvitation(
  db: Database,
  { invitation, parent, submission, tokens, freeze, mail, audit, draft }: Joined,
): Promise<{ lead: string | null } | undefined> {
  const { fileId } = invitation
  // Everything depends on the submission, and that on the whole condition.
  const sent = sql`exists (select 1 from submissions where id = ${submission.id})`
  try {
    const results = await db.batch([
      statement(db, submissionRow(db, invitation, submission, parent.givenReference, draft)),
      db
        .update(invitations)
        .set({ usedAt: submission.sentAt })
        .where(and(eq(invitations.id, invitation.id), sent)),
      db
        .update(parents)
        .set({ ...parent, booksWith: sql`(select lead_coordinator from files where id = ${fileId})` })
        .where(and(eq(parents.id, invitation.parentId), sent)),
      statement(db, swappedTokens(fileId, tokens, sent)),
      // More people are in it now, to be looked for in other files.
      db
        .update(files)
        .set({ clearedAt: null })
        .where(and(eq(files.id, fileId), sent)),
      queueForLead(db, fileId, mail, sent),
      recorded(db, audit, sent),
      db.delete(draftSections).where(and(eq(draftSections.draftId, draft.id), sent)),
      db.delete(drafts).where(and(eq(drafts.id, draft.id), sent)),
      db
        .select({ lead: files.leadCoordinator })
        .from(files)
        .where(and(eq(files.id, fileId), sent)),
      ...(freeze ? [insertFreeze(db, freeze, sent)] : []),
    ])
    return results[9][0]
  } catch (error) {
    if (isConstraint(error)) return undefined
    throw error
  }
}

const submissionRow = (
  db: Database,
  invitation: Usable,
  row: Joined['submission'],
  reference: Joined['parent']['givenReference'],
  draft: Joined['draft'],
) => sql`
  insert into submissions
    (id, file_id, parent_id, form, version, answers, safety, other_contact, idempotency_key, sent_at)
  select ${row.id}, ${row.fileId}, ${row.parentId}, ${row.form}, ${row.version}, ${row.answers},
    ${row.safety ?? null}, ${row.otherContact ?? null}, ${row.idempotencyKey}, ${row.sentAt}
  where ${unchanged(draft)} and exists ${usable(db, eq(invitations.id, invitation.id))}
    and not exists (select 1 from files where reference = ${reference ?? null})`

/** Who writes is the other parent of the file, and whom they write about the one who came first. */
const swappedTokens = (fileId: string, tokens: Joined['tokens'], condition: SQL) => sql`
  insert into match_tokens (token, kind, file_id, side)
  select value ->> 'token', value ->> 'kind', ${fileId},
    case value ->> 'side' when 'initiating' then 'other' when 'other' then 'initiating' else value ->> 'side' end
  from json_each(${JSON.stringify(tokens)}) where ${condition}
  on conflict do nothing`
