import { and, eq, gt, inArray, isNull, lt, ne, notExists, notInArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { MAX_WRONG_CODES_PER_INVITATION } from '../content/limits.ts'
import { type AuditEvent, mutateWithAuditIf } from './audit.ts'
import { type BoundedMessage, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { type AttemptConnection, findRowsOrCountWrongCode } from './code-attempts.ts'
import { type Database, type NamedResults, runNamedBatch } from './database.ts'
import { filePlaceColumns } from './file-place.ts'
import { openFileCondition } from './file-stage.ts'
import { hasRowCondition, insertRowIfStatement } from './insert.ts'
import { selectGivenJoiningCodes, selectJoiningCodes, selectOpenJoiningCodes } from './joining-codes.ts'
import { cancelOutdatedMessagesStatement } from './outbox.ts'
import {
  authorisations,
  callAttempts,
  drafts,
  files,
  invitations,
  joiningCodes,
  parents,
  submissions,
} from './schema.ts'

/** The hashes of an invitation's code. */
export interface InvitationCodeHashes {
  readonly codeHash: string
  /** The hash of the code's first group, which tells an invitation whose code was nearly entered. */
  readonly locatorHash: string
}

/**
 * Finds the entry with this code, an invitation or the code of the other parent, hashed under each key, while a form can be
 * begun with it; or counts the code as wrong, in one call. A wrong code that begins like the right one also counts against
 * that entry, which ends with the last wrong code that is allowed.
 */
export const findEntryOrCountWrongCode = (
  db: Database,
  connection: AttemptConnection,
  hashes: readonly InvitationCodeHashes[],
  now: number,
) =>
  findRowsOrCountWrongCode(
    db,
    connection,
    selectEntryByCode(db, hashes, now),
    countWrongEntryCodeStatements(db, hashes, now),
  )

/** Selects the entry with this code, hashed under each key, while a form can be begun with it. */
export const selectEntryByCode = (db: Database, hashes: readonly InvitationCodeHashes[], now: number) =>
  selectEntriesToBeginWith(
    db,
    ({ codeHash }) =>
      inArray(
        codeHash,
        hashes.map((hash) => hash.codeHash),
      ),
    now,
  )

/**
 * Counts a wrong code against the invitation, or joining code, that begins like it, and ends it with the last one allowed.
 * One that was used or declined counts alike, since the giver of a joining code can try it.
 */
export const countWrongEntryCodeStatements = (
  db: Database,
  hashes: readonly InvitationCodeHashes[],
  now: number,
) =>
  [invitations, joiningCodes].map((entry) =>
    db
      .update(entry)
      .set({
        wrongCodes: sql`wrong_codes + 1`,
        endedAt: sql`coalesce(ended_at, case when accepted_at is null and wrong_codes + 1 >= ${MAX_WRONG_CODES_PER_INVITATION} then ${now} end)`,
      })
      .where(
        and(
          inArray(
            entry.locatorHash,
            hashes.map(({ locatorHash }) => locatorHash),
          ),
          notInArray(
            entry.codeHash,
            hashes.map(({ codeHash }) => codeHash),
          ),
          lt(entry.wrongCodes, MAX_WRONG_CODES_PER_INVITATION),
        ),
      ),
  )

/** Loads the status of an invitation, and of the drafts in the same browser, in one call. */
export async function loadEntryAndDraftStatus(
  db: Database,
  invitationId: string,
  draftIds: readonly string[],
  now: number,
) {
  return assembleEntryStatus(await runNamedBatch(db, entryStatusQueries(db, invitationId, draftIds, now)))
}

/**
 * Loads the status of an invitation, as `loadEntryAndDraftStatus` does, when an intake is begun with it. A draft that was
 * begun with an earlier invitation into the same file now refers to this one.
 */
export async function attachDraftAndLoadEntryStatus(
  db: Database,
  invitationId: string,
  draftIds: readonly string[],
  now: number,
) {
  const { attached: _, ...status } = await runNamedBatch(db, {
    attached: db
      .update(drafts)
      .set(entryIdsSql(invitationId))
      .where(
        and(
          inArray(drafts.id, [...draftIds]),
          eq(draftFileIdSql, entryFileIdSql(sql`${invitationId}`)),
          sql`exists ${selectEntryById(db, invitationId, now)}`,
        ),
      ),
    ...entryStatusQueries(db, invitationId, draftIds, now),
  })
  return assembleEntryStatus(status)
}

const entryStatusQueries = (
  db: Database,
  invitationId: string,
  draftIds: readonly string[],
  now: number,
) => ({
  open: selectEntryById(db, invitationId, now),
  declined: db
    .select({ declined: sql<number>`1`.as('declined') })
    .from(invitations)
    .where(
      and(
        eq(invitations.id, invitationId),
        sql`exists (select 1 from call_attempts
        where call_attempts.authorisation_id = ${invitations.authorisationId} and recorded_by = ${OTHER_PARENT_ACTOR})`,
      ),
    ),
  drafts: db
    .select({
      form: drafts.form,
      sameFile: sql<number | null>`${draftFileIdSql} = ${entryFileIdSql(sql`${invitationId}`)}`.as(
        'same_file',
      ),
    })
    .from(drafts)
    .where(
      and(
        inArray(drafts.id, [...draftIds]),
        sql`exists (select 1 from draft_sections
            where draft_id = ${drafts.id} and expires_at > ${now} and sealed_fields <> '')`,
      ),
    ),
})

const assembleEntryStatus = ({
  open,
  declined,
  drafts,
}: NamedResults<ReturnType<typeof entryStatusQueries>>) => ({
  /** The open invitation with its file; undefined when no intake can be begun with it. */
  open: open[0],
  /** Whether the other parent declined an invitation. */
  declined: declined.length > 0,
  /** The form of the draft that was begun with an invitation into the same file; undefined when there is none. */
  begunForm: drafts.find(({ sameFile }) => sameFile === 1)?.form,
  /** The forms of the drafts that there are. */
  forms: drafts.map(({ form }) => form),
})

/** The file into which an invitation, or the code of the other parent, leads. */
export const entryFileIdSql = (id: SQL) => sql`coalesce((select granter.file_id from invitations invitation
  cross join authorisations authorisation on authorisation.id = invitation.authorisation_id
  cross join parents granter on granter.id = authorisation.parent_id where invitation.id = ${id}),
  (select giver.file_id from joining_codes code cross join parents giver on giver.id = code.parent_id
  where code.id = ${id}))`

/** What a draft was begun with: an invitation, or the code of the other parent. */
export const draftEntryIdSql = sql`coalesce(drafts.invitation_id, drafts.joining_code_id)`

/** The entry with which a draft was begun; null for none. */
export const entryIdOfDraftSql = (draftId: string): SQL =>
  sql`(select ${draftEntryIdSql} from drafts where drafts.id = ${draftId})`

const draftFileIdSql = entryFileIdSql(draftEntryIdSql)

/** The columns of a draft that is begun with an invitation, or with the code of the other parent. */
export const entryIdsSql = (id: string) => ({
  invitationId: sql`(select id from invitations where id = ${id})`,
  joiningCodeId: sql`(select id from joining_codes where id = ${id})`,
})

/** The actor in `recordedBy` when the other parent answers an invitation themselves. */
const OTHER_PARENT_ACTOR = 'other-parent'

/** Selects an entry by its id, while a form can be begun with it. */
export const selectEntryById = (db: Database, id: string, now: number) =>
  selectEntriesToBeginWith(db, (entry) => eq(entry.id, id), now)

/** Selects the entries with which a form can be begun. */
const selectEntriesToBeginWith = (
  db: Database,
  buildCondition: (entry: typeof invitations | typeof joiningCodes) => SQL | undefined,
  now: number,
) =>
  selectOpenInvitations(db, and(buildCondition(invitations), gt(invitations.expiresAt, now))).unionAll(
    selectGivenJoiningCodes(db, buildCondition(joiningCodes), now),
  )

/**
 * Selects the file that a form would join, as its check tells it. That a code of the other parent was used, declined or shut by
 * an order is not told there either.
 */
export const selectFileToJoin = (db: Database, entryId: SQL) =>
  selectOpenInvitations(db, eq(invitations.id, entryId)).unionAll(
    selectJoiningCodes(db, and(eq(joiningCodes.id, entryId), openFileCondition())),
  )

export type OpenInvitation = Awaited<ReturnType<typeof selectOpenEntries>>[number]

/** Selects the invitations, and the codes of the other parent, that a form can accept, each with the file that it joins. */
export const selectOpenEntries = (
  db: Database,
  buildCondition: (code: typeof invitations | typeof joiningCodes) => SQL | undefined,
) =>
  selectOpenInvitations(db, buildCondition(invitations)).unionAll(
    selectOpenJoiningCodes(db, buildCondition(joiningCodes)),
  )

/**
 * Selects the invitations that an intake can accept, each with its file and the row of the other parent in it. Such an
 * invitation was not accepted and has not ended, its file is not closed, and the other parent has sent nothing, with or
 * without an invitation.
 */
const selectOpenInvitations = (db: Database, condition: SQL | undefined) => {
  const granter = alias(parents, 'granter')
  const other = alias(parents, 'other')
  return db
    .select({
      id: invitations.id,
      fileId: sql<string>`${files.id}`.as('invitation_file'),
      reference: files.reference,
      ...filePlaceColumns(other.id),
      parentId: sql<string>`${other.id}`.as('other_parent'),
      isOfParent: sql<0 | 1>`0`.as('is_of_parent'),
    })
    .from(invitations)
    .innerJoin(authorisations, eq(authorisations.id, invitations.authorisationId))
    .innerJoin(granter, eq(granter.id, authorisations.parentId))
    .innerJoin(files, eq(files.id, granter.fileId))
    .innerJoin(other, and(eq(other.fileId, files.id), eq(other.side, 'other'), ne(other.id, granter.id)))
    .where(
      and(
        condition,
        isNull(invitations.endedAt),
        isNull(invitations.acceptedAt),
        openFileCondition(),
        notExists(db.select({ one: sql`1` }).from(submissions).where(eq(submissions.parentId, other.id))),
      ),
    )
}

/**
 * Records that the other parent declines an invitation, ends every open invitation of the file and tells the lead
 * coordinator. This works even if the first parent’s authorisation is no longer in force. Gives false, and records
 * nothing, when the invitation is not open.
 */
export function declineInvitation(
  db: Database,
  event: AuditEvent,
  invitationId: string,
  messages: readonly BoundedMessage[],
): Promise<boolean> {
  const callAttemptId = crypto.randomUUID()
  const { fileId, happenedAt } = event
  const inserted = hasRowCondition(callAttempts, callAttemptId)
  return mutateWithAuditIf(
    db,
    event,
    [
      insertRowIfStatement(
        db,
        callAttempts,
        {
          id: callAttemptId,
          authorisationId: sql`(select authorisation_id from invitations where id = ${invitationId})`,
          attemptedAt: happenedAt,
          recordedAt: happenedAt,
          recordedBy: OTHER_PARENT_ACTOR,
          channel: 'invitation',
          outcome: 'declined',
          nextStep: 'none',
        },
        sql`exists ${selectEntryById(db, invitationId, happenedAt)}`,
      ),
      ...queueBoundedMessagesStatements(db, fileId, messages, happenedAt, inserted),
      ...endInvitationsStatements(db, event, inserted),
    ],
    inserted,
  )
}

/** Ends every invitation of a file that was not accepted, and cancels their messages that were not sent yet. */
export const endInvitationsStatements = (
  db: Database,
  { fileId, happenedAt }: AuditEvent,
  condition: SQL,
) => [
  cancelOutdatedMessagesStatement(db, fileId, 'invitations-ended', condition),
  db
    .update(invitations)
    .set({ endedAt: happenedAt })
    .where(
      and(
        sql`${invitations.authorisationId} in (select authorisations.id from parents
          cross join authorisations on authorisations.parent_id = parents.id where parents.file_id = ${fileId})`,
        isNull(invitations.endedAt),
        isNull(invitations.acceptedAt),
        condition,
      ),
    ),
]
