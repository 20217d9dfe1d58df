import { and, eq, gt, isNull, ne, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type AuditEvent, changeOnRecordIf } from './audit.ts'
import { type Database, statement } from './database.ts'
import { countTry } from './drafts.ts'
import { type ForLead, queueForLead } from './lead-routing.ts'
import { endQueued } from './outbox.ts'
import { authorisations, drafts, files, invitations, type outbox, parents, submissions } from './schema.ts'

type Mail = readonly ForLead<typeof outbox.$inferInsert>[]

/** Counts a try of an invitation's code and looks whether it opens one, in one call. */
export async function tryInvitation(
  db: Database,
  { connection, hour }: { connection: string; hour: number },
  codeId: string,
  now: number,
) {
  const [counted, found] = await db.batch([
    countTry(db, connection, hour),
    usable(db, and(eq(invitations.codeId, codeId), gt(invitations.expiresAt, now))),
  ])
  return { tries: counted[0]?.tries ?? 0, id: found[0]?.id }
}

/** Where an invitation stands, and a draft beside it, in one call. */
export async function readInvitation(db: Database, id: string, draftId: string, now: number) {
  const [open, declined, draft] = await db.batch(standing(db, id, draftId, now))
  return standingOf(open, declined, draft)
}

/**
 * The same as it stands once an intake is begun with it: a draft that was begun with an earlier invitation into the
 * same file goes on with this one.
 */
export async function takeUp(db: Database, id: string, draftId: string, now: number) {
  const [, open, declined, draft] = await db.batch([
    db
      .update(drafts)
      .set({ invitationId: id })
      .where(
        and(
          eq(drafts.id, draftId),
          eq(fileInvitedTo(sql`${drafts.invitationId}`), fileInvitedTo(sql`${id}`)),
          sql`exists ${openAt(db, id, now)}`,
        ),
      ),
    ...standing(db, id, draftId, now),
  ])
  return standingOf(open, declined, draft)
}

const standing = (db: Database, id: string, draftId: string, now: number) =>
  [
    openAt(db, id, now),
    db
      .select({ declined: sql<number>`1`.as('declined') })
      .from(invitations)
      .where(
        and(
          eq(invitations.id, id),
          sql`exists (select 1 from outreach
        where outreach.authorisation_id = ${invitations.authorisationId} and recorded_by = ${OTHER_PARENT})`,
        ),
      ),
    db
      .select({
        sameFile: sql<
          number | null
        >`${fileInvitedTo(sql`${drafts.invitationId}`)} = ${fileInvitedTo(sql`${id}`)}`.as('same_file'),
      })
      .from(drafts)
      .where(
        and(
          eq(drafts.id, draftId),
          sql`exists (select 1 from draft_sections
            where draft_id = ${drafts.id} and kept_until > ${now} and typed <> '')`,
        ),
      ),
  ] as const

const standingOf = (
  open: readonly Usable[],
  declined: readonly unknown[],
  draft: readonly { sameFile: number | null }[],
) => ({
  /** The file it leads into, while an intake may be begun with it. */
  open: open[0],
  /** The other parent answered an invitation with no. */
  declined: declined.length > 0,
  /** What the draft holds: nothing, something begun with an invitation into the same file, or something else. */
  draft: draft[0] ? (draft[0].sameFile === 1 ? ('begun' as const) : ('else' as const)) : ('none' as const),
})

/** The file under which an invitation was made. */
export const fileInvitedTo = (id: SQL) => sql`(select giver.file_id from invitations invited
  cross join authorisations given on given.id = invited.authorisation_id
  cross join parents giver on giver.id = given.parent_id where invited.id = ${id})`

/** How the other parent's own answer to an invitation is recorded. */
const OTHER_PARENT = 'other-parent'

/** An invitation by its id, while an intake may be begun with it. */
const openAt = (db: Database, id: string, now: number) =>
  usable(db, and(eq(invitations.id, id), gt(invitations.expiresAt, now)))

export type Usable = Awaited<ReturnType<typeof usable>>[number]

/**
 * Invitations an intake may be sent with, each with the file it joins and the row of the other parent there: nobody
 * used or ended it, the file is not closed, and that parent has sent nothing by whichever way.
 */
export const usable = (db: Database, which: SQL | undefined) => {
  const giver = alias(parents, 'giver')
  const other = alias(parents, 'other')
  return db
    .select({
      id: invitations.id,
      fileId: sql<string>`${files.id}`.as('joined_file'),
      reference: files.reference,
      parentId: sql<string>`${other.id}`.as('other_parent'),
    })
    .from(invitations)
    .innerJoin(authorisations, eq(authorisations.id, invitations.authorisationId))
    .innerJoin(giver, eq(giver.id, authorisations.parentId))
    .innerJoin(files, eq(files.id, giver.fileId))
    .innerJoin(other, and(eq(other.fileId, files.id), eq(other.side, 'other'), ne(other.id, giver.id)))
    .where(
      and(
        which,
        isNull(invitations.endedAt),
        isNull(invitations.usedAt),
        ne(files.stage, 'closed'),
        notExists(db.select({ one: sql`1` }).from(submissions).where(eq(submissions.parentId, other.id))),
      ),
    )
}

/**
 * Keeps the other parent's no to an invitation, ends every open one of the file and tells whoever leads it. Whether the
 * first parent's word is still in force does not matter. False, and nothing kept, when the invitation is not open.
 */
export function declineInvitation(
  db: Database,
  event: AuditEvent,
  invitationId: string,
  mail: Mail,
): Promise<boolean> {
  const id = crypto.randomUUID()
  const { fileId, happenedAt } = event
  const kept = sql`exists (select 1 from outreach where id = ${id})`
  return changeOnRecordIf(
    db,
    event,
    [
      statement(
        db,
        sql`
        insert into outreach
          (id, authorisation_id, attempted_at, recorded_at, recorded_by, channel, outcome, next_step)
        select ${id}, authorisation_id, ${happenedAt}, ${happenedAt}, ${OTHER_PARENT}, 'invitation', 'declined', 'none'
        from invitations where id = ${invitationId} and exists ${openAt(db, invitationId, happenedAt)}`,
      ),
      queueForLead(db, fileId, mail, kept),
      ...endInvitations(db, event, kept),
    ],
    kept,
  )
}

/** Ends every invitation of a file with which nobody has come yet, and their mail that has not left. */
export const endInvitations = (db: Database, { fileId, happenedAt }: AuditEvent, condition: SQL) => [
  endQueued(db, fileId, 'invitation', condition),
  db
    .update(invitations)
    .set({ endedAt: happenedAt })
    .where(
      and(
        sql`${invitations.authorisationId} in (select mine.id from parents
          cross join authorisations mine on mine.parent_id = parents.id where parents.file_id = ${fileId})`,
        isNull(invitations.endedAt),
        isNull(invitations.usedAt),
        condition,
      ),
    ),
]
